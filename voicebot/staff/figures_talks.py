"""The tables about the talks: from counts by the hour; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voicebot.staff.figures_table import Row, Say, Table, bars, change, drawn, named
from voicebot.staff.figures_tally import Sums, share
from voicebot.staff.figures_week import Week

__all__ = ["days", "feelings", "hours", "spread", "talk_rows"]

OUTCOMES = ("answered", "asked_back", "unanswered")
SURE = ("0.9", "1.0")
"""Steps of confidence in which a turn counts as clearly heard: over 0.8, where few words are wrong."""


def talk_rows(now: Sums, before: Sums, say: Say) -> list[Row]:
    """What a week comes to, beside the week before."""
    counts: list[tuple[str, Callable[[Sums], int]]] = [
        ("sessions", lambda s: s.of("session")),
        ("questions", lambda s: s.of("question")),
        ("handovers", lambda s: s.of("handover", "asked")),
        ("called", lambda s: s.of("handover", "call")),
        ("called_back", lambda s: s.of("handover", "callback")),
        ("unheard", lambda s: s.of("unheard")),
        ("dangers_all", lambda s: s.of("danger")),
    ]
    parts: list[tuple[str, Callable[[Sums], str]]] = [
        *((f"share_{kind}", lambda s, k=kind: _share(s, "question", k)) for kind in OUTCOMES),
        ("reopened", lambda s: share(s.of("turn", "reopened"), s.of("turn", "ended"))),
        ("sure", lambda s: _share(s, "confidence", *SURE)),
        ("half_within", lambda s: _seconds(s.within("first_sound", 0.5), say)),
        ("most_within", lambda s: _seconds(s.within("first_sound", 0.95), say)),
    ]  # fmt: skip
    whole = [
        Row(say[f"figures_{name}"], (f"{of(now):,}", f"{of(before):,}", change(of(now), of(before))))
        for name, of in counts
    ]
    return [*whole, *(Row(say[f"figures_{name}"], (of(now), of(before), "")) for name, of in parts)]


def days(now: Sums, week: Week, say: Say) -> Table:
    """Questions of each day, and what became of them."""
    found = []
    for day in week.days:
        counts = [now.on(day, "question", kind) for kind in OUTCOMES]
        found.append((say[f"figures_day_{day.weekday()}"], day.isoformat(), counts))
    rows = tuple(
        Row(f"{day} {name}", (f"{sum(counts):,}", *(f"{count:,}" for count in counts)))
        for name, day, counts in found
    )
    heads = (say["figures_day"], say["figures_questions"], *(say[f"figures_{kind}"] for kind in OUTCOMES))
    return Table("days", heads, rows, drawn([(name, day, sum(counts)) for name, day, counts in found], say))


def hours(now: Sums, say: Say) -> Table:
    """Questions by the hour of the day."""
    counts = [(hour, sum(now.at(hour, "question", kind) for kind in OUTCOMES)) for hour in range(24)]
    rows = tuple(Row(say["figures_o_clock"].format(hour=hour), (f"{count:,}",)) for hour, count in counts)
    chart = drawn([(str(hour), str(hour), count) for hour, count in counts], say)
    return Table("hours", (say["figures_hour"], say["figures_questions"]), rows, chart)


def spread(name: str, now: Sums, say: Say) -> Table:
    """A distribution: seconds to the first sound, or how sure the recogniser was."""
    steps, whole = now.steps(name), now.of(name)
    shown = [(_step(name, end, say), (f"{count:,}", share(count, whole)), count) for end, count in steps]
    heads = (say[f"figures_{name}_step"], say["figures_turns"], say["figures_part"])
    return Table(name, heads, bars(shown))


def feelings(what: str, now: Sums, say: Say) -> Table:
    """Moods or dangers by the hour: only the kinds and hours that there were."""
    kinds = now.kinds(what)
    found = {hour: [now.at(hour, what, kind) for kind in kinds] for hour in range(24)}
    rows = [
        (say["figures_o_clock"].format(hour=hour), _cells(counts), sum(counts))
        for hour, counts in found.items()
        if any(counts)
    ]
    whole = Row(say["figures_all"], _cells([now.of(what, kind) for kind in kinds]))
    heads = (say["figures_hour"], say["figures_all"], *(named(say, what, kind) for kind in kinds))
    return Table(f"{what}s", heads, (*bars(rows), *([whole] if rows else [])))


def _share(sums: Sums, what: str, *kinds: str) -> str:
    return share(sums.of(what, *kinds), sums.of(what))


def _cells(counts: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in (sum(counts), *counts))


def _seconds(end: str, say: Say) -> str:
    return _step("first_sound", end, say) if end else "–"


def _step(name: str, end: str, say: Say) -> str:
    """A step by its upper end; the last has none."""
    if end == "+Inf":
        return say["figures_longer"]
    return say[f"figures_{name}_within"].format(end=f"{float(end):g}", percent=f"{100 * float(end):.0f}")
