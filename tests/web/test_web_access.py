"""Everybody can use it: axe in every state, 7:1 contrast, 44 px targets, 320 px wide, keyboard."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"],
    "resultTypes": ["violations"],
}
SCROLLS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('a, button, input, label.option')]
  .filter((e) => e.checkVisibility() && !e.matches('.skip'))
  .map((e) => [e.closest('label') ?? e, (e.closest('label') ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([e, box]) => `${e.id || e.className} ${box.width}x${box.height}`)"""
STATES = ["ready", "listening", "thinking", "speaking", "choices", "lost", "refused"]


FOCUSED = """(() => {
  const e = document.activeElement;
  return e.id || e.value || e.type || e.dataset.word;
})()"""
NAMED_OTHERWISE = """() => [...document.querySelectorAll(':is(button, a, input)[aria-label]')]
  .filter((e) => e.textContent.trim() && !e.getAttribute('aria-label').includes(e.textContent.trim()))
  .map((e) => [e.id, e.textContent.trim(), e.getAttribute('aria-label')])"""
FOLLOWS = """() => {
  const e = document.activeElement, { top, left } = e.getBoundingClientRect();
  return [e.id || e.value || e.textContent.trim(), Math.round(top + scrollY), Math.round(left)];
}"""


def expect_phase(page: Page, phase: str) -> None:
    expect(page.locator("#talk")).to_have_attribute("data-phase", phase)


def ask(page: Page, text: str) -> None:
    page.fill("#question", text)
    page.press("#question", "Enter")


def bring(page: Page, desk: FakeDesk, state: str) -> None:
    """Put the page into a state, and keep it there."""
    desk.sentence_s = 30.0
    desk.answers = state != "thinking"
    if state in ("listening", "thinking", "refused"):
        page.click("#talk")
    if state == "thinking":
        expect_phase(page, "listening")
        page.click("#done")
    if state in ("speaking", "choices", "lost"):
        ask(page, "골라 주세요" if state == "choices" else "여권 새로 만들려면 어떻게 해요?")
        expect(page.locator(".word.spoken")).to_have_count(1)
    if state == "lost":
        desk.shut = True
        desk.call.drop()
    expect_phase(page, {"choices": "speaking", "refused": "ready"}.get(state, state))


