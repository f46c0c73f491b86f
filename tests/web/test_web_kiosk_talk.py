"""The kiosk from first touch to last: by touch, by keys alone, by voice alone, and what may go wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from web_devices import DEVICES
from web_fake_desk import CHOICES, FakeDesk, serving
from web_kiosk_desk import GREETING, KioskDesk, begin, kiosk_page, on_screen

from voicebot.civic.overlay.menu import Choice
from voicebot.settings import Kiosk

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
APART_MS = 150
"""Two presses of one key that are meant are farther apart than a contact chatters."""
PRESS = """([key, repeat]) => document.dispatchEvent(
  new KeyboardEvent('keydown', { key, repeat, bubbles: true, cancelable: true }))"""


@pytest.fixture(scope="module")
def served() -> Iterator[KioskDesk]:
    with serving(KioskDesk(Kiosk(keys={"F14": "start"}))) as desk:
        assert isinstance(desk, KioskDesk)
        yield desk


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.evaluate(PRESS, [key, False])
        page.wait_for_timeout(APART_MS)


def _heard_more(desk: FakeDesk, frames: int) -> bool:
    return len(desk.call.frames) > frames


def _more(desk: FakeDesk, before: int) -> bool:
    return len(desk.call.of("command")) > before


def has_played(page: Page, count: int) -> bool:
    return bool(page.evaluate("window.played") >= count)


def end(page: Page, desk: FakeDesk, key: str = "") -> None:
    """The caller ends the talk once the desk has nothing more to send."""
    expect(page.locator("#talk")).to_have_attribute("data-phase", "listening", timeout=15_000)
    if key:
        press(page, key)
    else:
        page.tap("[data-act=end]")
    on_screen(page, "over")
    desk.wait(lambda: any(call.of("session.end") for call in desk.calls), "the end of the session", 40)


def offer(desk: FakeDesk) -> None:
    """The desk asks which of three is meant."""
    sentences = ["어떤 것이 궁금하세요?", *(c["sentence"] for c in CHOICES)]
    desk.call.now("response.created", reply_id="c", kind="choices", sentences=sentences, choices=CHOICES)


# -- three ways through a talk ---------------------------------------------------------------------


@pytest.mark.parametrize("screen", ["tall", "small"])
def test_a_talk_by_touch_alone(opened: OpenPage, desk: FakeDesk, screen: str) -> None:
    desk.sentence_s = 0.2
    page = kiosk_page(opened, screen)
    begin(page)
    start = desk.got("session.start", channel="kiosk")
    assert (start["speech"]["rate"], start["speech"]["volume"], start["turn"]["mode"]) == (0.9, 1.0, "auto")
    expect(page.locator("#captions")).to_contain_text(GREETING[0])
    page.tap("#home button >> nth=2")
    assert "여권" in desk.got("input_text")["text"]
    expect(page.locator("#captions")).to_contain_text("여권은 구청")
    expect(page.locator("#home")).to_be_hidden()
    offer(desk)
    page.tap("#choices button >> nth=1")
    desk.got("input_choice", choice_id="choice-lost", preview=False)
    desk.complain()  # type: ignore[attr-defined]
    page.tap("#draft [data-part=yes]")
    desk.got("input_text", text="네")
    desk.call.now("complaint.filed", receipt="123456786", due="2026-12-01", watch_token="t", say="")
    expect(page.locator("#filed .digits")).to_have_text("123456786")
    end(page, desk)


@pytest.mark.parametrize("screen", ["tall", "small"])
def test_a_talk_by_keys_alone(opened: OpenPage, desk: FakeDesk, screen: str) -> None:
    desk.sentence_s = 0.2
    page = kiosk_page(opened, screen)
    page.click("body", position={"x": 1, "y": 1})  # a browser gives no sound before the first touch or key
    press(page, "Enter")
    on_screen(page, "talk")
    press(page, "3")
    assert "여권" in desk.got("input_text")["text"]
    expect(page.locator("#captions")).to_contain_text("여권은 구청")
    offer(desk)
    expect(page.locator("#choices")).to_be_visible()
    press(page, "ArrowDown", "ArrowDown")
    desk.got("input_choice", choice_id="choice-lost", preview=True)
    expect(page.locator("#choices button").nth(1)).to_be_focused()
    assert [e for e in desk.call.of("input_choice") if not e["preview"]] == []
    press(page, "Enter")
    desk.got("input_choice", choice_id="choice-lost", preview=False)
    press(page, "7", "#", "*")
    for key in ("7", "#", "*"):
        desk.got("input_key", key=key)
    press(page, "F4")
    desk.got("command", name="louder")
    press(page, "F1")
    on_screen(page, "help")
    press(page, "Escape")
    end(page, desk, "End")
    press(page, "Enter")
    on_screen(page, "talk")


@pytest.mark.parametrize("screen", ["tall", "small"])
def test_a_talk_by_voice_alone_with_the_screen_hidden(opened: OpenPage, desk: FakeDesk, screen: str) -> None:
    desk.sentence_s = 0.2
    page = kiosk_page(opened, screen)
    press(page, "F9")
    on_screen(page, "talk")
    press(page, "F8")
    expect(page.locator("#cover")).to_be_visible()
    covered = page.locator("#cover").evaluate(
        "e => [getComputedStyle(e).backgroundColor, e.offsetWidth, e.offsetHeight]"
    )
    assert covered == ["rgb(0, 0, 0)", page.viewport_size["width"], page.viewport_size["height"]]  # type: ignore[index]
    frames = len(desk.call.frames)
    desk.wait(lambda: len(desk.call.frames) > frames + 20, "sound of the microphone")
    tell = desk.call.now
    tell("turn.ended", reason="final_ending")
    tell("input_audio_transcription.completed", text="여권 새로 만들려면 어떻게 해요?", confidence=0.9)
    tell("response.created", reply_id="v", kind="answer", sentences=["여권은 구청에서 만들어요."])
    tell("response.audio.started", reply_id="v", sentence=0, voice="cached")
    expect(page.locator("#captions")).to_contain_text("여권은 구청에서")
    press(page, "F10")
    desk.got("session.end")
    on_screen(page, "over")


# -- a screen speaks itself, and everything can be changed back ------------------------------------


def test_a_menu_that_officers_change_is_there_and_heard_without_a_reload(
    opened: OpenPage, desk: KioskDesk
) -> None:
    page = kiosk_page(opened, "small")
    begin(page)
    tile = page.locator("#home button").nth(2)
    before = tile.inner_text()
    desk.chosen = {"bulky-waste": Choice(3, picture="bus")}
    try:
        expect(tile).to_contain_text("대형폐기물", timeout=20_000)
        assert before != tile.inner_text()
        expect(tile.locator("use")).to_have_attribute("href", re.compile("#bus$"))
        expect(page.locator("#home button")).to_have_count(6)
        desk.wait(lambda: "3번, 대형폐기물." in desk.voices.said, "the sound of the new topic", 20)
        page.tap("#home li:nth-child(3) button")
        desk.wait(lambda: bool(desk.call.of("input_text")), "the question", 20)
    finally:
        desk.chosen = {}


def test_every_panel_and_everything_looked_at_is_said(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    played = page.evaluate("""() => {
      window.played = 0;
      const start = AudioBufferSourceNode.prototype.start;
      AudioBufferSourceNode.prototype.start = function (...a) { window.played += a.length ? 0 : 1; start.apply(this, a); };
      window.told = [];
      const status = document.querySelector('#status');
      new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true });
      return window.played;
    }""")  # noqa: E501
    for count, act in enumerate(["sound", "look", "help", "number"], 1):
        page.tap(f"[data-act={act}]")
        on_screen(page, act)
        desk.wait(partial(has_played, page, count), "a sentence")
        assert page.locator("#panel-words").inner_text() in page.evaluate("window.told")
        expect(page.locator("#panel-words")).to_be_focused()
    page.keyboard.press("ArrowDown")
    desk.wait(partial(has_played, page, 5), "what is looked at")
    assert played == 0


def test_every_state_is_announced(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    status = page.locator("#status")
    begin(page)
    expect(status).to_have_text("듣고 있어요", timeout=10_000)
    desk.call.now("turn.ended", reason="final_ending")
    expect(status).to_have_text("생각하고 있어요")
    desk.sentence_s = 2.0
    page.tap("#home button >> nth=0", force=True) if page.locator("#home").is_visible() else press(page, "9")
    expect(status).to_have_text("말하고 있어요")
    desk.call.now(
        "error",
        code="busy",
        message="",
        say="지금 기다리는 분이 많아요. 잠시 뒤에 다시 말씀해 주세요.",
        retryable=True,
    )
    expect(page.get_by_role("alert")).to_contain_text("기다리는 분이 많아요")
    desk.shut = True
    desk.call.drop()
    expect(status).to_have_text("다시 잇고 있어요")
    expect(page.get_by_role("alert")).to_contain_text("연결이 끊겼어요")


def test_volume_pace_look_and_language_are_the_next_callers_own(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    page.tap("[data-act=sound]")
    for number, name in enumerate(["louder", "softer", "slower", "faster"]):
        page.tap(f"#panel button >> nth={number}")
        desk.got("command", name=name)
    page.tap("[data-act=look]")
    press(page, "1", "2", "3")
    page.tap("#panel button >> nth=4")
    expect(page.locator("[data-act=end]")).to_have_text("End")
    desk.got("session.update", language="en")
    root = page.locator("html")
    assert root.evaluate("e => ({...e.dataset})") | {"screen": ""} == {
        "screen": "", "zoom": "2", "colours": "dark", "low": "true", "ready": "true",
    }  # fmt: skip
    page.tap("[data-act=end]")
    on_screen(page, "over")
    expect(page.locator("[data-act=help]")).to_have_text("도움")
    assert root.evaluate("e => [e.dataset.zoom, e.dataset.colours, e.dataset.low]") == ["1", "light", "false"]
    press(page, "Enter")
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.of("session.start"), "another talk")
    (start,) = desk.call.of("session.start")
    assert (start["speech"]["rate"], start["speech"]["volume"], start["language"]) == (0.9, 1.0, "ko")


def test_the_end_is_announced_and_any_touch_or_word_goes_on(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    warning = {"kind": "timeout_soon", "say": "아직 계세요? 아무 말씀이 없으면 곧 끝낼게요."}
    for by_touch in (True, False):
        desk.call.now("notice", **warning)
        on_screen(page, "warn")
        expect(page.locator("#panel-words")).to_have_text(warning["say"])
        before = len(desk.call.of("command"))
        if by_touch:
            page.touchscreen.tap(500, 300)
        else:
            press(page, "5")
        on_screen(page, "talk")
        assert desk.got("command", name="wait")
        desk.wait(partial(_more, desk, before), "a sign of life")
    desk.call.now("notice", **warning)
    on_screen(page, "warn")
    desk.call.now("input_audio_buffer.speech_started", at_ms=1)
    on_screen(page, "talk")
    desk.call.now("notice", **warning)
    desk.call.now("notice", kind="ended", say="이만 마칠게요. 또 찾아 주세요.")
    desk.call.drop(4408)
    on_screen(page, "over")


def test_help_rings_from_every_screen(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    for screen in ("wait", "talk", "sound"):
        if screen == "talk":
            begin(page)
        if screen == "sound":
            page.tap("[data-act=sound]")
        page.tap("[data-act=help]")
        page.tap("#panel button >> nth=0")
        expect(page.locator("#info")).to_contain_text("종을 울렸어요")
        assert desk.requests.count("/kiosk/help") >= 1
        page.tap("#panel button >> nth=-1")
        on_screen(page, "wait" if screen == "wait" else "talk")
        desk.requests.clear()


def test_without_echo_cancelling_the_microphone_is_shut_while_the_page_speaks(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = kiosk_page(opened, "tall", init="window.gate = [];")
    begin(page)
    assert desk.got("session.start")["full_duplex"] is None
    desk.wait(lambda: desk.call.frames, "sound")
    page.tap("[data-act=sound]")  # says what it offers, half a second
    page.wait_for_timeout(200)
    frames = len(desk.call.frames)
    page.wait_for_timeout(150)
    assert len(desk.call.frames) <= frames + 1
    desk.wait(lambda: len(desk.call.frames) > frames + 10, "sound again")


# -- what goes wrong -------------------------------------------------------------------------------


def test_handset_and_screen_at_once_are_one_talk(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    page.evaluate("""() => {
      const lift = new KeyboardEvent('keydown', { key: 'F9', bubbles: true, cancelable: true });
      document.querySelector('#start').click();
      document.dispatchEvent(lift);
      document.querySelector('#start').click();
    }""")
    on_screen(page, "talk")
    desk.got("session.start")
    press(page, "F10")
    assert page.locator("html").get_attribute("data-screen") == "talk"  # the screen has it in hand
    assert len(desk.calls) == 1
    press(page, "F8", "F10")
    on_screen(page, "over")


def test_a_key_during_speech_stops_the_desk(opened: OpenPage, desk: FakeDesk) -> None:
    desk.sentence_s = 10.0
    page = kiosk_page(opened, "tall")
    begin(page)
    expect(page.locator("#talk")).to_have_attribute("data-phase", "speaking")
    press(page, "7")
    desk.got("response.cancel")
    desk.got("input_key", key="7")
    press(page, "ArrowDown")
    assert len(desk.call.of("response.cancel")) == 2


def test_a_stuck_key_is_told_once_and_does_nothing_more(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    desk.answers = False
    page.evaluate("""() => {
      for (let i = 0; i < 60; i += 1) {
        document.dispatchEvent(new KeyboardEvent('keydown', { key: '8', bubbles: true, cancelable: true }));
      }
    }""")
    expect(page.locator("#info")).to_contain_text("눌린 채로")
    assert len(desk.call.of("input_key")) <= 1
    for _ in range(30):
        page.evaluate(PRESS, ["9", True])
    press(page, "6")
    desk.got("input_key", key="6")
    assert [event["key"] for event in desk.call.of("input_key")] == ["8", "6"]


def test_a_hidden_screen_comes_back_by_two_touches(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    press(page, "F8")
    page.touchscreen.tap(540, 900)
    expect(page.locator("#cover")).to_be_visible()
    page.touchscreen.tap(540, 900)
    expect(page.locator("#cover")).to_be_hidden()


def test_a_microphone_that_is_missing_leaves_keys_and_touch(opened: OpenPage, desk: FakeDesk) -> None:
    refuse = (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError') };"
    )
    page = kiosk_page(opened, "tall", init=refuse)
    begin(page)
    expect(page.locator("#deaf")).to_have_text("마이크가 안 돼요. 그림이나 번호를 눌러 주세요.")
    page.tap("#home button >> nth=2")
    expect(page.locator("#captions")).to_contain_text("여권은 구청")
    expect(page.locator("#deaf")).to_be_visible()
    page.tap("[data-act=end]")
    on_screen(page, "over")
    expect(page.locator("#deaf")).to_be_hidden()


def test_a_desk_that_is_away_is_said_from_what_the_page_keeps(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    desk.wait(lambda: "/kiosk/say/ko/offline.wav" in desk.requests, "the sentence")
    desk.shut = True
    page.tap("#start")
    expect(page.get_by_role("alert")).to_have_text("지금은 연결이 안 돼요. 120으로 전화해 주세요.닫기")
    desk.shut = False
    desk.got("session.start")
    page.tap("[data-act=end]")
    on_screen(page, "over")


SLOW_MICROPHONE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wishes) => {
  await new Promise((allow) => (window.allow = allow));
  return (window.stream = await ask(wishes));
};"""


