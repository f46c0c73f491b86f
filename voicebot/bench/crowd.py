"""`voicebot bench crowd`: callers one after the other at one screen: who is stuck, what is kept of them."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from rich.console import Console
from rich.progress import Progress

from voicebot.audio import Audio
from voicebot.audio.encode import write_wav
from voicebot.bench.chromium import chromium, hears
from voicebot.bench.crowd_callers import CALLERS, visit
from voicebot.bench.crowd_growth import KEPT, Reading, growth, measuring, open_talks
from voicebot.bench.crowd_page import HURRIED, Standing, kiosk_page, settled
from voicebot.bench.figures import write_json
from voicebot.bench.load_figures import show
from voicebot.bench.service import Service, running_desk

__all__ = ["Visits", "bench_crowd", "visits"]

PATIENCE_S = 20.0
"""A screen that is not the first one so long after its caller has gone is stuck; its own waits take two."""

AHEAD_S = 3.0
RESUME_S = 60.0
ALOUD = "--autoplay-policy=no-user-gesture-required"
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
    stuck: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    readings: list[Reading] = field(default_factory=list)

    def at_rest(self, now: Standing) -> bool:
        """Whether the next caller may come."""
        fresh = not now.left if self.one_document else not now.used
        return now.ready and now.screen == "wait" and fresh


def bench_crowd(
    callers: int,
    *,
    every: int = 10,
    seed: int = 1,
    one_document: bool = False,
    json_path: Path | None = None,
) -> dict[str, Any]:
    """Let callers use the kiosk's page one after the other, in one browser, at a desk of our own.

    Args:
        callers: how many.
        every: so many between two readings.
        seed: what they do.
        one_document: see `kiosk_page`.
        json_path: where the figures go; pictures of screens that were stuck lie beside it.

    Returns:
        ``done`` and ``heard`` by kind, ``stuck``, ``left``, ``errors``, the `growth` of heap, nodes,
        listeners and desk, the most conversations that were ``open`` at a reading, ``seconds``; ``sound``,
        whether nobody was stuck, nothing was left and all is flat.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, running_desk(Path(name), **_hurried()) as desk:
        nobody = Path(name) / "silence.wav"
        write_wav(nobody, Audio.silence(5.0, 48000))
        with chromium(*hears(nobody), ALOUD) as browser:
            page = kiosk_page(browser, desk.url, one_document=one_document)
            kinds = [kind for kind in CALLERS if not (one_document and kind == "loads anew")]
            chance = random.Random(seed)  # noqa: S311 - nobody guesses
            told = Visits(one_document, json_path.parent if json_path else None)
            visits(
                page, _reading_of(desk), [chance.choice(kinds) for _ in range(callers)], chance, every, told
            )
    figures = {"callers": callers, **_figures(told), "seconds": time.monotonic() - begun}
    show("crowd", figures | {"stuck": len(told.stuck), "left": len(told.left), "errors": len(told.errors)})
    write_json(json_path, figures | {"readings": [asdict(reading) for reading in told.readings]})
    return figures


def _hurried() -> dict[str, str]:
    """The desk's waits divided; it sends a whole answer at once, so that nobody waits for a loudspeaker."""
    return {
        "warm_cache": "false",
        "limits__hurried": f"{HURRIED:g}",
        "limits__resume_s": f"{RESUME_S / HURRIED:g}",
        "limits__ahead_s": f"{AHEAD_S * HURRIED:g}",
    }


def _reading_of(desk: Service) -> DeskReading:
    return lambda: (desk.memory_gb() * 1000, open_talks(desk.url))


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
            _one(page, f"{number} {kind}", visit(page, kind, chance), told)
            if (number + 1) % every == 0:
                told.readings.append(Reading(number + 1, *read(), *desk()))
                err.print(f"{told.readings[-1]} stuck: {len(told.stuck)}, left: {len(told.left)}")


def _one(page: Page, name: str, heard: int, told: Visits) -> None:
    """A caller has gone: wait for the first screen, and look at what is left on it."""
    kind, begun = name.partition(" ")[2], time.monotonic()
    now = settled(page, told.at_rest, PATIENCE_S)
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


def _figures(told: Visits) -> dict[str, Any]:
    grown = {name: growth(told.readings, name) for name in KEPT if told.readings}
    flat = all(one["flat"] is not False for one in grown.values())
    most = max((reading.open for reading in told.readings), default=0)
    return {
        "done": dict(told.done), "heard": dict(told.heard), "stuck": told.stuck, "left": told.left,
        "errors": told.errors, "slowest_s": told.slowest_s, "open": most, **grown,
        "sound": flat and not (told.stuck or told.left or told.errors),
    }  # fmt: skip
