"""Chromium on a device of one's own: what its microphone hears is what is played into the null sink."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicebot.bench.chromium import ALLOWED, ALOUD, chromium
from voicebot.bench.kiosk.sinks import Sinks

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium_on"]


@contextmanager
def chromium_on(sinks: Sinks) -> Iterator[Browser]:
    """A browser that hears and speaks through the sinks, as docs/kiosk.md starts it, but without a screen.

    Raises:
        EngineError: ``no_browser``; see `chromium`.
    """
    sinks.as_device()
    environment = {**sinks.environment, "PULSE_SINK": "mouth", "PULSE_SOURCE": "mic"}
    with chromium(ALOUD, ALLOWED, environment=environment, muted=False) as browser:
        yield browser
