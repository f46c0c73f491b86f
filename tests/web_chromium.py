"""Debian's Chromium under Playwright, with a microphone that is a file."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, sync_playwright

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


def write_sine(path: Path, hertz: float, seconds: float = 2.0, rate: int = 48000) -> Path:
    """A mono WAV file with a sine that fits a whole number of times, so that it loops without a click."""
    time_s = np.arange(round(seconds * rate)) / rate
    pcm = (0.4 * 32767 * np.sin(2 * np.pi * hertz * time_s)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm.tobytes())
    return path
