"""Chromium on a device of one's own: what its microphone hears is what is played into the null sink."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicebot.bench.kiosk.sinks import Sinks
from voicebot.errors import EngineError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

__all__ = ["chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
]  # fmt: skip


@contextmanager
def chromium(sinks: Sinks) -> Iterator[Browser]:
    """A browser that hears and speaks through the sinks, as docs/kiosk.md starts it, but without a screen.

    Raises:
        EngineError: ``no_browser``: neither Playwright nor Chromium may be missing.
    """
    found = next((path for path in map(shutil.which, _NAMES) if path), None)
    if found is None:
        raise EngineError("no_browser", "Chromium is not installed: apt install chromium")
    sinks.as_device()
    with _playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=_SWITCHES,
            env=_environment(sinks),
            ignore_default_args=["--mute-audio"],
        )
        try:
            yield browser
        finally:
            browser.close()


def _environment(sinks: Sinks) -> dict[str, str | float | bool]:
    return {**sinks.environment, "PULSE_SINK": "mouth", "PULSE_SOURCE": "mic"}


@contextmanager
def _playwright() -> Iterator[Playwright]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        message = "Playwright is not installed: pip install playwright (make setup-dev does)"
        raise EngineError("no_browser", message) from error
    with sync_playwright() as playwright:
        yield playwright
