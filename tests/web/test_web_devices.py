"""Microphone and loudspeaker that come and go, a clock that jumps, and a child that presses everything."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from web_devices import DEVICES
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
ASKED = "여권 새로 만들려면 어떻게 해요?"


def ask(page: Page) -> None:
    page.fill("#question", ASKED)
    page.press("#question", "Enter")


def expect_phase(page: Page, phase: str) -> None:
    expect(page.locator("#talk")).to_have_attribute("data-phase", phase)


@pytest.mark.parametrize(("voice", "tells"), [(True, "commit"), (False, "clear")])
def test_a_microphone_that_is_unplugged_is_said_and_written_and_the_talk_goes_on_with_the_next(
    opened: OpenPage, desk: FakeDesk, voice: bool, tells: str
) -> None:
    page = opened(init=DEVICES)
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    if voice:
        desk.call.now("input_audio_buffer.speech_started", at_ms=100)
        expect(page.locator("#talk-does")).to_have_text("잘 들려요")
    page.evaluate("pullMicrophone()")
    desk.got(f"input_audio_buffer.{tells}")
    expect(page.get_by_role("alert").filter(has_text="마이크가 빠졌어요.")).to_be_visible()
    desk.wait(lambda: "/words/ko/unplugged_help.wav" in desk.requests, "the words in the desk's voice")
    assert "마이크가 빠졌어요." in desk.voices.said
    expect_phase(page, "ready")
    expect(page.locator("#captions")).to_contain_text("여권은 구청" if voice else "")
    expect(page.locator("#alert")).to_contain_text("마이크를 다시 꽂아 주세요.")
    frames = len(desk.call.frames)
    page.evaluate("plug('audioinput', 'audiooutput')")
    expect_phase(page, "listening")
    expect(page.locator("#info")).to_contain_text("마이크가 다시 돼요. 이어서 말씀하세요.")
    expect(page.locator("#alert")).to_be_empty()
    desk.wait(lambda: len(desk.call.frames) > frames + 5, "sound again")
    assert len(desk.calls) == 1


def test_who_has_turned_the_microphone_off_is_not_heard_because_one_is_plugged_in(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened(init=DEVICES)
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    page.evaluate("pullMicrophone()")
    expect(page.locator("#alert")).to_contain_text("마이크가 빠졌어요.")
    page.check("input[value=hold]")
    frames = len(desk.call.frames)
    page.evaluate("plug('audioinput', 'audiooutput')")
    expect(page.locator("#info")).to_contain_text("마이크가 다시 돼요.")
    page.wait_for_timeout(300)
    assert len(desk.call.frames) == frames


def test_without_a_loudspeaker_answers_are_read_and_it_says_so(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(init=DEVICES)
    expect(page.locator("#alert")).to_be_empty()
    page.evaluate("plug('audioinput')")
    expect(page.locator("#alert")).to_contain_text("소리를 낼 곳이 없어요.")
    expect(page.locator("#alert svg")).to_be_visible()
    ask(page)
    expect(page.locator(".word.spoken")).to_have_count(1)
    desk.got("playback", sentence=2, state="finished")
    page.evaluate("plug('audioinput', 'audiooutput')")
    expect(page.locator("#info")).to_contain_text("이제 소리가 나와요.")


def test_a_device_without_any_sound_keeps_the_captions_in_step(opened: OpenPage, desk: FakeDesk) -> None:
    nothing = (
        "window.AudioContext = class { constructor() { throw new DOMException('', 'NotSupportedError'); } };"
    )
    page = opened(init=nothing)
    ask(page)
    expect_phase(page, "speaking")
    expect(page.locator(".word.spoken")).to_have_count(1)
    progress = desk.got("playback", state="progress")
    where = {"reply_id": progress["reply_id"], "sentence": progress["sentence"], "from_ms": 0}
    desk.call.now("output_audio.pause", **where)
    desk.got("playback", state="paused")
    desk.call.now("output_audio.resume", **where)
    desk.got("playback", sentence=2, state="finished")


JUMPING = """const wall = Date.now.bind(Date);
window.jumped = 0;
Date.now = () => wall() + window.jumped;"""


def test_a_clock_that_is_set_breaks_no_line_and_no_pause(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(init=JUMPING)
    ask(page)
    expect_phase(page, "speaking")
    page.evaluate("window.jumped = -3600e3")
    pings = len(desk.call.of("ping"))
    desk.wait(lambda: len(desk.call.of("ping")) > pings + 1, "pings as before", 20)
    page.evaluate("window.jumped = 3600e3")
    desk.wait(lambda: len(desk.call.of("ping")) > pings + 2, "pings as before", 20)
    assert len(desk.calls) == 1
    desk.shut = True
    desk.call.drop()
    expect_phase(page, "lost")
    page.evaluate("window.jumped = 7200e3")
    desk.shut = False
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "the line again", 20)
    assert desk.call.events[0]["resume"]["session_id"] == "fake-1"


MONKEY = """async ([seed, times]) => {
  let state = seed;
  const random = (below) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
  const keys = ['Tab', 'Enter', ' ', 'Escape', '1', '2', '3', '9', 'ArrowDown', 'ArrowUp', 'a', 'ㅁ', '#', '*'];
  const pressable = () => [...document.querySelectorAll('button, input, a, summary')].filter((e) => e.checkVisibility());
  const kinds = {
    key: (e) => ['keydown', 'keyup'].forEach((type) => e.dispatchEvent(
      new KeyboardEvent(type, { key: keys[random(keys.length)], bubbles: true, cancelable: true, repeat: random(5) === 0 }))),
    touch: (e) => ['pointerdown', 'pointerup', 'pointercancel'].slice(0, 1 + random(3)).forEach((type) => e.dispatchEvent(
      new PointerEvent(type, { pointerId: 1 + random(3), bubbles: true, cancelable: true }))),
    press: (e) => e.tagName !== 'A' && e.type !== 'file' && e.click(),
    look: (e) => e.focus(),
    write: (e) => e.type === 'text' && (e.value = '아'.repeat(random(2000))),
  };
  addEventListener('click', (event) => event.target.closest('a') && event.preventDefault(), true);
  HTMLElement.prototype.setPointerCapture = () => {};
  const names = Object.keys(kinds);
  for (let i = 0; i < times; i += 1) {
    const all = pressable();
    kinds[names[random(names.length)]](all[random(all.length)]);
    if (i % 3 === 0) await new Promise((done) => setTimeout(done, random(25)));
  }
}"""  # noqa: E501
"""Anything, anywhere, again and again; no link leads away, and no file is asked for."""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_child_that_presses_everything_breaks_nothing(opened: OpenPage, desk: FakeDesk, seed: int) -> None:
    desk.sentence_s = 0.1
    page = opened(init="window.print = () => {};", has_touch=True)
    expect(page.locator("#talk-word")).to_have_text("눌러서 말하기")
    chance = random.Random(seed)
    page.evaluate(MONKEY, [seed, 800])
    for _ in range(15):
        page.touchscreen.tap(chance.randrange(1280), chance.randrange(900))
    answers(page, desk)


def answers(page: Page, desk: FakeDesk) -> None:
    """The page does what it is for, whatever state it was left in."""
    if page.url.rstrip("/") != desk.url.rstrip("/"):
        page.goto(desk.url)
    known: Any = desk.calls[-1].of("input_text")[-1:] if desk.calls else []
    question = "How do I get a new passport?" if page.locator("html[lang=en]").count() else ASKED
    page.fill("#question", question)
    page.press("#question", "Enter")
    assert desk.got("input_text", text=question) is not known
    expect(page.locator("#captions")).to_contain_text(
        "district office" if "new" in question else "여권은 구청"
    )
