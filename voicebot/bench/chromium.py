"""Debian's Chromium under Playwright, with a microphone that is a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

__all__ = ["CHROMIUM", "FAKE_MICROPHONE", "chromium", "hears"]

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
FAKE_MICROPHONE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]


def hears(wav: Path | None) -> list[str]:
    """The switches that let a page hear a file, over and over; a beeping device without one."""
    return [*FAKE_MICROPHONE, *([f"--use-file-for-fake-audio-capture={wav}"] if wav else [])]


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """A browser that is closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*QUIET, *switches])
        try:
            yield browser
        finally:
            browser.close()
