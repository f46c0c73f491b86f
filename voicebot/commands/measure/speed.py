"""`voicebot bench plain|load|open|greet|run`: how fast, and for how many at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json, Speech, Url

__all__ = ["speed"]

speed = typer.Typer()


@speed.command("plain")
def bench_plain(speech: Speech = None, json: Json = None, questions: int = 20) -> None:
    """The whole turn against the plain pipeline: openai-whisper, 0.8 s of silence, whole answers."""
    from voicebot.bench.plain import bench_plain as run

    run(questions=questions, speech=speech, json_path=json)


@speed.command("load")
def bench_load(
    sessions: Annotated[int, typer.Option(help="Callers at once.")] = 10,
    minutes: Annotated[float, typer.Option(help="For how long they go on asking.")] = 2.0,
    every_s: Annotated[float, typer.Option(help="Seconds from one question of a caller to the next.")] = 15.0,
    url: Url = None,
    json: Json = None,
) -> None:
    """Callers who ask aloud in real time, listen and barge in; a chart is drawn beside the JSON."""
    from voicebot.bench.load import bench_load as run

    run(sessions=sessions, minutes=minutes, every_s=every_s, url=url, json_path=json)


@speed.command("open")
def bench_open(sessions: int = 100, seconds: float = 60.0, url: Url = None, json: Json = None) -> None:
    """Many open lines, mostly silent: frames lost, and how late speech is noticed."""
    from voicebot.bench.open_lines import bench_open as run

    run(sessions=sessions, seconds=seconds, url=url, json_path=json)


@speed.command("greet")
def bench_greet(times: int = 20_000, json: Json = None) -> None:
    """How long a greeting takes to be composed, at moments of a whole year and in all weathers."""
    from voicebot.bench.greeting import bench_greet as run

    run(times=times, json_path=json)


@speed.command("run")
def bench_run(
    json: Json = None,
    quick: Annotated[bool, typer.Option(help="A tenth of everything, for a first look.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Only these: recognition, matching, voice, turns, spoken.")
    ] = None,
    speech: Speech = None,
    sets: Annotated[
        Path | None, typer.Option(help="Folder with parakqc_dev.csv and smalltalk_dev.csv.")
    ] = None,
) -> None:
    """Measure everything and print one table."""
    from voicebot.bench.run import run

    run(json_path=json, quick=quick, only=only, speech=speech, sets=sets)
