"""The console, without models; and a browser that looks at it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from staff_world import World, opened
from web_chromium import FAKE_MICROPHONE, chromium, installed

from voicebot.settings import Settings


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """On SQLite."""
    async with opened(Settings(data_dir=tmp_path / "var", database_url=None, keys=[])) as made:
        yield made


@pytest.fixture
async def both(stored: Settings) -> AsyncIterator[World]:
    """On SQLite, and again on PostgreSQL."""
    async with opened(stored) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a microphone that beeps."""
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    with chromium(*FAKE_MICROPHONE) as found:
        yield found


@pytest.fixture
def expected() -> tuple[str, ...]:
    """What a page may complain of: that something was refused."""
    return ("status of 4",)


@pytest.fixture
def page(browser: Browser, expected: tuple[str, ...]) -> Iterator[Page]:
    """A fresh page; nothing on it may be against its policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["microphone"])
    found, complaints = context.new_page(), list[str]()
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield found
    context.close()
    assert [one for one in complaints if not any(part in one for part in expected)] == []
