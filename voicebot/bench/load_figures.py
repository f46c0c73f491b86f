"""What a load test found: figures for the file, and the chart beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.chart import Panel, Series, svg
from voicebot.bench.figures import percentile
from voicebot.bench.load_callers import LoadCaller
from voicebot.bench.meter import Meter
from voicebot.bench.streaming import StreamingCaller

__all__ = ["chart_of", "crowd_figures", "figures_of", "show", "spread"]

READY = ("cached", "recorded")


def figures_of(callers: Sequence[LoadCaller], meter: Meter, begun: float) -> dict[str, Any]:
    """Everything that was measured, for the file."""
    asked = sorted((one for caller in callers for one in caller.asked), key=lambda one: one.saying.begun or 0)
    heard = [one for one in asked if one.saying.said is not None]
    return {
        "utterances": len(heard),
        "first_sound_s": spread(one.first_sound_s for one in heard),
        "first_sound_cached_s": spread(one.first_sound_s for one in heard if one.voice in READY),
        "after_speech_s": spread(one.after_speech_s for one in heard),
        "over": sum(one.over for one in heard),
        "yielded_s": spread(one.yielded_s for one in heard if one.over),
        "cut_offs": sum(one.cut_offs > 0 for one in heard),
        "reopened": sum(one.reopened for one in heard),
        "ignored": sum(one.ignored for one in heard),
        "unanswered": sum(one.sound is None and not one.ignored for one in heard),
        "fillers": sum(one.filler for one in heard),
        "kinds": Counter(one.kind or "none" for one in heard),
        "voices": Counter(one.voice or "none" for one in heard),
        **crowd_figures(callers),
        **meter.figures(),
        "asked": [one.row(begun) for one in asked],
        "samples": [{"at_s": s.at_s, "pss_gb": s.pss_gb} for s in meter.samples],
        "cores": [{"at_s": at, "desk": desk, "callers": own} for at, desk, own in meter.cores()],
    }


def crowd_figures(callers: Sequence[StreamingCaller]) -> dict[str, Any]:
    """What went wrong, and what was sent."""
    return {
        "errors": Counter(code for caller in callers for code in caller.errors),
        "refused": sum(caller.refused for caller in callers),
        "queue_waits": sum(caller.waits for caller in callers),
        "frames": {"sent": sum(c.frames for c in callers), "lost": sum(c.lost for c in callers)},
        "callers_late_s": spread(late for caller in callers for late in caller.late),
        "callers_blocked_s": spread(wait for caller in callers for wait in caller.blocked),
    }


def show(title: str, figures: Mapping[str, Any]) -> None:
    """Print what is not a list."""
    table = Table(title=title, show_header=False, box=None)
    for name, value in figures.items():
        if not isinstance(value, list):
            table.add_row(name, _in_words(value))
    Console().print(table)


def _in_words(value: object) -> str:
    if isinstance(value, Mapping):
        return "  ".join(f"{name} {_in_words(part)}" for name, part in value.items()) or "none"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def spread(values: Iterable[float | None]) -> dict[str, float]:
    """How many values there are, and p50, p95 and p99 of them."""
    known = [value for value in values if value is not None]
    return {"n": len(known), **{f"p{share}": percentile(known, share) for share in (50, 95, 99)}}


def chart_of(figures: dict[str, Any]) -> str:
    """First sound, memory and cores over the minutes of a run."""
    rows = [row for row in figures["asked"] if row["first_sound_s"] is not None]

    def dots(key: str) -> list[tuple[float, float]]:
        return [(row["at_s"] / 60, row[key]) for row in rows if row[key] is not None]

    first, true = figures["first_sound_s"], figures["after_speech_s"]
    cores = figures["cores"]
    return svg(
        f"{figures['sessions']} callers, one utterance each {figures['every_s']:g} s: first sound p50 "
        f"{first['p50']:.2f} s, p95 {first['p95']:.2f} s after the turn, {true['p50']:.2f} s after speech",
        "minutes",
        [
            Panel(
                "first sound (s)",
                [
                    Series("after the end of speech", dots("after_speech_s"), "dots"),
                    Series("after the end of the turn", dots("first_sound_s"), "dots"),
                ],
            ),
            Panel(
                "memory of the desk (GB, PSS)",
                [Series("desk", [(s["at_s"] / 60, s["pss_gb"]) for s in figures["samples"]])],
            ),
            Panel(
                "processor (cores busy)",
                [
                    Series("desk", [(s["at_s"] / 60, s["desk"]) for s in cores]),
                    Series("callers", [(s["at_s"] / 60, s["callers"]) for s in cores]),
                ],
            ),
        ],
    )
