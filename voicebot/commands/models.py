"""`voicebot models`: the weights."""

from __future__ import annotations

from typing import Annotated

import typer

from voicebot.commands.console import out

__all__ = ["models"]

models = typer.Typer(
    help="Model weights: what there is, whether it is whole, and how to get more.", no_args_is_help=True
)


@models.command("list")
def models_list() -> None:
    """List every model card and whether its weights are here."""
    from voicebot.weights import list_models

    list_models()


@models.command("verify")
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Which; all that are needed if none.")] = None,
) -> None:
    """Assemble the weights and check every byte."""
    from voicebot.hear.faster_whisper import FasterWhisper
    from voicebot.speak.kokoro import Kokoro
    from voicebot.weights import verify_models

    verify_models(names)
    if not names:
        FasterWhisper(), Kokoro()  # makes what is made of them at the first start


@models.command("fetch")
def models_fetch(
    name: Annotated[str, typer.Argument(help="A model card, as `voicebot models list` shows it.")],
    revision: Annotated[str | None, typer.Option(help="Instead of the card's revision.")] = None,
    sha256: Annotated[
        list[str] | None, typer.Option(help="FILE=DIGEST, where the card has none or another.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="A mirror instead of the card's source.")] = None,
) -> None:
    """Fetch bigger weights where there is a network; goes on where it was broken off."""
    from voicebot.weights import fetch_model

    given = [pair.partition("=") for pair in sha256 or []]
    if not all(file and digest for file, _, digest in given):
        raise typer.BadParameter("Write --sha256 FILE=DIGEST.")
    digests = {file: digest for file, _, digest in given}
    out.print(str(fetch_model(name, revision=revision, digests=digests or None, base_url=base_url)))
