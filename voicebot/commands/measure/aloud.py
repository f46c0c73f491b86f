"""`voicebot eval voice|spoken|journeys`: said with the desk's voices, then heard by it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json, Limit

__all__ = ["aloud"]

aloud = typer.Typer()


@aloud.command("voice")
def eval_voice(texts: Path, json: Json = None, limit: Limit = None) -> None:
    """Speak each line of TEXTS, recognise it, and report errors and the real-time factor."""
    from voicebot.bench.voice import eval_voice as run

    run(texts, json_path=json, limit=limit)


@aloud.command("spoken")
def eval_spoken(file: Path, json: Json = None, limit: Limit = None) -> None:
    """Speak held-out questions in three voices, clean, noisy and over a phone line, and ask them."""
    from voicebot.bench.spoken import eval_spoken as run

    run(file, json_path=json, limit=limit)


@aloud.command("journeys")
def eval_journeys(
    voices: Annotated[int, typer.Option(help="In how many voices each script is told.")] = 2,
    noise: Annotated[list[str] | None, typer.Option(help="clean, 20 dB, 15 dB; several times.")] = None,
    script: Annotated[list[str] | None, typer.Option(help="Only these scripts, by name.")] = None,
    together: Annotated[int, typer.Option(help="Conversations at the same time.")] = 2,
    at_once: Annotated[bool, typer.Option(help="Send speech as fast as it is taken.")] = False,
    json: Json = None,
    show: Annotated[bool, typer.Option(help="Print what was said and heard.")] = False,
) -> None:
    """Complaints told aloud to a desk of its own, from the first word to the receipt, then tracked by it."""
    from voicebot.bench.journeys import Pace
    from voicebot.bench.journeys import eval_journeys as run

    run(
        voices=voices,
        noises=noise or ("clean", "15 dB"),
        only=script or (),
        pace=Pace(together, at_once),
        json_path=json,
        show=show,
    )
