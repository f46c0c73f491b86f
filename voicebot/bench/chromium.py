"""The browser of measurements and tests: Chromium under Playwright, without a screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from voicebot.errors import EngineError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

__all__ = ["ALLOWED", "ALOUD", "FAKE_MICROPHONE", "chromium", "hears", "installed"]

ALOUD = "--autoplay-policy=no-user-gesture-required"
"""A page may speak before anybody has touched it."""

ALLOWED = "--use-fake-ui-for-media-stream"
"""A page may use the microphone without asking anybody."""

FAKE_MICROPHONE = [ALLOWED, "--use-fake-device-for-media-stream"]
"""A microphone that beeps."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def hears(wav: Path | None) -> list[str]:
    """The switches that let a page hear a file, over and over; a beeping device without one."""
    return [*FAKE_MICROPHONE, *([f"--use-file-for-fake-audio-capture={wav}"] if wav else [])]


def installed() -> str | None:
    """Where Chromium is; nothing where there is none."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


@contextmanager
def chromium(
    *switches: str, environment: Mapping[str, str] | None = None, muted: bool = True
) -> Iterator[Browser]:
    """A browser that is closed afterwards.

    Args:
        switches: besides those that keep it quiet and to itself.
        environment: of its process; our own when left out.
        muted: whether what it plays goes nowhere.

    Raises:
        EngineError: ``no_browser``: neither Playwright nor Chromium may be missing.
    """
    path = installed()
    if path is None:
        raise EngineError("no_browser", "Chromium is not installed: apt install chromium")
    with _playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[*_SWITCHES, *switches],
            env={**environment} if environment else None,
            ignore_default_args=None if muted else ["--mute-audio"],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _playwright() -> Iterator[Playwright]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        message = "Playwright is not installed: pip install playwright (make setup-dev does)"
        raise EngineError("no_browser", message) from error
    with sync_playwright() as playwright:
        yield playwright
