"""`voicebot greet` and `voicebot weather`: what the desk would say, and what it knows of the weather."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

from voicebot.civic.district import load_district
from voicebot.commands.console import Language, err, out
from voicebot.commands.officer import on_ledger
from voicebot.settings import settings

__all__ = ["greet", "weather"]


def greet(
    at: Annotated[
        dt.datetime | None, typer.Option(help="The moment, by the district's clock; now when left out.")
    ] = None,
    weather: Annotated[
        Path | None, typer.Option(help='The weather as JSON, such as {"now": {"temperature": 34}}.')
    ] = None,
    language: Language = "ko",
    channel: Annotated[str, typer.Option(help="browser, kiosk or phone.")] = "browser",
    returning: Annotated[bool, typer.Option(help="Somebody who has been here before.")] = False,
    seed: Annotated[int, typer.Option(help="Chooses between phrases that hold alike.")] = 0,
    every: Annotated[bool, typer.Option("--all", help="Every opening that may be said then.")] = False,
) -> None:
    """Show the greeting of any moment: `voicebot greet --at 2026-07-30T14:00 --weather heat.json`."""
    from voicebot.civic.greetings import read_greetings
    from voicebot.civic.overlay.district import district_over
    from voicebot.civic.overlay.greetings import chapter, greetings_over, in_force
    from voicebot.civic.weather.report import read_sample
    from voicebot.talk.greeting.composing import Guest, compose, everything
    from voicebot.talk.greeting.rehearsal import scene_at

    lines = on_ledger(lambda ledger: ledger.everything())
    folder = settings().district_dir
    district = district_over(load_district(folder), lines)
    moment = (at or dt.datetime.now(district.zone)).replace(tzinfo=district.zone)
    report = read_sample(weather, moment) if weather else None
    filed, problems = read_greetings(folder, language)
    for problem in problems:
        err.print(f"[yellow]{problem}[/]", highlight=False)
    greetings = in_force(greetings_over(filed, lines.get(chapter(language), {})))
    scene = scene_at(district, moment, report, Guest(channel, returning), language)
    words = compose(greetings, scene, seed=seed)
    if words is None:
        err.print("No phrase holds then: the plain greeting is said.")
        raise typer.Exit(1)
    for line in everything(greetings, scene)[0] if every else words.sentences:
        out.print(line, highlight=False)
    err.print(f"[dim]about: {words.topic}[/]")


def weather() -> None:
    """Ask the sources of the settings now, and show what the desk would know."""
    import httpx

    from voicebot.civic.weather.keeper import Keeper
    from voicebot.civic.weather.sources import open_keeper

    district = load_district(settings().district_dir)

    async def ask() -> Keeper:
        async with httpx.AsyncClient() as client:
            keeper = open_keeper(
                settings(), district, lambda: dt.datetime.now(district.zone), client, keep=False
            )
            await keeper.refresh()
            return keeper

    report = asyncio.run(ask()).fresh()
    if report is None:
        err.print("No source answered; the greeting goes by the hour and the day alone. See the log above.")
        raise typer.Exit(1)
    out.print_json(json.dumps(report.model_dump(mode="json"), ensure_ascii=False))
