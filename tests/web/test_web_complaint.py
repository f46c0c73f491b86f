"""A complaint told on the page: the form fills, is read back, is filed, and is remembered on this device."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from test_web_access import RULES, SCROLLS, SMALL, ask
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
FORM: dict[str, Any] = {
    "asking": "place", "category": "street_light", "category_name": "가로등",
    "what": "집 앞 가로등이 나갔어요", "place": "", "when": "", "contact": "", "answers": {},
}  # fmt: skip
FILED = {"receipt": "123456786", "due": "2026-12-01", "watch_token": "gAAA-token_1=", "say": ""}
KEPT = "JSON.parse(localStorage.getItem('voicebot.complaints') ?? '[]')"


def told(page: Page, desk: FakeDesk) -> None:
    """A complaint has begun to be told."""
    ask(page, "집 앞 가로등이 나갔어요")
    desk.got("input_text")
    desk.call.now("complaint.draft", form=FORM, say="")


def filed(page: Page, desk: FakeDesk, **more: str) -> None:
    desk.complaints["123456786"] = {
        "token": FILED["watch_token"], "category_name": "가로등", "state": "received", "state_name": "신청",
        "say": "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요.",
    }  # fmt: skip
    desk.call.now("complaint.filed", **{**FILED, **more})
    expect(page.locator("#filed")).to_be_visible()


def test_the_form_fills_and_shows_what_is_being_asked(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    rows = page.locator("#draft dd")
    expect(rows).to_have_text(
        ["집 앞 가로등이 나갔어요", "가로등", "지금 여쭙고 있어요", "아직이에요", "아직이에요"]
    )
    expect(page.locator("#draft [data-part=answers]")).to_be_hidden()
    desk.call.now("complaint.draft", form={**FORM, "asking": "consent", "place": "가좌시장 앞"}, say="")
    expect(rows.nth(2)).to_have_text("가좌시장 앞")
    expect(rows.nth(4)).to_have_text("지금 여쭙고 있어요")
    page.get_by_role("button", name="네, 괜찮아요").click()
    desk.got("input_text", text="네")
    desk.call.now("complaint.draft", form={**FORM, "asking": "phone_check", "place": "가좌시장 앞"}, say="")
    expect(rows.nth(4)).to_have_text("지금 여쭙고 있어요")
    expect(page.get_by_role("button", name="네, 맞아요")).to_be_visible()
    desk.call.now("complaint.draft", form={}, say="")
    expect(page.locator("#draft")).to_be_hidden()


def test_there_is_one_yes_and_one_no_to_press(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    asks = ["이미 한 분이 알려 주셨어요.", "함께 알림 받으시겠어요?"]
    desk.call.now("response.created", reply_id="j", kind="confirm", sentences=asks, yes_no=True)
    answers = page.get_by_role("button", name=re.compile("^(네|아니요)"))
    expect(answers).to_have_text(["네", "아니요"])
    desk.call.now("complaint.draft", form={**FORM, "asking": "join", "place": "가좌시장 앞"}, say="")
    expect(answers).to_have_text(["네, 괜찮아요", "아니요"])


def test_it_is_read_back_and_answered_with_yes_or_no(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    desk.call.now("complaint.draft", form={**FORM, "asking": "readback", "contact": "anonymous"}, say="")
    desk.call.now("complaint.readback", summary="무엇이: 집 앞 가로등이 나갔어요. 보낼까요?", say="")
    expect(page.locator("#draft .summary")).to_contain_text("보낼까요?")
    page.get_by_role("button", name="아니요, 고칠래요").click()
    desk.got("input_text", text="아니요")
    page.get_by_role("button", name="네, 보내 주세요").click()
    desk.got("input_text", text="네")


def test_the_number_is_large_in_pairs_and_leads_to_its_page(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    filed(page, desk)
    expect(page.locator("#draft")).to_be_hidden()
    expect(page.locator("#filed .digits span")).to_have_text(["12", "34", "56", "78", "6"])
    expect(page.locator("#filed")).to_contain_text("늦어도 12월 1일 화요일까지 답해 드려요.")
    link = page.get_by_role("link", name="어디까지 왔는지 보기")
    expect(link).to_have_attribute("href", f"{desk.url}/track/{FILED['watch_token']}?lang=ko")
    desk.call.now("complaint.status", receipt="123456786", state="withdrawn", say="거두었어요.", at="")
    expect(page.locator("#filed")).to_contain_text("거두었어요.")


def test_it_is_remembered_on_this_device_and_can_be_forgotten(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    filed(page, desk)
    assert page.evaluate(KEPT) == [{"receipt": "123456786", "token": FILED["watch_token"]}]
    page.reload()
    mine = page.locator("#mine")
    expect(mine.locator(".mine-link")).to_have_text("가로등신청")
    expect(mine).to_contain_text("늦어도 12월 1일 화요일까지")
    ask(page, "골라 주세요")
    assert desk.got("complaint.watch")["receipt"] == "123456786"
    desk.complaints["123456786"]["state_name"] = "접수"
    desk.call.now("complaint.status", receipt="123456786", state="accepted", say="맡았어요.", at="")
    expect(mine.locator(".mine-state")).to_have_text("접수")
    page.get_by_role("button", name="목록에서 빼기").click()
    expect(mine).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("민원은 그대로 있어요")
    assert page.evaluate("localStorage.getItem('voicebot.complaints')") is None


def test_all_are_forgotten_at_once_and_what_is_no_more_good_goes_by_itself(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened()
    told(page, desk)
    filed(page, desk)
    page.evaluate(
        f"localStorage.setItem('voicebot.complaints', JSON.stringify([...{KEPT},"
        "{receipt: '000000000', token: 'old'}, {receipt: 'x'}, 7]))"
    )
    page.reload()
    expect(page.locator("#mine li")).to_have_count(1)
    assert len(page.evaluate(KEPT)) == 1
    page.get_by_role("button", name="이 기기에서 모두 지우기").click()
    expect(page.locator("#mine")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('voicebot.complaints')") is None
    expect(page.locator("#talk")).to_be_focused()


def test_a_kiosk_remembers_nobodys_complaints(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(path="/?channel=kiosk")
    told(page, desk)
    assert desk.got("session.start")["channel"] == "kiosk"
    filed(page, desk)
    expect(page.locator("#filed .digits")).to_be_visible()
    expect(page.locator("#filed a")).to_be_hidden()
    expect(page.locator("#mine")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('voicebot.complaints')") is None
    page.get_by_role("button", name="대화 지우고 끝내기").click()
    expect(page.locator("#filed")).to_be_hidden()
    assert page.locator("#filed .digits").text_content() == ""


def test_what_the_desk_has_forgotten_the_page_forgets_too(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    told(page, desk)
    expect(page.locator("#history li").first).to_contain_text("집 앞 가로등이")
    desk.call.now("complaint.draft", form={}, say="")
    desk.call.now("notice", kind="forgotten", say="지금까지 하신 말씀을 지웠어요.")
    expect(page.locator("#history li")).to_have_count(0)
    expect(page.locator("#draft")).to_be_hidden()


@pytest.mark.parametrize("state", ["draft", "readback", "filed", "mine"])
@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_everybody_can_use_it(
    opened: OpenPage, desk: FakeDesk, state: str, language: str, scheme: str
) -> None:
    page = opened(path=f"/?lang={language}", color_scheme=scheme, reduced_motion="reduce")
    told(page, desk)
    if state == "readback":
        desk.call.now("complaint.draft", form={**FORM, "asking": "readback"}, say="")
        desk.call.now("complaint.readback", summary="집 앞 가로등이 나갔어요. 보낼까요?", say="")
        expect(page.locator("#draft .answers")).to_be_visible()
    if state in ("filed", "mine"):
        filed(page, desk)
    if state == "mine":
        page.reload()
        expect(page.locator("#mine .mine-state")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate(SCROLLS) <= 0
    assert page.evaluate(SMALL) == []
