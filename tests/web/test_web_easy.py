"""One thing at a time, large captions, signs for who cannot hear or read, and what was said to keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from web_fake_desk import WEB, FakeDesk
from web_kiosk_measure import HANGUL_LEFT

from voicebot.languages import LANGUAGES, table

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
ASKED = "여권 새로 만들려면 어떻게 해요?"
RECORDED = "여권은 구청에서 만들어요. 사진 한 장과 신분증을 가져오세요. 창구는 일 층에 있어요."
SHAKING = """window.shakes = [];
Navigator.prototype.vibrate = function (pattern) { window.shakes.push(pattern.join(' ')); return true; };"""
PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}


def ask(page: Page, text: str = ASKED) -> None:
    page.fill("#question", text)
    page.press("#question", "Enter")


def expect_phase(page: Page, phase: str) -> None:
    expect(page.locator("#talk")).to_have_attribute("data-phase", phase)


def step(desk: FakeDesk, number: int) -> None:
    said = [f"{number}번째 일을 하세요.", "다 하셨으면, 다음, 하세요."]
    place = {"number": number, "of": 3}
    desk.call.now(
        "response.created", reply_id=f"s{number}", kind="answer", sentences=said, step=place, more=number < 3
    )


def test_steps_are_offered_told_and_gone_through_by_touch(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.check("#one-by-one")
    ask(page)
    assert desk.got("session.start")["speech"]["one_by_one"] is True
    expect_phase(page, "speaking")
    desk.call.now(
        "response.created", reply_id="o", kind="answer", sentences=["하나씩 알려 드릴까요?"], yes_no=True
    )
    page.get_by_role("group", name="네, 아니요").get_by_role("button", name="네").click()
    desk.got("input_text", text="네")
    step(desk, 1)
    more, back, place = page.locator("#more"), page.locator("#back"), page.locator("#step-place")
    expect(place).to_have_text("3가지 가운데 1번째")
    expect(more).to_have_text("다음")
    expect(back).to_be_hidden()
    expect(page.locator("#yes-no")).to_be_hidden()
    more.click()
    desk.got("command", name="more")
    step(desk, 2)
    expect(place).to_have_text("3가지 가운데 2번째")
    back.click()
    desk.got("command", name="back")
    page.click("#language")
    expect(place).to_have_text("Number 2 of 3")
    expect(more).to_have_text("Next")
    step(desk, 3)
    expect(more).to_be_hidden()
    page.uncheck("#one-by-one")
    desk.got("command", name="all_at_once")
    ask(page)
    expect(place).to_be_hidden()


def test_large_captions_show_a_recording_line_by_line_and_keep_the_spoken_one_in_sight(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened(viewport={"width": 390, "height": 500})
    ask(page)
    expect_phase(page, "speaking")
    usual = page.locator(".sentence").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.check("#large")
    large = page.locator(".sentence").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert large >= max(1.4 * usual, 32)
    page.evaluate(
        """async (said) => {
          const { Captions } = await import('/static/js/captions.js');
          window.captions = new Captions(document.getElementById('captions'));
          captions.show({ reply_id: 'r', sentences: [said] });
          captions.mark('r', 0, Array.from(said, (_, char) => ({ char, ms: char * 100 })));
          captions.follow('r', 0, said.indexOf('일 층') * 100);
        }""",
        RECORDED,
    )
    lines = page.locator("#captions .line")
    expect(lines).to_have_count(3)
    assert [text.strip() for text in lines.all_inner_texts()] == re.split(r"(?<=\.) ", RECORDED)
    expect(page.locator(".line.current")).to_have_text("창구는 일 층에 있어요.")
    expect(page.locator(".word.spoken")).to_have_text("일")
    page.reload()
    expect(page.locator("#large")).to_be_checked()
    desk.sentence_s = 2.0
    ask(page)
    expect(page.locator(".sentence").nth(2).locator(".word.spoken")).to_have_count(1, timeout=15_000)
    box = page.locator(".sentence").nth(2).bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 501


def test_every_status_has_a_word_a_picture_a_sound_and_a_shake(opened: OpenPage) -> None:
    page = opened()
    phases, shakes = page.evaluate("""async () => {
      const { PHASES, SHAKES } = await import('/static/js/signs.js');
      return [PHASES, SHAKES];
    }""")
    source = (WEB / "static" / "js" / "state.js").read_text(encoding="utf-8")
    assert set(phases) == {*re.findall(r'\["(\w+)", ', source), "ready"}
    tones = (WEB / "static" / "js" / "earcons.js").read_text(encoding="utf-8")
    assert set(shakes) == set(re.findall(r"^  (\w+): \[\[", tones, re.M))
    symbols = {
        name: set(re.findall(r'<symbol id="([\w-]+)"', (WEB / "static" / f"{name}.svg").read_text("utf-8")))
        for name in ("icons", "pictures")
    }
    for phase, signs in phases.items():
        assert signs["icon"] in symbols["icons"]
        assert signs["picture"] in symbols["pictures"]
        assert all(table("page", language)[phase] for language in LANGUAGES)
        assert (signs["signal"] in shakes) is (phase != "speaking")  # there the voice is the sound
    assert {"alert", "info"} <= symbols["icons"] & symbols["pictures"]


def shaken(page: Page, desk: FakeDesk, pattern: str) -> None:
    desk.wait(lambda: pattern in page.evaluate("window.shakes"), f"a shake of {pattern}")


def test_a_phone_shakes_for_each_status_unless_that_is_turned_off(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(init=SHAKING, **PHONE)
    desk.answers = False
    page.tap("#talk")
    shaken(page, desk, "90")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.now("turn.ended", reason="final_ending")
    shaken(page, desk, "40 60 40")
    expect(page.locator("#status")).to_have_text("생각하고 있어요")
    desk.call.now("error", code="busy", message="", say="잠시 뒤에 다시 말씀해 주세요.", retryable=True)
    shaken(page, desk, "220 90 220")
    expect(page.locator("#alert svg")).to_be_visible()
    desk.call.now("complaint.filed", receipt="123456786", due="", watch_token="t", say="")
    shaken(page, desk, "60 60 60 60 160")
    page.uncheck("#shake")
    before = page.evaluate("window.shakes.length")
    desk.shut = True
    desk.call.drop()
    expect_phase(page, "lost")
    expect(page.locator("#status")).to_have_text("다시 잇고 있어요")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shakes.length") == before


def test_a_device_that_cannot_shake_does_not_offer_it(opened: OpenPage) -> None:
    page = opened()
    expect(page.locator("#talk-word")).to_have_text("눌러서 말하기")
    expect(page.locator("#shake-option")).to_be_hidden()


def test_what_was_said_can_be_kept_as_a_file_and_on_paper(
    opened: OpenPage, desk: FakeDesk, tmp_path: Path
) -> None:
    page = opened(init="window.print = () => { window.printed = true; };", accept_downloads=True)
    expect(page.locator("#keep")).to_be_hidden()
    ask(page)
    expect(page.locator("#keep")).to_contain_text("여럿이 쓰는 기기에는 저장하지 마세요.")
    requests = len(desk.requests)
    with page.expect_download() as saving:
        page.click("#keep-file")
    saving.value.save_as(tmp_path / "said.txt")
    assert saving.value.suggested_filename == "나눈 말.txt"
    kept = (tmp_path / "said.txt").read_text(encoding="utf-8-sig")
    assert f"나: {ASKED}\r\n" in kept or f"나: {ASKED}\n" in kept
    assert "창구: 여권은 구청 민원실에서 만들어요." in kept
    assert "여럿이 쓰는 기기에는 저장하지 마세요." in kept
    expect(page.locator("#status")).to_have_text("나눈 말을 이 기기에 저장했어요.")
    page.click("#keep-paper")
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.locator("#history")).to_be_visible()
    for hidden in ("#talk", ".top", ".card", ".wishes", "#keep-file", ".bottom"):
        expect(page.locator(hidden)).to_be_hidden()
    assert desk.requests[requests:] == []
    page.emulate_media(media="screen")
    page.click("#finish")
    expect(page.locator("#keep")).to_be_hidden()


def test_a_public_screen_keeps_nothing(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(path="/?channel=kiosk")
    ask(page)
    expect(page.locator("#history .words").first).to_be_visible()
    assert page.locator("#keep").count() == 0


def test_english_leaves_no_korean_anywhere(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(path="/?lang=en")
    expect(page.locator("h1")).to_have_text("What would you like to know?")
    ask(page, "How do I get a new passport?")
    expect_phase(page, "speaking")
    desk.call.now("complaint.draft", form={"what": "A lamp is out", "asking": "readback"}, say="")
    desk.call.now("complaint.filed", receipt="123456786", due="2026-12-01", watch_token="t", say="")
    expect(page.locator("#filed")).to_be_visible()
    page.evaluate("document.querySelectorAll('[hidden]').forEach((e) => (e.hidden = false))")
    assert page.evaluate(HANGUL_LEFT) == []
