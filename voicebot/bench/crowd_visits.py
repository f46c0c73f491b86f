"""Callers one after the other at one screen, and what became of them."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page
from rich.console import Console
from rich.progress import Progress

from voicebot.bench.crowd_callers import visit
from voicebot.bench.crowd_growth import Reading, measuring
from voicebot.bench.crowd_page import Standing, settled

__all__ = ["DeskReading", "Visits", "gone", "visits"]

PATIENCE_S = 20.0
"""A screen that is not the first one so long after its caller has gone is stuck; its own waits take two."""

_DANGER = "119"
"""Said where the desk stays with somebody until it is told that all is well (civic.md, "danger")."""

DeskReading = Callable[[], tuple[float, int]]
err = Console(stderr=True)


@dataclass(slots=True)
class Visits:
    """What became of the callers.

    Attributes:
        one_document: see `kiosk_page`; else every caller finds a document that nobody has used.
        shots: where pictures of stuck screens go.
        done: by what they did.
        heard: those of them to whom the desk said something.
        stayed: who pressed that there is danger and went away: the desk stays until the next one ends it.
        stuck: after whom the screen did not come back, and where it stood.
        left: what was found of a caller on the next one's first screen.
        errors: of the page's own script.
        slowest_s: from a caller's last act to the next one's first screen, at most.
        readings: in order.
    """

    one_document: bool = False
    shots: Path | None = None
    done: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    stayed: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    readings: list[Reading] = field(default_factory=list)

    def at_rest(self, now: Standing) -> bool:
        """Whether the next caller may come."""
        fresh = not now.left if self.one_document else not now.used
        return now.ready and now.screen == "wait" and fresh

    def as_new(self, now: Standing) -> bool:
        """Whether nothing is left either: a first screen that was changed takes a moment to come back."""
        return self.at_rest(now) and not now.left


def visits(
    page: Page, desk: DeskReading, kinds: list[str], chance: random.Random, every: int, told: Visits
) -> None:
    """Callers of these kinds, with a reading after each `every`.

    Args:
        page: of the kiosk.
        desk: memory (MB, PSS) and open conversations of the desk.
        kinds: of `CALLERS`, in turn.
        chance: what they press, and how fast.
        every: so many between two readings.
        told: what became of them goes there.
    """
    page.on("pageerror", lambda error: told.errors.append(str(error)))
    settled(page, told.at_rest, PATIENCE_S)
    with measuring(page) as read, Progress(console=err, transient=True) as progress:
        for number, kind in enumerate(progress.track(kinds, description="callers")):
            gone(page, f"{number} {kind}", visit(page, kind, chance), told)
            if (number + 1) % every == 0:
                told.readings.append(Reading(number + 1, *read(), *desk()))
                err.print(f"{told.readings[-1]} stuck: {len(told.stuck)}, left: {len(told.left)}")


def gone(page: Page, name: str, heard: int, told: Visits) -> None:
    """A caller has gone: wait for the first screen, and look at what is left on it."""
    kind, begun = name.partition(" ")[2], time.monotonic()
    now = settled(page, told.as_new, PATIENCE_S)
    if _DANGER in now.said:
        told.stayed.append(name)
        page.keyboard.press("End")
        begun, now = time.monotonic(), settled(page, told.as_new, PATIENCE_S)
    told.slowest_s = max(told.slowest_s, time.monotonic() - begun)
    told.done[kind] += 1
    told.heard[kind] += heard > 0
    if not told.at_rest(now):
        told.stuck.append(f"{name}: {now}")
        if told.shots:
            page.screenshot(path=told.shots / f"stuck-{name.partition(' ')[0]}.png")
        page.reload()
        settled(page, told.at_rest, PATIENCE_S)
    elif now.left:
        told.left.append(f"{name}: {', '.join(now.left)}")
