"""What the page says and does when something is missing, refused, broken or slow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser

ASKED = "여권 새로 만들려면 어떻게 해요?"
OpenPage = Callable[..., Page]


def failing(name: str) -> str:
    """A device whose microphone fails as browsers report it."""
    return f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('no', '{name}') }}"


def ask(page: Page, text: str = ASKED) -> None:
    page.fill("#question", text)
    page.press("#question", "Enter")


def expect_phase(page: Page, phase: str) -> None:
    expect(page.locator("#talk")).to_have_attribute("data-phase", phase)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("NotAllowedError", "마이크를 쓸 수 없게 막혀 있어요."),
        ("NotFoundError", "마이크를 찾지 못했어요."),
        ("NotReadableError", "다른 프로그램이 마이크를 쓰고 있어요."),
    ],
)
def test_a_microphone_that_fails_is_explained_and_typing_still_works(
    opened: OpenPage, desk: FakeDesk, error: str, words: str
) -> None:
    page = opened(init=failing(error))
    page.click("#talk")
    alert = page.get_by_role("alert").filter(has_text=words)
    expect(alert).to_be_visible()
    expect_phase(page, "ready")
    assert desk.calls == []
    alert.get_by_role("button", name="글로 물어보기로 가기").click()
    expect(page.locator("#question")).to_be_focused()
    ask(page)
    expect_phase(page, "speaking")
    expect(page.locator("#alert")).to_be_empty()


def test_a_plain_address_says_why_there_is_no_microphone_and_still_speaks(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened(init="delete Navigator.prototype.mediaDevices; delete window.AudioWorkletNode")
    page.click("#talk")
    expect(page.locator("#alert")).to_contain_text("https로 시작해야")
    ask(page)
    desk.got("playback", state="started")


def test_a_lost_line_is_said_and_comes_back_where_it_left_off(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.of("ack"), "the page's ack")
    desk.wait(lambda: len(desk.call.frames) > 30, "sound and an ack for it")
    desk.shut = True
    desk.call.drop()
    expect(page.locator("#alert")).to_contain_text("연결이 끊겼어요. 다시 잇는 중이에요.")
    expect_phase(page, "lost")
    desk.shut = False
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "a second connection")
    resume = desk.call.events[0]["resume"]
    assert resume["session_id"] == "fake-1"
    assert resume["token"] == "token-1"
    assert resume["last_event_seq"] >= 2
    first = int.from_bytes(desk.calls[0].frames[-1][:4], "little")
    desk.wait(lambda: desk.call.frames, "sound again")
    assert int.from_bytes(desk.call.frames[0][:4], "little") == resume["last_audio_in_seq"] + 1 <= first + 1
    expect_phase(page, "listening")
    expect(page.locator("#alert")).to_be_empty()


def test_what_was_typed_while_the_line_was_down_is_asked_when_it_is_back(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened()
    desk.shut = True
    ask(page)
    expect_phase(page, "lost")
    desk.shut = False
    page.click("#talk")
    assert desk.got("input_text")["text"] == ASKED


def test_a_talk_that_cannot_be_resumed_begins_anew(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    ask(page)
    expect_phase(page, "speaking")
    desk.call.drop(4401)
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "a new talk")
    assert desk.call.events[0]["resume"] is None


def test_a_missing_number_breaks_the_line_and_it_is_made_anew(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.seq += 1
    desk.call.now("pong")
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "a second connection")
    expect_phase(page, "listening")


def test_an_error_is_said_in_the_desks_own_words_and_the_talk_goes_on(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened()
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.now("turn.ended", reason="silence")
    desk.call.now(
        "error", code="busy", message="queue full", say="지금 기다리는 분이 많아요.", retryable=True
    )
    expect(page.get_by_role("alert").filter(has_text="지금 기다리는 분이 많아요.")).to_be_visible()
    expect_phase(page, "listening")


def test_a_full_desk_says_how_long(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    ask(page)
    expect_phase(page, "speaking")
    desk.call.now("session.queue", position=3, wait_s=60, say="세 분이 기다리고 계세요.")
    expect(page.locator("#info")).to_contain_text("세 분이 기다리고 계세요.")
    expect_phase(page, "queued")


def test_a_full_desk_is_asked_again(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    ask(page)
    expect_phase(page, "speaking")
    desk.call.drop(1013)
    expect_phase(page, "queued")
    desk.wait(lambda: len(desk.calls) == 2, "another try")


def test_a_time_out_is_announced_and_can_be_put_off(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    ask(page)
    expect_phase(page, "speaking")
    desk.call.now("notice", kind="timeout_soon", say="아직 계세요?")
    page.get_by_role("button", name="계속 이야기하기").click()
    assert desk.got("command")["name"] == "wait"
    expect(page.locator("#info")).to_be_empty()


def test_an_idle_end_says_how_to_begin_again(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.click("#talk")
    expect_phase(page, "listening")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.drop(4408)
    expect(page.locator("#info")).to_contain_text("다시 누르시면 돼요")
    expect_phase(page, "ready")
    assert len(desk.calls) == 1


def test_a_refused_page_points_to_the_phone(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    ask(page)
    expect_phase(page, "speaking")
    desk.call.drop(1008)
    expect(page.locator("#alert")).to_contain_text("120으로 전화해 주세요")
    expect_phase(page, "ready")


def test_sound_that_the_browser_holds_back_starts_with_a_press(opened: OpenPage, desk: FakeDesk) -> None:
    asleep = """const resume = AudioContext.prototype.resume;
    window.asleep = true;
    const NativeContext = AudioContext;
    window.AudioContext = class extends NativeContext {
      constructor(options) { super(options); if (window.asleep) this.suspend(); }
      resume() { return window.asleep ? Promise.resolve() : resume.call(this); }
    };"""
    page = opened(init=asleep)
    ask(page)
    expect_phase(page, "blocked")
    expect(page.locator("#talk-word")).to_have_text("눌러서 듣기")
    desk.got("playback", state="paused")
    page.evaluate("window.asleep = false")
    page.click("#talk")
    expect_phase(page, "speaking")
    desk.got("playback", state="progress")


def test_a_page_out_of_sight_does_not_listen(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.click("#talk")
    expect_phase(page, "listening")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    look = "v => { Object.defineProperty(document, 'visibilityState', {value: v, configurable: true});"
    look += " document.dispatchEvent(new Event('visibilitychange')) }"
    page.evaluate(look, "hidden")
    desk.got("input_audio_buffer.clear")
    frames = len(desk.call.frames)
    page.wait_for_timeout(250)
    assert len(desk.call.frames) == frames
    page.evaluate(look, "visible")
    expect(page.locator("#info")).to_contain_text("듣지 않았어요")
    desk.wait(lambda: len(desk.call.frames) > frames + 5, "sound again")


def test_a_browser_that_keeps_nothing_still_works(opened: OpenPage, desk: FakeDesk) -> None:
    throws = "get() { throw new DOMException('no', 'SecurityError') }"
    forget = f"Object.defineProperty(window, 'localStorage', {{ {throws} }})"
    page = opened(init=forget)
    page.check("input[value=press]")
    ask(page)
    assert desk.got("session.start")["turn"]["mode"] == "press"


@pytest.mark.parametrize("kept", ["{broken", "null", '{"mode": "shout", "rate": 99, "language": 5}'])
def test_settings_that_make_no_sense_are_ignored(opened: OpenPage, desk: FakeDesk, kept: str) -> None:
    page = opened(init=f"localStorage.setItem('voicebot.settings', {kept!r})")
    ask(page)
    start = desk.got("session.start")
    assert (start["turn"]["mode"], start["speech"]["rate"], start["language"]) == ("auto", 0.9, "ko")
