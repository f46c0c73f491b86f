"""`voicebot bench crowd|kiosk`: people at the pages, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json

__all__ = ["pages"]

pages = typer.Typer()


@pages.command("crowd")
def bench_crowd(
    callers: Annotated[int, typer.Option(min=1, help="One after the other.")] = 500,
    every: Annotated[int, typer.Option(min=1, help="So many between two readings of memory.")] = 10,
    seed: Annotated[int, typer.Option(help="What they do.")] = 1,
    one_document: Annotated[
        bool, typer.Option("--one-document", help="The page is never loaded anew: what it keeps adds up.")
    ] = False,
    json: Json = None,
) -> None:
    """Callers back to back at the kiosk's page, waits divided by 60: nobody is stuck, nothing grows."""
    from voicebot.bench.crowd import bench_crowd as run

    found = run(callers, every=every, seed=seed, one_document=one_document, json_path=json)
    if not found["sound"]:
        raise typer.Exit(1)


@pages.command("kiosk")
def bench_kiosk(
    way: Annotated[
        list[str] | None, typer.Option(help="touch, keys, voice, handset, page; several; all when left out.")
    ] = None,
    size: Annotated[
        list[str] | None, typer.Option(help="Screens: 1080x1920, 1024x600; 390, 768, 1280, 1280 at 400 %.")
    ] = None,
    journey: Annotated[list[int] | None, typer.Option(help="1 to 7; several times.")] = None,
    runs: Annotated[int, typer.Option(min=1, help="So often each.")] = 1,
    shots: Annotated[Path | None, typer.Option(help="A folder for a picture of every screen.")] = None,
    json: Json = None,
) -> None:
    """Walk the journeys on pages in Chromium, by touch, keys, voice, in writing, and with the handset."""
    from voicebot.bench.kiosk.by_hand import BY_HAND
    from voicebot.bench.kiosk.run import WAYS
    from voicebot.bench.kiosk.run import bench_kiosk as run

    ways, journeys = way or tuple(WAYS), journey or tuple(BY_HAND)
    if set(ways) - set(WAYS) or set(journeys) - set(BY_HAND):
        raise typer.BadParameter(f"ways are {', '.join(WAYS)}; journeys are 1 to 7")
    found = run(ways=ways, sizes=size or (), journeys=journeys, runs=runs, shots=shots, json_path=json)
    if found["passed"] < found["n"]:
        raise typer.Exit(1)
