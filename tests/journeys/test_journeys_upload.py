"""A newcomer's walk: an office is set up, brings answers with recordings, and a caller hears the officer."""

from __future__ import annotations

import asyncio
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect
from scripts_world import xlsx, zip_of
from walk_world import Officer, first_link

from voicebot.audio.encode import wav_bytes
from voicebot.bench.service import Service
from voicebot.client.caller import Answer, call

pytestmark = [pytest.mark.models, pytest.mark.browser, pytest.mark.timeout(1800)]

ROWS = int(os.environ.get("VOICEBOT_TEST_UPLOAD_ROWS", "6"))
"""Of the spreadsheet; a third of them have a recording. The whole walk has 60."""
HEAD = ["질문", "답변", "아이디", "파일"]
THINGS = (
    "드론", "한복", "텐트", "망원경", "자전거", "재봉틀", "카메라", "확성기", "사다리", "천막", "북", "장구",
    "손수레", "온습도계", "돋보기",
)  # fmt: skip
PLACES = ["도서관", "체육관", "문화원", "청소년센터"]


@dataclass(frozen=True)
class Row:
    """An answer, and what its recording says."""

    question: str
    answer: str
    said: str
    entry: str
    file: str

    @property
    def cells(self) -> list[str]:
        return [self.question, self.answer, self.entry, self.file]


def rows() -> list[Row]:
    """The first has another digit in the spreadsheet than in its recording."""
    made = []
    for number in range(ROWS):
        thing, place = THINGS[number % len(THINGS)], PLACES[number // len(THINGS) % len(PLACES)]
        said = f"{place}에서 {thing} 하나를 {number % 7 + 2}일 동안 빌려 드려요. "
        said += f"값은 {number % 9 + 1},500원이에요."
        written = said.replace("1,500원", "7,500원") if number == 0 else said
        file = f"{number}.wav" if number < ROWS // 3 else ""
        question = f"{place}에서 {thing} 빌릴 수 있어요?"
        made.append(Row(question, written, said, f"lend-{number}", file))
    return made


def files(folder: Path, made: list[Row], say: Any) -> tuple[Path, Path]:
    """The spreadsheet and the recordings: the desk's own voice, in a room with a little noise."""
    rng, sounds = np.random.default_rng(1), {}
    for row in made:
        if row.file:
            sound = say(row.said)
            noise = 0.0005 * rng.standard_normal(len(sound.samples)).astype(np.float32)
            sounds[row.file] = wav_bytes(type(sound)(sound.samples + noise, sound.rate))
    (folder / "녹음.zip").write_bytes(zip_of(sounds))
    return xlsx(folder / "답변.xlsx", [row.cells for row in made], HEAD), folder / "녹음.zip"


def bring(kim: Officer, sheet: Path, archive: Path) -> str:
    """Upload a batch and wait until all of it was heard; its page."""
    page = kim.open("/scripts")
    page.set_input_files("#sheet", sheet)
    page.set_input_files("#archive", archive)
    page.get_by_role("button", name="올리기", exact=True).first.click()
    expect(page.get_by_role("heading", name="다 봤어요")).to_be_visible(timeout=600_000)
    return page.url


def put_right(kim: Officer, made: list[Row], batch: str, folder: Path) -> list[int]:
    """Correct the mistaken digit, confirm what was only misheard; the lines that were open."""
    page = kim.page
    page.screenshot(path=str(folder / "batch.png"), full_page=True)
    lines = [int(text) for text in page.locator("tbody th a").all_inner_texts()]
    for line in lines:
        page.goto(f"{batch}/{line}")
        page.screenshot(path=str(folder / f"line-{line}.png"), full_page=True)
        row = made[line - 2]
        if row.answer != row.said:
            page.fill("#answer", row.said)
            page.get_by_role("button", name="고치고 다시 보기").click()
            expect(page.locator("#progress")).to_have_count(0, timeout=60_000)
        if (boxes := page.locator("[name=keys]")).count():
            for box in boxes.all():
                box.check()
            page.get_by_role("button", name="들어 봤어요").click()
        expect(page.get_by_role("heading", name=f"줄 {line}: 이상 없음")).to_be_visible(timeout=60_000)
    return lines


def published(kim: Officer, park: Officer, entry: str) -> None:
    """One hands it in, another publishes it."""
    kim.open(f"/faq/ko/{entry}").get_by_role("button", name="검토 맡기기").click()
    expect(kim.page.get_by_text("검토 기다림").first).to_be_visible()
    park.open(f"/faq/ko/{entry}").get_by_role("button", name="내보내기").click()
    expect(park.page.get_by_text("내보냄").first).to_be_visible()


def asked(url: str, row: Row, say: Any) -> Answer:
    """What a caller hears who asks aloud, as soon as the desk has learned the answer."""

    async def ask() -> Answer:
        question = say(row.question)
        async with asyncio.timeout(60):
            while True:
                async with call(url, instant=True) as caller:
                    answer = await caller.ask(question)
                if answer.entry == row.entry:
                    return answer

    with ThreadPoolExecutor(1) as aside:  # the browser holds this thread's event loop
        return aside.submit(lambda: asyncio.run(ask())).result()


def test_a_newcomers_walk_from_an_empty_office_to_a_caller_who_hears_the_officer(
    office: Service, people: Browser, say: Any, folder: Path
) -> None:
    expect.set_options(timeout=30_000)  # a full machine is no mistake
    made = rows()
    sheet, archive = files(folder, made, say)
    lee, kim, park = (Officer(people, office.url, name) for name in ("lee", "kim", "park"))
    lee.accept(first_link(folder, office.url))
    for officer in (kim, park):
        officer.accept(lee.invite(officer.name, "안내 담당"))
    batch = bring(kim, sheet, archive)
    assert 2 in put_right(kim, made, batch, folder), "the mistaken digit is in line 2"
    page = kim.open(batch.partition("/staff")[2])
    page.get_by_role("button", name="모두 초안으로 만들기").click()
    expect(page).to_have_url(re.compile("state=draft"))
    expect(page.locator("tbody tr")).to_have_count(ROWS)
    for row in (made[0], made[-1]):
        published(kim, park, row.entry)
    heard = asked(office.url, made[0], say)
    assert (heard.voice, "1,500원" in " ".join(heard.sentences)) == ("recorded", True)
    assert asked(office.url, made[-1], say).voice in ("synthesised", "cached")
