"""Callers one after the other at one screen, as `voicebot bench crowd` sends them, at a fake desk."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from web_fake_desk import Call, FakeDesk, serving
from web_kiosk_desk import GREETING, KioskDesk, begin, on_screen
from web_kiosk_desk import kiosk_page as screen

from voicebot.bench import crowd_visits
from voicebot.bench.crowd_callers import CALLERS
from voicebot.bench.crowd_page import kiosk_page
from voicebot.bench.crowd_visits import Visits, visits

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
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
    assert told.done == dict.fromkeys(kinds, 1)
    assert told.heard.total() > 0  # on a busy machine some go before they hear anything
    assert [reading.callers for reading in told.readings] == [3, 6, 9][: len(kinds) // 3]


def test_a_page_that_is_loaded_anew_in_the_middle_of_a_talk_is_not_kept(
    browser: Browser, desk: FakeDesk
) -> None:
    told = Visits()
    page = kiosk_page(browser, desk.url)
    visits(page, lambda: (0.0, 0), ["loads anew"] * 4, random.Random(3), 1, told)
    page.context.close()
    nodes = [reading.nodes for reading in told.readings]
    assert nodes[-1] < nodes[0] + 300, nodes  # a page has more than 350
    desk.wait(lambda: all(call.closed for call in desk.calls), "the end of every line")
    assert [len(call.of("session.end")) for call in desk.calls] == [1] * 4


def test_a_screen_that_does_not_come_back_is_stuck(
    browser: Browser, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd_visits, "PATIENCE_S", 3.0)
    page = kiosk_page(browser, desk.url)
    page.add_init_script(NEVER_ANEW)
    page.reload()
    told = at_the_screen(page, ["asks by menu"])
    assert len(told.stuck) == 1
    assert told.stuck[0].startswith("0 asks by menu: Standing(screen='wait', ready=True, used=True")


def test_three_callers_in_ten_seconds_each_have_their_own_talk(opened: OpenPage, desk: KioskDesk) -> None:
    desk.sentence_s = 0.1
    page = screen(opened, "tall")
    for number in range(1, 4):
        page.keyboard.press("Enter")
        on_screen(page, "talk")
        desk.wait(partial(_begun, desk, number), f"talk {number}")
        assert page.locator("html").get_attribute("data-zoom") == "1"
        expect(page.locator("#captions")).to_contain_text(GREETING[0])
        page.keyboard.press("3")
        expect(page.locator("#captions")).to_contain_text("여권은 구청")
        page.click("[data-act=look]")
        page.click("#panel button >> nth=0")
        page.keyboard.press("End")
        on_screen(page, "over")
    desk.wait(lambda: all(call.closed for call in desk.calls), "the end of every line")
    assert [len(call.of("session.end")) for call in desk.calls] == [1, 1, 1]
    assert not any(call.of("session.start")[0].get("resume") for call in desk.calls)


def _begun(desk: FakeDesk, number: int) -> bool:
    return len(desk.calls) == number and bool(desk.call.of("session.start"))


SOON = "const later = setTimeout; window.setTimeout = (act, ms) => later(act, ms === 60_000 ? 500 : ms);"


def test_a_first_screen_that_somebody_has_changed_and_left_comes_back(
    opened: OpenPage, desk: KioskDesk
) -> None:
    page = screen(opened, "tall", init=SOON)
    with page.expect_navigation(timeout=30_000):
        page.click("[data-act=language]")
        page.click("[data-act=look]")
        page.click("#panel button >> nth=0")
        on_screen(page, "wait_look")
    on_screen(page, "wait")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dataset.zoom]") == [
        "ko",
        "1",
    ]
    assert desk.calls == []


def test_who_reads_help_before_a_talk_is_not_sent_away_by_the_last_callers_end(
    opened: OpenPage, desk: KioskDesk
) -> None:
    page = screen(opened, "tall", init=SOON.replace("60_000", "8000"))
    begin(page)
    page.keyboard.press("End")
    on_screen(page, "over")
    page.click("[data-act=help]")
    page.wait_for_timeout(1000)
    assert page.evaluate("document.documentElement.dataset.screen") == "wait_help"


def test_after_the_last_word_nobody_is_told_that_the_language_is_korean_again(
    opened: OpenPage, desk: KioskDesk
) -> None:
    page = screen(opened, "tall")
    begin(page)
    page.click("[data-act=look]")
    page.click("#panel button >> nth=4")
    expect(page.locator("#info")).to_contain_text("English")
    page.keyboard.press("End")
    on_screen(page, "over")
    expect(page.locator("[data-act=help]")).to_have_text("도움")
    expect(page.locator("#info")).to_be_empty()
