"""How long a greeting takes to be composed, over a year and in all weathers."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import percentile, write_json
from voicebot.civic.calendar import office_calendar
from voicebot.civic.district import load_district
from voicebot.civic.faq import LANGUAGES
from voicebot.civic.greetings import read_greetings
from voicebot.civic.moment import moment_of
from voicebot.civic.weather.report import Air, Day, Now, Report, Sky, Wet
from voicebot.settings import settings
from voicebot.talk.greeting.composing import Guest, Scene, compose

__all__ = ["WEATHERS", "bench_greet", "report_of"]

HOURS = 8760

WEATHERS: dict[str, dict[str, Any] | None] = {
    "unknown": None,
    "clear": {"temperature": 20.0, "sky": Sky.CLEAR, "wet": Wet.NONE, "wind": 2.0},
    "overcast": {"temperature": 12.0, "sky": Sky.OVERCAST, "wet": Wet.NONE, "wind": 3.0},
    "fog": {"temperature": 8.0, "sky": Sky.FOG, "wet": Wet.NONE, "wind": 0.5},
    "rain": {"temperature": 17.0, "sky": Sky.OVERCAST, "wet": Wet.RAIN, "wind": 4.0, "rain_mm": 2.0},
    "downpour": {"temperature": 23.0, "sky": Sky.OVERCAST, "wet": Wet.RAIN, "wind": 8.0, "rain_mm": 32.0},
    "thunder": {"temperature": 24.0, "sky": Sky.OVERCAST, "wet": Wet.THUNDER, "wind": 9.0, "rain_mm": 12.0},
    "snow": {"temperature": -1.0, "sky": Sky.OVERCAST, "wet": Wet.SNOW, "wind": 3.0},
    "ice": {"temperature": -1.0, "sky": Sky.CLEAR, "wet": Wet.NONE, "wind": 1.0},
    "heat": {"temperature": 34.0, "feels": 36.5, "sky": Sky.CLEAR, "wet": Wet.NONE, "wind": 1.0},
    "frost": {"temperature": -14.0, "feels": -20.0, "sky": Sky.CLEAR, "wet": Wet.NONE, "wind": 6.0},
    "dust": {"temperature": 15.0, "sky": Sky.CLOUDY, "wet": Wet.NONE, "wind": 2.0},
    "gale": {"temperature": 10.0, "sky": Sky.CLOUDY, "wet": Wet.NONE, "wind": 16.0},
    "rain to come": {"temperature": 18.0, "sky": Sky.CLOUDY, "wet": Wet.NONE, "wind": 2.0},
}
"""Weather now, by what it is called; nothing while it is not known."""


def report_of(name: str, at: dt.datetime) -> Report | None:
    """The weather of one name at a moment, with what belongs to it."""
    now = WEATHERS[name]
    if now is None:
        return None
    wet_at = at - dt.timedelta(hours=2) if name == "ice" else None
    air = Air(at=at, source="bench", pm10=180.0 if name == "dust" else 20.0, pm25=10.0)
    wet = Wet.RAIN if name == "rain to come" else now["wet"]
    today = Day(date=at.date(), wet=wet, chance=80.0 if wet is not Wet.NONE else 0.0)
    return Report(source="bench", at=at, now=Now(**now), air=air, days=(today,), wet_at=wet_at)


def bench_greet(times: int = 20_000, *, json_path: Path | None = None) -> dict[str, Any]:
    """Compose so many greetings and print how long each took.

    Args:
        times: greetings, spread over a year, all weathers and both languages.
        json_path: where the figures go as well.
    """
    folder = settings().district_dir
    district = load_district(folder)
    calendar = office_calendar(district)
    phrases = {language: read_greetings(folder, language)[0] for language in LANGUAGES}
    begin, names = dt.datetime(2026, 1, 1, tzinfo=district.zone), list(WEATHERS)
    took = []
    for number in range(times):
        at = begin + dt.timedelta(hours=number * 37 % HOURS)
        report = report_of(names[number % len(names)], at)
        started = time.perf_counter()
        scene = Scene(moment_of(at, calendar), report, Guest("phone"), "desk")
        compose(phrases[LANGUAGES[number % len(LANGUAGES)]], scene, seed=number)
        took.append((time.perf_counter() - started) * 1000)
    figures: dict[str, Any] = {"n": times, "p50_ms": percentile(took, 50), "p99_ms": percentile(took, 99)}
    figures["max_ms"] = max(took)
    _print(figures)
    write_json(json_path, figures)
    return figures


def _print(figures: dict[str, Any]) -> None:
    table = Table("n", "median", "p99", "longest", title="composing a greeting, ms")
    times = (f"{figures[name]:.3f}" for name in ("p50_ms", "p99_ms", "max_ms"))
    table.add_row(str(figures["n"]), *times)
    Console().print(table)