def opened_in(opened: OpenPage, state: str, language: str, **options: object) -> Page:
    refuse = (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }"
    )
    return opened(
        path=f"/?lang={language}",
        init=refuse if state == "refused" else "",
        reduced_motion="reduce",
        **options,
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing_it_reflows_at_320_px_and_every_target_is_44_px(
    opened: OpenPage, desk: FakeDesk, state: str, language: str, scheme: str
) -> None:
    page = opened_in(opened, state, language, color_scheme=scheme)
    bring(page, desk, state)
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate(SCROLLS) <= 0
    assert page.evaluate(SMALL) == []


def test_text_may_be_spaced_out_and_doubled(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "speaking", "ko", viewport={"width": 640, "height": 800})
    bring(page, desk, "speaking")
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`html { font-size: 200% !important } * { line-height: 1.5 !important;
        letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
      document.adoptedStyleSheets = [sheet];
    }""")
    assert page.evaluate(SCROLLS) <= 0
    button, does = page.locator("#talk").bounding_box(), page.locator("#talk-does").bounding_box()
    assert button
    assert does
    assert does["y"] + does["height"] <= button["y"] + button["height"]


def test_the_whole_talk_by_keyboard(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "ready", "ko")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#talk")).to_be_focused()
    page.keyboard.press("Enter")
    expect_phase(page, "listening")
    page.keyboard.press("Tab")
    expect(page.locator("#done")).to_be_focused()
    desk.sentence_s = 30.0
    page.keyboard.press("Enter")
    expect_phase(page, "speaking")
    expect(page.locator("#talk")).to_be_focused()
    order = []
    for _ in range(20):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))
    expected = [
        "mic-off",
        "more",
        "repeat",
        "stop",
        "slower",
        "faster",
        "louder",
        "softer",
        "question",
        "submit",
    ]
    assert order[:10] == expected
    assert order[10:16] == ["auto", "sound", "one-by-one", "large", "digits", "finish"]
    assert order[16:19] == ["keep-file", "keep-paper", "accessibility"]


def test_on_a_phone_the_focus_only_ever_goes_on_and_down(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "choices", "ko", viewport={"width": 390, "height": 844})
    bring(page, desk, "choices")
    page.focus("#person")
    seen = [page.evaluate(FOLLOWS)]
    while seen[-1][0] != "누구나 쓸 수 있게: 접근성 안내":
        assert len(seen) < 40
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOLLOWS))
    assert len(seen) > 15
    backwards = [(a, b) for a, b in itertools.pairwise(seen) if b[1] < a[1] - 24]
    assert backwards == []


def test_every_name_holds_what_is_seen(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "choices", "ko")
    bring(page, desk, "choices")
    for language in ("ko", "en"):
        if language == "en":
            page.click("#language")
        differ = page.evaluate(NAMED_OTHERWISE)
        assert differ == [], language


def test_focus_can_be_seen_wherever_it_goes(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "ready", "ko")
    for _ in range(13):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              const { left, top, width, height } = document.activeElement.getBoundingClientRect();
              const there = document.elementFromPoint(left + width / 2, top + height / 2);
              const seen = document.activeElement.contains(there) || there?.contains(document.activeElement);
              return [style.outlineStyle, parseFloat(style.outlineWidth), seen];
            }"""
        )
        assert outline[0] == "solid"
        assert outline[1] >= 3
        assert outline[2], "it is hidden behind something"


def test_every_status_reaches_a_screen_reader(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "ready", "ko")
    status, alert, info = (page.locator(name) for name in ("#status", "#alert", "#info"))
    assert [e.get_attribute("role") for e in (status, alert, info)] == ["status", "alert", "status"]
    assert all(e.evaluate("e => getComputedStyle(e).display !== 'none'") for e in (status, alert, info))
    page.click("#talk")
    expect(status).to_have_text("듣고 있어요")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.now("turn.ended", reason="final_ending")
    expect(status).to_have_text("생각하고 있어요")
    desk.call.now("turn.reopened")
    desk.call.now("session.queue", position=2, wait_s=60, say="두 분이 기다리고 계세요.")
    expect(info).to_contain_text("두 분이 기다리고 계세요.")
    expect(status).to_have_text("기다리고 있어요")
    desk.shut = True
    desk.call.drop()
    expect(status).to_have_text("다시 잇고 있어요")
    expect(alert).to_contain_text("연결이 끊겼어요.")
    desk.shut = False
    page.click("#talk")
    expect(status).to_have_text("듣고 있어요")
    page.click("#mic-off")
    expect(status).to_have_text("눌러서 말하기")


def test_words_that_come_by_themselves_never_move_the_focus(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "listening", "ko")
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    page.focus("#question")
    desk.call.now("input_audio_transcription.delta", text="여권", confidence=0.4)
    desk.call.now("turn.ended", reason="final_ending")
    desk.call.now("error", code="busy", message="", say="잠시 뒤에 다시 말씀해 주세요.", retryable=True)
    expect(page.locator("#alert")).to_contain_text("잠시 뒤에")
    expect(page.locator("#question")).to_be_focused()


def test_the_desk_and_a_screen_reader_do_not_talk_at_once(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "speaking", "ko")
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "off")
    page.uncheck("#sound")
    expect(log).to_have_attribute("aria-live", "polite")
    page.reload()
    expect(page.locator("#sound")).not_to_be_checked()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_sound_turned_off_keeps_the_captions_in_step(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "speaking", "ko")
    page.uncheck("#sound")
    ask(page, "여권 새로 만들려면 어떻게 해요?")
    expect(page.locator(".word.spoken")).to_have_count(1)
    desk.got("playback", sentence=2, state="finished")


def test_nothing_moves_for_who_asked_for_that(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "thinking", "ko")
    bring(page, desk, "thinking")
    assert page.locator("#talk .icon").evaluate("e => getComputedStyle(e).animationName") == "none"


def test_forced_colours_keep_the_spoken_word_and_the_buttons_edges(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened_in(opened, "speaking", "ko", forced_colors="active")
    bring(page, desk, "speaking")
    word = page.locator(".word.spoken").evaluate("e => getComputedStyle(e).backgroundColor")
    ground = page.locator(".word:not(.spoken)").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert word != ground
    assert page.locator("#repeat").evaluate("e => getComputedStyle(e).borderStyle") == "solid"
