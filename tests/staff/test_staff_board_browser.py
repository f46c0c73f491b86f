"""A complaint from filing to answer in real browsers: the officer's board, and the caller's open page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import httpx
import pytest
from board_world import filed, led, press
from playwright.sync_api import Browser, Page, expect
from staff_served import Served, serving
from test_staff_browser import accessible, sign_in

from voicebot.staff.board_asking import VIEWS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Here the console's clock is the desk's: what callers file is filed now."""
    with serving(tmp_path_factory.mktemp("board")) as console:
        console.world.time = dt.datetime.now(dt.UTC)
        yield console


def down_to(page: Page, receipt: str) -> None:
    """Walk down the board by key; other tests' complaints may be above."""
    for case in page.locator("a.case").all():
        page.keyboard.press("j")
        expect(case).to_be_focused()
        if case.get_attribute("id") == f"case-{receipt}":
            return
    raise AssertionError("the complaint is not on the board")


def test_a_complaint_is_assigned_asked_about_and_answered_and_the_callers_page_changes_by_itself(
    served: Served, page: Page, browser: Browser
) -> None:
    said = {"category": "street_light", "what": "가로등이 나갔어요", "place": "가좌1동 가좌시장 앞"}
    contact = {"name": "김순자", "phone": "010-1234-5678"}
    asked = {**said, "contact": contact, "consent": True}
    told = httpx.post(
        f"{served.url}/v1/complaints",
        json=asked,
        headers={"Idempotency-Key": "board-walk-000001"},
        timeout=60,
    )
    assert told.status_code == 201, told.text
    receipt, token = told.json()["receipt"], told.json()["watch_token"]
    caller = browser.new_page()
    caller.goto(f"{served.url}/track/{token}")
    sign_in(served, page, "kim", "complaints_officer")
    page.get_by_role("navigation", name="할 일").get_by_role("link", name="민원").click()
    accessible(page)
    down_to(page, receipt)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(receipt[:2])
    accessible(page)
    assert "가로등이 나갔어요" not in page.locator("main").inner_text()
    page.get_by_role("button", name="열기").click()
    expect(page.locator("main")).to_contain_text("가로등이 나갔어요")
    accessible(page)
    press(page, "accept")
    press(page, "assign", assignee="kim")
    expect(caller.locator("#say")).to_contain_text("맡을 사람이 정해졌어요")
    press(page, "ask", question="몇 번 등인가요")
    expect(caller.locator("#main")).to_contain_text("몇 번 등인가요")
    caller.locator("textarea").fill("칠 번 등이요")
    caller.locator("form:has(textarea) button[type=submit]").click()
    expect(caller.locator("#main")).to_contain_text("알려 주신 것을 받았어요")
    page.reload()
    expect(page.locator("main")).to_contain_text("칠 번 등이요")
    answer = page.locator("#do-answer")
    answer.locator("summary").click()
    answer.locator("[name=answer]").fill("오늘 고쳤어요. 결과를 통보해요.")
    answer.locator("button[value=check]").click()
    expect(page.locator("#hard")).to_contain_text("알림")
    accessible(page)
    page.locator("#do-answer [name=answer]").fill("오늘 고쳤어요.")
    page.locator("#do-answer [data-hear]").click()
    expect(page.locator("#do-answer audio")).to_be_visible()
    page.locator("#do-answer button[value=send]").click()
    expect(page.locator("main")).to_contain_text("답변완료")
    expect(caller.locator("#main")).to_contain_text("오늘 고쳤어요")
    caller.close()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "dark"), ("en", "light")])
def test_every_page_of_the_board_is_for_everybody(
    served: Served, page: Page, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    one = served.do(filed)
    served.do(lambda world: led(world, one.receipt, "accept"))
    page.goto(f"{served.url}/staff/language/{language}")
    sign_in(served, page, f"lee-{language}", "complaints_officer")
    for path in (*(f"/board?view={view}" for view in VIEWS), "/board/places", f"/board/{one.receipt}"):
        page.goto(f"{served.url}/staff{path}")
        assert page.locator("html").get_attribute("lang") == language
        if not path.startswith("/board?") or path.endswith(("open", "mine")):
            accessible(page)
    for details in page.locator("details").all():
        details.locator("summary").click()
    accessible(page)


def test_the_list_changes_by_itself_and_keeps_the_place_and_what_is_ticked(
    served: Served, page: Page
) -> None:
    page.clock.install()
    one = served.do(filed)
    sign_in(served, page, "park", "complaints_officer")
    page.goto(f"{served.url}/staff/board")
    page.locator(f"#tick-{one.receipt}").check()
    page.locator(f"#case-{one.receipt}").focus()
    served.do(lambda world: led(world, one.receipt, "accept"))
    page.clock.fast_forward(11_000)
    row = page.locator(f"tr:has(#case-{one.receipt})")
    expect(row).to_contain_text("접수")
    expect(page.locator(f"#tick-{one.receipt}")).to_be_checked()
    expect(page.locator(f"#case-{one.receipt}")).to_be_focused()
    expect(page.locator("#news")).to_have_text("목록이 바뀌었어요.")
    page.get_by_role("button", name="맡기기", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("1건을 맡겼어요"))
    accessible(page)
