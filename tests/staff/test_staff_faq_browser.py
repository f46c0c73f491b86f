"""The pages for answers in a real browser: read by axe, at 400 % zoom, and used by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from staff_served import Served, serving
from staff_world import World
from test_staff_browser import accessible, enter
from test_staff_faq import Bench

from voicebot.store.gaps import Gaps, NewGroup
from voicebot.store.questions import Questions

pytestmark = pytest.mark.browser
PATHS = [
    "/faq/ko/bulky-waste/preview?as=kiosk",
    "/faq/ko/bulky-waste/preview?as=phone",
    "/faq",
    "/faq/ko/bulky-waste",
    "/faq/ko/bulky-waste/changes?old=1&new=2",
    "/faq/try",
    "/faq/words",
    "/gaps",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("console")) as console:
        console.do(prepared)
        yield console


async def prepared(world: World) -> None:
    await world.person("kim", "faq_officer")
    await Questions(world.engine).add("드론 날려도 되나요", language="ko", channel="kiosk", nearest="drone")
    gaps = Gaps(world.engine)
    numbers = [row.id for row in await gaps.ungrouped("ko", 9)]
    await gaps.put({}, [NewGroup("ko", b"\0\0", tuple(numbers))])


@pytest.fixture
def page(page: Page, served: Served) -> Page:
    """An officer's page."""
    enter(served, page, "kim")
    return page


def test_an_answer_is_written_by_keyboard_and_every_page_can_be_used_by_everybody(
    page: Page, served: Served, tmp_path: Path
) -> None:
    page.goto(f"{served.url}/staff/faq/ko/bulky-waste")
    page.focus("#answer_spoken")
    page.keyboard.press("Control+A")
    page.keyboard.type("딱지를 사서 붙이세요.")
    page.get_by_role("button", name="초안으로 저장").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("쓰는 중")).to_be_visible()
    expect(page.locator("#answer_spoken")).to_have_value("딱지를 사서 붙이세요.")
    for number, path in enumerate(PATHS):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{served.url}/staff{path}")
        page.screenshot(path=str(tmp_path / f"{number}.png"), full_page=True)
        accessible(page)


def test_what_a_question_meets_is_shown(page: Page, served: Served) -> None:
    served.world.behind.workshop = Bench(None)
    try:
        page.goto(f"{served.url}/staff/faq/try")
        page.fill("#text", "소파 버리기")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="누가 받나요")).to_be_visible()
        accessible(page)
    finally:
        served.world.behind.workshop = None
