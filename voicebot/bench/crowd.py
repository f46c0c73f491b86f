"""`voicebot bench crowd`: callers one after the other at one screen: who is stuck, what is kept of them."""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from voicebot.audio import Audio
from voicebot.audio.encode import write_wav
from voicebot.bench.chromium import ALOUD, chromium, hears
from voicebot.bench.crowd_callers import CALLERS
from voicebot.bench.crowd_growth import KEPT, growth, open_talks
from voicebot.bench.crowd_page import HURRIED, kiosk_page
from voicebot.bench.crowd_visits import DeskReading, Visits, visits
from voicebot.bench.figures import write_json
from voicebot.bench.load_figures import show
from voicebot.bench.service import Service, running_desk

__all__ = ["bench_crowd"]

AHEAD_S = 3.0
RESUME_S = 60.0


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
        ``done`` and ``heard`` by kind, ``stayed``, ``stuck``, ``left``, ``errors``, the `growth` of heap,
        nodes, listeners and desk, the most conversations that were ``open`` at a reading, ``seconds``;
        ``sound``, whether nobody was stuck, nothing was left and all is flat.
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


def _figures(told: Visits) -> dict[str, Any]:
    grown = {name: growth(told.readings, name) for name in KEPT if told.readings}
    flat = all(one["flat"] is not False for one in grown.values())
    most = max((reading.open for reading in told.readings), default=0)
    return {
        "done": dict(told.done), "heard": dict(told.heard), "stayed": told.stayed, "stuck": told.stuck,
        "left": told.left, "errors": told.errors, "slowest_s": told.slowest_s, "open": most, **grown,
        "sound": flat and not (told.stuck or told.left or told.errors),
    }  # fmt: skip
