"""Bringing recordings in with a real browser: by keyboard, read by axe, at 400 %, with its microphone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from scripts_world import voice, xlsx, zip_of
from staff_served import Served, serving
from staff_world import World
from test_staff_browser import accessible, enter
from test_staff_scripts import FEE, HEAD, SAID, WHERE, Desk, house_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("console")) as console:
        console.do(prepared)
        yield console


async def prepared(world: World) -> None:
    await world.person("kim", "faq_officer")
    world.behind.workshop = Desk("수수료는 오만 이천원이에요", house=house_of(world))


@pytest.fixture
def page(page: Page, served: Served) -> Page:
    """An officer's page."""
    enter(served, page, "kim")
    return page


def test_a_batch_is_brought_in_put_right_and_made_drafts(page: Page, served: Served, tmp_path: Path) -> None:
    page.goto(f"{served.url}/staff/scripts")
    accessible(page)
    xlsx(tmp_path / "질문.xlsx", [[*FEE[:2], "수수료는 53,000원이에요.", *FEE[3:]], WHERE], HEAD)
    (tmp_path / "녹음.zip").write_bytes(zip_of({"a.wav": voice(2.0)}))
    page.set_input_files("#sheet", tmp_path / "질문.xlsx")
    page.set_input_files("#archive", tmp_path / "녹음.zip")
    page.get_by_role("button", name="올리기", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="질문.xlsx")).to_be_visible()
    expect(page.get_by_text("숫자가 글과 달라요").first).to_be_visible(timeout=20_000)
    page.screenshot(path=str(tmp_path / "batch.png"), full_page=True)
    accessible(page)
    page.get_by_role("link", name="줄 2").click()
    expect(page.locator("del.number-differs")).to_contain_text("53,000원")
    page.screenshot(path=str(tmp_path / "line.png"), full_page=True)
    accessible(page)
    page.fill("#answer", SAID)
    page.get_by_role("button", name="고치고 다시 보기").click()
    expect(page.get_by_role("heading", name="줄 2: 이상 없음")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="모든 줄로 돌아가기").click()
    page.get_by_role("button", name="모두 초안으로 만들기").click()
    expect(page).to_have_url(re.compile(r"/staff/faq\?state=draft"))
    expect(page.get_by_role("cell", name=FEE[0])).to_be_visible()


def test_one_answer_is_recorded_with_the_browsers_microphone(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/staff/scripts?entry=bulky-waste")
    page.get_by_role("button", name="여기서 녹음 시작").click()
    expect(page.get_by_text("녹음하고 있어요")).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-recorder]').textContent.includes('끝내기')")
    page.wait_for_timeout(1_500)  # what is recorded has to last
    page.get_by_role("button", name="녹음 끝내기").click()
    expect(page.get_by_text("녹음했어요. 들어 보고 올리세요.")).to_be_visible()
    page.get_by_role("button", name="올리기", exact=True).last.click()
    expect(page).to_have_url(re.compile(r"/staff/scripts/\d+$"))
    expect(page.get_by_text("다 봤어요")).to_be_visible(timeout=20_000)
    row = page.url + "/1"
    sound = page.request.get(f"{row}/original")
    assert (sound.status, sound.headers["content-type"]) == (200, "audio/webm")
    assert len(sound.body()) > 1_000


def test_what_is_too_large_is_said_and_nothing_is_sent_on(page: Page, served: Served, tmp_path: Path) -> None:
    page.goto(f"{served.url}/staff/scripts")
    most = served.world.console.own.scripts.sheet_bytes
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(most + 1)
    page.set_input_files("#sheet", tmp_path / "large.csv")
    page.get_by_role("button", name="올리기", exact=True).first.click()
    expect(page.get_by_role("alert").first).to_contain_text("파일이 너무 커요", timeout=20_000)
    expect(page.get_by_role("button", name="올리기", exact=True).first).to_be_enabled()
