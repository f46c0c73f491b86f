"""Callers one after the other at one screen, as `voicebot bench kiosk` sends them, at a fake desk."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from web_fake_desk import Call, FakeDesk, serving
from web_kiosk_desk import KioskDesk

from voicebot.bench import kiosk
from voicebot.bench.kiosk import Visits, visits
from voicebot.bench.kiosk_callers import CALLERS
from voicebot.bench.kiosk_page import kiosk_page

pytestmark = pytest.mark.browser
NEVER_ANEW = """
const ask = window.fetch;
window.fetch = (url, how) => (`${url}` === location.pathname ? new Promise(() => {}) : ask(url, how));"""


class HurriedDesk(KioskDesk):
    """Ends every talk after a while, as the desk's clock does when a caller has walked away."""

    def __init__(self) -> None:
        super().__init__()
        self._ends: set[asyncio.Task[None]] = set()

    async def _session_start(self, call: Call, event: Any) -> None:
        task = asyncio.create_task(self._end(call))
        self._ends.add(task)
        task.add_done_callback(self._ends.discard)
        await super()._session_start(call, event)

    async def _end(self, call: Call) -> None:
        await asyncio.sleep(4.0)
        with suppress(RuntimeError):  # it is closed already
            await call.socket.close(4408)


@pytest.fixture(scope="module")
def served() -> Iterator[KioskDesk]:
    with serving(HurriedDesk()) as desk:
        assert isinstance(desk, KioskDesk)
        yield desk


def at_the_screen(page: Page, kinds: list[str], *, one_document: bool = False) -> Visits:
    """These callers, with a reading after each third."""
    told = Visits(one_document)
    visits(page, lambda: (0.0, 0), kinds, random.Random(3), 3, told)
    page.context.close()
    return told


@pytest.mark.parametrize("one_document", [False, True])
def test_whatever_callers_do_the_next_finds_the_first_screen(
    browser: Browser, desk: FakeDesk, one_document: bool
) -> None:
    desk.sentence_s = 0.1
    kinds = [kind for kind in CALLERS if kind != "loads anew" or not one_document]
    page = kiosk_page(browser, desk.url, one_document=one_document)
    told = at_the_screen(page, kinds, one_document=one_document)
    assert (told.stuck, told.left, told.errors) == ([], [], [])
    assert told.heard == dict.fromkeys(kinds, 1)
    assert [reading.callers for reading in told.readings] == [3, 6, 9][: len(kinds) // 3]


def test_a_screen_that_does_not_come_back_is_stuck(
    browser: Browser, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk, "PATIENCE_S", 3.0)
    page = kiosk_page(browser, desk.url)
    page.add_init_script(NEVER_ANEW)
    page.reload()
    told = at_the_screen(page, ["asks by menu"])
    assert len(told.stuck) == 1
    assert told.stuck[0].startswith("0 asks by menu: Standing(screen='wait', ready=True, used=True")
