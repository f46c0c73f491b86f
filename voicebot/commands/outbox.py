"""`voicebot complaint outbox`: what webhooks are still to be told, and what could not be told."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["outbox"]

outbox = typer.Typer(
    help="What webhooks are still to be told of changes, and what could not be told them (docs/webhooks.md).",
    no_args_is_help=True,
)


@outbox.command("list")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Also what has arrived.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = 50,
) -> None:
    """List what waits and what was given up, with the reason; nothing personal."""
    from voicebot.commands.outbox_work import print_letters

    print_letters(("waiting", "dead", "sent") if everything else ("waiting", "dead"), limit)


@outbox.command()
def retry(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Which (see `list`); all if none is named.")
    ] = None,
) -> None:
    """Send again what was given up, with as many tries as something new."""
    from voicebot.commands.outbox_work import retry as run

    run(numbers or [])
