"""`voicebot eval mood|commands|smalltalk|followups`: how people talk with the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json, Show

__all__ = ["manner"]

manner = typer.Typer()


@manner.command("mood")
def eval_mood(files: list[Path], json: Json = None, show: Show = False) -> None:
    """Moods by their words: FILES are tab-separated, text and mood; the name says .ko. or .en."""
    from voicebot.bench.manner import eval_mood as run

    run(files, json_path=json, show=show)


@manner.command("commands")
def eval_commands(
    files: list[Path],
    negatives: Annotated[
        list[Path] | None, typer.Option(help="Ordinary questions and talk; may be given several times.")
    ] = None,
    json: Json = None,
    show: Show = False,
) -> None:
    """Wishes such as 다시 and 천천히: FILES are tab-separated, text and command."""
    from voicebot.bench.manner import eval_commands as run

    run(files, negatives=negatives or [], json_path=json, show=show)


@manner.command("smalltalk")
def eval_smalltalk(file: Path, json: Json = None, show: Show = False) -> None:
    """Everyday talk: FILE is tab-separated, topic and text."""
    from voicebot.bench.manner import eval_smalltalk as run

    run(file, json_path=json, show=show)


@manner.command("followups")
def eval_followups(files: list[Path], json: Json = None, show: Show = False) -> None:
    """Dialogues of several turns: FILES hold a JSON object a line, with turns, entry and wants."""
    from voicebot.bench.followups import eval_followups as run

    run(files, json_path=json, show=show)