def test_a_microphone_that_opens_after_its_talk_is_given_back(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall", init=SLOW_MICROPHONE)
    page.tap("#start")
    on_screen(page, "talk")
    desk.wait(lambda: bool(page.evaluate("'allow' in window")), "the microphone is asked for")
    page.tap("[data-act=end]")
    on_screen(page, "over")
    calls = len(desk.calls)
    page.evaluate("window.allow()")
    given = "window.stream?.getTracks().every((track) => track.readyState === 'ended') ?? false"
    desk.wait(lambda: bool(page.evaluate(given)), "the microphone is given back")
    on_screen(page, "over")
    assert len(desk.calls) == calls


def test_a_sensor_or_any_key_begins(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    press(page, "F14")
    on_screen(page, "talk")
    assert desk.got("session.start")["channel"] == "kiosk"


def test_a_child_that_presses_everything_breaks_nothing(opened: OpenPage, desk: FakeDesk) -> None:
    desk.sentence_s = 0.1
    page = kiosk_page(opened, "small")
    chance = random.Random(7)
    keys = [*"0123456789*#", "Enter", "Escape", "ArrowUp", "ArrowDown", "Home", "End"]
    keys += [f"F{number}" for number in (1, 2, 4, 6, 8, 9, 10)]
    for _ in range(100):
        for _ in range(chance.randrange(4)):
            page.evaluate(PRESS, [chance.choice(keys), chance.random() < 0.1])
        page.touchscreen.tap(chance.randrange(1024), chance.randrange(600))
    assert page.evaluate("document.documentElement.dataset.ready") == "true"
    press(page, "Escape")
    if page.locator("#cover").is_visible():
        press(page, "F8")
    if page.evaluate("document.documentElement.dataset.screen") not in (
        "wait",
        "over",
        "wait_help",
        "wait_look",
    ):
        press(page, "Escape", "End")
        on_screen(page, "over")
    press(page, "F14")
    on_screen(page, "talk")
    desk.wait(lambda: not desk.call.closed and desk.call.of("session.start"), "a talk")
    page.click("#home button >> nth=2")
    expect(page.locator("#captions")).to_contain_text("여권은 구청", timeout=15_000)


def test_the_number_pad_that_the_desk_opens_lets_it_finish_its_question(
    opened: OpenPage, desk: FakeDesk
) -> None:
    desk.sentence_s = 8.0
    page = kiosk_page(opened, "small")
    begin(page)
    desk.call.now("response.created", reply_id="p", kind="question", sentences=["전화번호를 말씀해 주세요."])
    expect(page.locator("#captions")).to_contain_text("전화번호를")
    before = len(desk.call.of("response.cancel"))
    desk.call.now("complaint.draft", form={"what": "가로등", "asking": "phone"}, say="")
    on_screen(page, "number")
    pings = len(desk.call.of("ping"))
    desk.wait(lambda: len(desk.call.of("ping")) > pings, "what the page sends after it", 20)
    assert len(desk.call.of("response.cancel")) == before


# -- one thing at a time, and devices that come and go --------------------------------------------


def told(page: Page, desk: FakeDesk, number: int) -> None:
    """One of three things to do."""
    said, place = [f"{number}번째 일이에요."], {"number": number, "of": 3}
    desk.call.now(
        "response.created", reply_id=f"s{number}", kind="answer", sentences=said, step=place, more=number < 3
    )
    expect(page.locator("#step-place")).to_have_text(f"3가지 가운데 {number}번째")


def test_steps_by_touch_and_by_keys(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "small")
    begin(page)
    page.click("[data-act=help]")
    press(page, "4")
    desk.got("command", name="one_by_one")
    press(page, "4")
    desk.got("command", name="all_at_once")
    press(page, "Escape")
    offered = page.locator("#answers button")
    told(page, desk, 1)
    expect(offered).to_have_text(["다음"])
    offered.get_by_text("다음").click()
    desk.got("command", name="more")
    told(page, desk, 2)
    expect(offered).to_have_text(["앞의 것", "다음"])
    press(page, "#")
    desk.got("input_key", key="#")
    told(page, desk, 3)
    expect(offered).to_have_text(["앞의 것"])
    offered.click()
    desk.got("command", name="back")
    end(page, desk)
    expect(page.locator("#step-place")).to_be_hidden()


def test_a_microphone_pulled_out_is_said_and_shown_and_heard_again_when_it_is_back(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = kiosk_page(opened, "tall", init=DEVICES)
    begin(page)
    expect(page.locator("#talk")).to_have_attribute("data-phase", "listening", timeout=15_000)
    desk.wait(lambda: desk.call.frames, "sound")
    page.evaluate("pullMicrophone()")
    expect(page.locator("#deaf")).to_have_text("마이크가 안 돼요. 그림이나 번호를 눌러 주세요.")
    desk.wait(lambda: "/kiosk/say/ko/microphone.wav" in desk.requests, "the sentence")
    frames = len(desk.call.frames)
    page.evaluate("plug('audioinput', 'audiooutput')")
    expect(page.locator("#deaf")).to_be_hidden()
    expect(page.locator("#info")).to_contain_text("마이크가 다시 돼요.")
    desk.wait(lambda: len(desk.call.frames) > frames + 5, "sound again")
    page.evaluate("plug('audioinput')")
    expect(page.get_by_role("alert")).to_contain_text("소리가 안 나와요. 글과 그림을 봐 주세요.")
    page.click("#home button >> nth=2")
    expect(page.locator("#captions")).to_contain_text("여권은 구청")
    expect(page.get_by_role("alert")).to_contain_text("소리가 안 나와요.")
    page.evaluate("plug('audioinput', 'audiooutput')")
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_clock_that_is_set_ends_nobodys_talk(opened: OpenPage, desk: FakeDesk) -> None:
    jumping = "const wall = Date.now.bind(Date); window.jumped = 0; Date.now = () => wall() + window.jumped;"
    page = kiosk_page(opened, "tall", init=jumping)
    begin(page)
    for hours in (3, -3):
        page.evaluate("hours => { window.jumped = hours * 3600e3; }", hours)
        press(page, "1", "F4", "F4")
        desk.wait(partial(_heard_more, desk, len(desk.call.frames) + 60), "sound as before", 20)
        on_screen(page, "talk")
    assert len(desk.calls) == 1
    assert desk.call.of("session.end") == []


# -- nothing is kept -------------------------------------------------------------------------------

SECRET = "홍길동 공일공 구팔칠육"
SEARCHED = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
  const texts = kept.map((all) => all.map((request) => request.url));
  return JSON.stringify([document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, texts,
    await indexedDB.databases(), document.cookie, location.href, history.state,
    [...document.querySelectorAll('input')].map((e) => e.value)]);
}"""


def heap(page: Page) -> str:
    """Every string of the page's memory."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda part: chunks.append(part["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    return "".join(chunks)


def tell_a_secret(page: Page, desk: FakeDesk) -> None:
    """Everything that the desk may tell of what was said, with the secret in it."""
    desk.call.now("input_audio_transcription.completed", text=SECRET, confidence=0.9)
    desk.call.now("response.created", reply_id="s", kind="question", sentences=[f"{SECRET} 맞으세요?"])
    desk.call.now("complaint.draft", form={"what": SECRET, "asking": "readback"}, say="")
    desk.call.now("complaint.readback", summary=SECRET, say="")
    expect(page.locator("#draft .summary")).to_have_text(SECRET)
    page.evaluate("localStorage.setItem('x', '1'); sessionStorage.setItem('y', '2'); caches.open('z')")


def test_a_wiped_kiosk_keeps_nothing(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    expect(page.locator("#talk")).to_have_attribute("data-phase", "listening", timeout=15_000)
    tell_a_secret(page, desk)
    assert SECRET in page.evaluate(SEARCHED)
    before = page.evaluate("history.length")
    page.tap("[data-act=end]")
    on_screen(page, "over")
    desk.got("session.end")
    desk.wait(lambda: desk.call.closed, "the end of the line")
    left: Any = page.evaluate(SEARCHED)
    assert SECRET not in left
    kept = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), history.length]")
    assert kept == [["voicebot.kiosk.size"], [], before]
    assert page.evaluate("caches.keys()") == []
    assert SECRET not in heap(page)


def test_after_its_last_screen_the_page_is_a_new_one(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    page.evaluate("window.old = true")
    before = page.evaluate("history.length")
    begin(page)
    with page.expect_navigation(timeout=30_000):
        page.tap("[data-act=end]")
    page.wait_for_selector("html[data-ready]")
    on_screen(page, "wait")
    assert page.evaluate("[window.old === undefined, history.length]") == [True, before]
