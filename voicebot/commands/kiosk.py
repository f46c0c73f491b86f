"""`voicebot kiosk`: the phone-style device without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voicebot.commands.console import err, out

if TYPE_CHECKING:
    from voicebot.settings import HandsetSettings

__all__ = ["kiosk"]


def kiosk(
    url: Annotated[str | None, typer.Argument(help="The desk, such as http://desk.local:8000.")] = None,
    set_up: Annotated[
        bool, typer.Option("--set-up", help="Fetch the device's own prompts, and end.")
    ] = False,
    self_test: Annotated[bool, typer.Option("--self-test", help="Try every part, and end.")] = False,
    terminal: Annotated[bool, typer.Option(help="Keys of this terminal: h lifts, q ends.")] = False,
    meter: Annotated[bool, typer.Option(help="Show the levels of microphone and loudspeaker.")] = False,
    keys: Annotated[list[Path] | None, typer.Option(help="Key devices; else all that fit.")] = None,
) -> None:
    """Serve as a handset: lift it and talk. Settings: VOICEBOT_HANDSET__…; see docs/handset.md."""
    from voicebot.settings import settings

    given = {"url": url, "keys": keys}
    own = settings().handset.model_copy(update={k: v for k, v in given.items() if v})
    if set_up:
        _set_up(own)
    elif self_test:
        _self_test(own, terminal=terminal)
    else:
        _serve(own, terminal=terminal, meter=meter)


def _set_up(kiosk: HandsetSettings) -> None:
    from voicebot.client.handset.shelf import fetch

    names = asyncio.run(fetch(kiosk.url, kiosk.prompts_dir, kiosk.language))
    out.print(f"{len(names)} prompts are kept.")


def _self_test(kiosk: HandsetSettings, *, terminal: bool) -> None:
    from rich.table import Table

    from voicebot.client.handset.self_test import self_test

    results = asyncio.run(self_test(kiosk, terminal=terminal))
    table = Table("part", "", "found")
    for result in results:
        table.add_row(result.part, "[green]ok[/]" if result.ok else "[bold red]no[/]", result.what)
    out.print(table)
    if not all(result.ok for result in results):
        raise typer.Exit(1)


def _serve(kiosk: HandsetSettings, *, terminal: bool, meter: bool) -> None:
    from voicebot.client.handset.serving import serve
    from voicebot.client.handset.sound_cards import port_audio

    port_audio()  # says at once what is missing
    err.print(f"[bold]The handset calls {kiosk.url}[/]" + (" (h lifts it, q ends)" if terminal else ""))
    asyncio.run(serve(kiosk, terminal=terminal, meter=meter))
