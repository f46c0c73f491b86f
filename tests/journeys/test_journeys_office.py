"""A complaint told by voice: assigned, asked about by voice, answered; her page changes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from board_world import press
from playwright.sync_api import Browser, Page, expect
from walk_world import Officer, first_link

from voicebot.bench.pauses import Voices
from voicebot.bench.service import Service
from voicebot.bench.talker import read_scripts
from voicebot.bench.telling_aloud import Mouth, Told, tell
from voicebot.client.caller import Answer, Caller, call
from voicebot.engines import load_engine
from voicebot.settings import settings

pytestmark = [pytest.mark.models, pytest.mark.browser, pytest.mark.timeout(900)]

QUESTION = "쓰레기가 얼마나 있나요"


def by_voice(url: str, talk: Callable[[Caller], Awaitable[Any]]) -> Any:
    """A call beside the browser, which holds this thread's event loop."""

    async def one() -> Any:
        async with call(url, instant=True) as caller:
            return await talk(caller)

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(one())).result()


def voices() -> Voices:
    return Voices(load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise))


def complained(url: str) -> tuple[str, str]:
    """Tell a complaint aloud, one word at a time; the receipt, and the token of its page."""
    script = next(one for one in read_scripts() if one.name == "one word at a time")
    told = Told(script.name, 0, "clean")

    async def talk(caller: Caller) -> tuple[str, str]:
        await tell(caller, script, told, Mouth(voices()))
        assert caller.filed, told.lines
        return caller.filed[-1]["receipt"], caller.filed[-1]["watch_token"]

    found: tuple[str, str] = by_voice(url, talk)
    return found


def asked_and_answered(url: str, receipt: str, say: Any) -> list[Answer]:
    """Ask how it stands, key the number, answer what the office asks; what the desk said."""

    async def talk(caller: Caller) -> list[Answer]:
        said = [await caller.ask(say("민원 결과 알고 싶어요."))]
        said.append(await caller.type(receipt))
        for words in ("네 봉지쯤 있어요.", "네, 그렇게 전해 주세요."):
            said.append(await caller.ask(say(words)))
        return said

    found: list[Answer] = by_voice(url, talk)
    return found


def taken_on(officer: Officer, receipt: str) -> Page:
    """Find it on the board, open what was said, take it on."""
    page = officer.open("/board")
    page.locator(f"#case-{receipt}").click()
    page.get_by_role("button", name="열기").click()
    expect(page.locator("main")).to_contain_text("쓰레기")
    press(page, "accept")
    press(page, "assign", assignee=officer.name)
    return page


def test_a_complaint_told_by_voice_is_asked_about_by_voice_and_answered(
    office: Service, people: Browser, say: Any, folder: Path
) -> None:
    expect.set_options(timeout=30_000)  # a full machine is no mistake
    lee, kim = (Officer(people, office.url, name) for name in ("lee", "kim"))
    lee.accept(first_link(folder, office.url))
    kim.accept(lee.invite("kim", "민원 담당", "모든 부서"))
    receipt, token = complained(office.url)
    caller = people.new_page()
    caller.goto(f"{office.url}/track/{token}")
    page = taken_on(kim, receipt)
    press(page, "ask", question=QUESTION)
    expect(caller.locator("#main")).to_contain_text(QUESTION)
    said = asked_and_answered(office.url, receipt, say)
    assert "알려 주신 것을 받았어요" in said[-1].sentences[0], [(one.heard, one.sentences) for one in said]
    expect(caller.locator("#main")).to_contain_text("알려 주신 것을 받았어요")
    page.reload()
    expect(page.locator("main")).to_contain_text("봉지")
    press(page, "answer", outcome="granted", answer="오늘 치웠어요.")
    expect(page.locator("main")).to_contain_text("답변완료")
    expect(caller.locator("#main")).to_contain_text("오늘 치웠어요")
    for name, shot in (("office", page), ("caller", caller)):
        shot.screenshot(path=str(folder / f"{name}.png"), full_page=True)
