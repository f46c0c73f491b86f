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
from voicebot.settings import settings
from voicebot.talk.greeting.composing import Guest, Scene, compose
from voicebot.talk.greeting.weathers import WEATHERS, report_of

__all__ = ["bench_greet"]

HOURS = 8760


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
