"""A talk on the page: three ways to take a turn, typing, choices, captions, commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from web_fake_desk import CHOICES, PASSPORT, FakeDesk

pytestmark = pytest.mark.browser

ASKED = "여권 새로 만들려면 어떻게 해요?"


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    return opened()


def expect_phase(page: Page, phase: str) -> None:
    expect(page.locator("#talk")).to_have_attribute("data-phase", phase)


def ask(page: Page, text: str) -> None:
    page.fill("#question", text)
    page.press("#question", "Enter")


def mode(page: Page, name: str) -> None:
    page.check(f"input[value={name}]")


def test_nothing_is_sent_and_no_microphone_is_opened_before_a_press(page: Page, desk: FakeDesk) -> None:
    expect_phase(page, "ready")
    page.wait_for_timeout(300)
    assert desk.calls == []


def test_the_start_says_how_this_page_talks(page: Page, desk: FakeDesk) -> None:
    page.click("#talk")
    start = desk.got("session.start")
    assert desk.call.events[0] == start
    assert (start["protocol"], start["language"], start["channel"]) == (1, "ko", "browser")
    assert start["audio"] == {
        "in": {"format": "pcm16", "rate": 16000},
        "out": {"format": "pcm16", "rate": 24000},
    }
    assert start["turn"] == {"mode": "auto", "patience": 1.0}
    assert start["speech"] == {"rate": 0.9, "volume": 1.0, "captions": True, "one_by_one": False}


def test_one_press_then_every_state_is_said_in_words(page: Page, desk: FakeDesk) -> None:
    desk.answers = False
    word = page.locator("#talk-word")
    expect(word).to_have_text("눌러서 말하기")
    page.click("#talk")
    expect(word).to_have_text("듣고 있어요")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.now("input_audio_buffer.speech_started", at_ms=100)
    expect(page.locator("#talk-does")).to_have_text("잘 들려요")
    desk.call.now("turn.ended", reason="final_ending")
    expect(word).to_have_text("생각하고 있어요")
    expect(page.locator("#status")).to_have_text("생각하고 있어요")
    desk.answers = True
    ask(page, ASKED)
    expect(word).to_have_text("말하고 있어요")
    expect(word).to_have_text("듣고 있어요")


def test_pressing_while_it_listens_says_i_am_done(page: Page, desk: FakeDesk) -> None:
    page.click("#talk")
    expect_phase(page, "listening")
    page.click("#done")
    desk.got("input_audio_buffer.commit")
    expect(page.locator("#heard")).to_have_text(f"이렇게 들었어요: {ASKED}")
    expect_phase(page, "speaking")


def test_pressing_while_it_speaks_stops_it_and_listens(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect_phase(page, "speaking")
    page.click("#talk")
    desk.got("response.cancel")
    desk.got("playback", state="stopped")
    expect_phase(page, "listening")


def test_hold_to_talk_by_pointer(page: Page, desk: FakeDesk) -> None:
    mode(page, "hold")
    page.hover("#talk")
    page.mouse.down()
    desk.got("input_hold", down=True)
    expect_phase(page, "listening")
    desk.wait(lambda: len(desk.call.frames) > 10, "sound while held")
    page.mouse.up()
    desk.got("input_hold", down=False)
    frames = len(desk.call.frames)
    page.wait_for_timeout(300)
    assert len(desk.call.frames) == frames
    expect_phase(page, "speaking")


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_hold_to_talk_by_key(page: Page, desk: FakeDesk, key: str) -> None:
    mode(page, "hold")
    page.focus("#talk")
    page.keyboard.down(key)
    desk.got("input_hold", down=True)
    page.keyboard.up(key)
    desk.got("input_hold", down=False)
    assert [e["down"] for e in desk.call.of("input_hold")] == [True, False]


def test_a_screen_reader_that_cannot_hold_begins_and_ends_with_a_click(page: Page, desk: FakeDesk) -> None:
    mode(page, "hold")
    page.evaluate("document.getElementById('talk').click()")
    desk.got("input_hold", down=True)
    expect_phase(page, "listening")
    page.evaluate("document.getElementById('talk').click()")
    desk.got("input_hold", down=False)


def test_press_when_done(page: Page, desk: FakeDesk) -> None:
    mode(page, "press")
    page.click("#talk")
    expect(page.locator("#talk-word")).to_have_text("다 말했어요")
    desk.wait(lambda: desk.calls and len(desk.call.frames) > 30, "sound")
    page.click("#talk")
    desk.got("input_audio_buffer.commit")
    expect_phase(page, "speaking")
    frames = len(desk.call.frames)
    page.wait_for_timeout(200)
    assert len(desk.call.frames) == frames


def test_a_double_press_begins_one_turn(page: Page, desk: FakeDesk) -> None:
    mode(page, "press")
    page.dblclick("#talk")
    expect_phase(page, "listening")
    page.click("#talk")
    page.wait_for_timeout(200)
    assert desk.call.of("input_audio_buffer.commit") == []
    expect_phase(page, "listening")


def test_a_turn_with_nothing_in_it_does_not_leave_the_page_thinking(page: Page, desk: FakeDesk) -> None:
    desk.deaf = True
    mode(page, "hold")
    page.focus("#talk")
    page.keyboard.down("Enter")
    desk.got("input_hold", down=True)
    page.keyboard.up("Enter")
    desk.got("input_hold", down=False)
    expect_phase(page, "thinking")
    expect_phase(page, "ready")


COUNT_FRAMES = """const send = WebSocket.prototype.send;
window.framesSent = 0;
WebSocket.prototype.send = function (data) {
  if (typeof data !== 'string') window.framesSent++;
  return send.call(this, data);
}"""
PRESS_AND_COUNT = """async () => {
  const before = framesSent;
  document.getElementById('talk').click();
  // Only what waits already can be sent before the next task: no new sound has come.
  for (let i = 0; i < 20; i++) await Promise.resolve();
  return framesSent - before;
}"""


def test_the_start_of_a_word_before_the_press_is_not_lost(
    opened: Callable[..., Page], desk: FakeDesk
) -> None:
    page = opened(init=COUNT_FRAMES)
    mode(page, "press")
    page.click("#talk")
    desk.wait(lambda: desk.calls and len(desk.call.frames) > 30, "sound")
    page.click("#talk")
    desk.got("playback", state="progress", sentence=1)
    assert page.evaluate(PRESS_AND_COUNT) == 10


def test_the_microphone_can_be_turned_off(page: Page, desk: FakeDesk) -> None:
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    page.click("#mic-off")
    desk.got("input_audio_buffer.clear")
    expect_phase(page, "ready")
    expect(page.locator("#talk")).to_be_focused()
    frames = len(desk.call.frames)
    page.wait_for_timeout(200)
    assert len(desk.call.frames) == frames


def test_a_typed_question_is_answered_aloud_and_kept_in_the_history(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    assert desk.got("input_text")["text"] == ASKED
    expect(page.locator("#captions .sentence")).to_have_text(list(PASSPORT))
    expect(page.locator("#verified")).to_have_text("2026년 3월 1일에 확인한 내용이에요.")
    said = page.locator("#history .words")
    expect(said).to_have_text([ASKED, " ".join(PASSPORT)])
    expect(page.locator("#question")).to_be_focused()
    assert desk.call.frames == []


def test_an_empty_question_says_what_is_missing(page: Page, desk: FakeDesk) -> None:
    ask(page, "   ")
    expect(page.locator("#typing-problem")).to_have_text("궁금한 것을 적어 주세요.")
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
    assert desk.calls == []


def test_an_example_asks_itself(page: Page, desk: FakeDesk) -> None:
    page.click("text=이사했는데 뭘 해야 해요?")
    assert desk.got("input_text")["text"] == "이사했는데 뭘 해야 해요?"
    expect(page.locator("#talk")).to_be_focused()
    expect(page.locator("#examples")).to_be_hidden()


def test_places_stand_beside_the_answer_with_a_link_to_a_map(page: Page, desk: FakeDesk) -> None:
    ask(page, "가좌동 약국 어디예요")
    places = page.locator("#links li")
    expect(places).to_have_count(2)
    link = places.nth(0).locator("a")
    expect(link).to_have_text("가좌약국")
    expect(link).to_have_attribute("href", "https://map.example/1")
    expect(places.nth(0)).to_contain_text("09:00~19:00")
    expect(places.nth(1).locator("a")).to_have_count(0)
    ask(page, "여권")
    expect(page.locator("#links")).to_be_hidden()


def test_choices_by_button(page: Page, desk: FakeDesk) -> None:
    ask(page, "골라 주세요")
    buttons = page.locator("#choices button")
    expect(buttons).to_have_count(3)
    pictures = page.locator("#choices button use").evaluate_all("all => all.map((e) => e.href.baseVal)")
    assert [href.partition("#")[2] for href in pictures] == ["passport", "talk", "coins"]
    expect(buttons.nth(1)).to_have_accessible_name("2 잃어버린 여권")
    buttons.nth(1).click()
    assert desk.got("input_choice")["choice_id"] == CHOICES[1]["id"]
    expect(page.locator("#choices")).to_be_hidden()
    expect(page.locator("#reply")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(390, 700), (320, 225)])
def test_the_answer_to_a_typed_question_comes_into_sight(
    opened: Callable[..., Page], desk: FakeDesk, width: int, height: int
) -> None:
    page = opened(viewport={"width": width, "height": height})
    page.locator("#question").scroll_into_view_if_needed()
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.keyboard.press("Enter")
    expect(page.locator("#captions .sentence").first).to_be_in_viewport()


def test_choices_by_key_but_not_while_typing(page: Page, desk: FakeDesk) -> None:
    ask(page, "골라 주세요")
    expect(page.locator("#choices button")).to_have_count(3)
    page.keyboard.type("1")
    expect(page.locator("#question")).to_have_value("1")
    page.focus("#talk")
    page.keyboard.press("3")
    assert desk.got("input_choice")["choice_id"] == CHOICES[2]["id"]
    assert len(desk.call.of("input_choice")) == 1


def test_number_keys_can_be_turned_off(page: Page, desk: FakeDesk) -> None:
    page.uncheck("#digits")
    ask(page, "골라 주세요")
    expect(page.locator("#choices button")).to_have_count(3)
    page.focus("#talk")
    page.keyboard.press("3")
    page.wait_for_timeout(200)
    assert desk.call.of("input_choice") == []


WATCH = """window.seen = [];
new MutationObserver(() => {
  const now = document.querySelector('.sentence.now, .choice.now');
  if (!now) return;
  const all = [...document.querySelectorAll(now.matches('.choice') ? '.choice' : '.sentence')];
  const word = now.querySelector('.choice-label, .word.spoken')?.textContent;
  const last = seen.at(-1);
  if (word && (last?.[0] !== all.indexOf(now) || last?.[1] !== word)) seen.push([all.indexOf(now), word]);
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] })"""


def test_a_choice_stands_out_while_it_is_read(opened: Callable[..., Page], desk: FakeDesk) -> None:
    page = opened(init=WATCH)
    ask(page, "골라 주세요")
    expect(page.locator("#captions .sentence")).to_have_count(2)
    desk.got("playback", sentence=4, state="finished")
    labels = [choice["label"] for choice in CHOICES]
    assert [word for _, word in page.evaluate("seen") if word in labels] == labels
    expect(page.locator("#choices button.now")).to_have_count(0)


def test_captions_keep_step_with_the_voice(opened: Callable[..., Page], desk: FakeDesk) -> None:
    page = opened(init=WATCH)
    ask(page, ASKED)
    desk.got("playback", sentence=2, state="finished")
    seen = [tuple(step) for step in page.evaluate("seen")]
    words = [(i, word) for i, sentence in enumerate(PASSPORT) for word in sentence.split()]
    places = [words.index(step) for step in seen]
    assert places == sorted(places)
    assert {i for i, _ in seen} == {0, 1, 2}
    # On a busy machine the page may be late for a short word, but never for most of them.
    assert len(seen) > len(words) / 2


def test_the_caption_is_where_the_voice_is(page: Page) -> None:
    shown = page.evaluate("""async () => {
      const { Captions, charAt, wordAt, wordsOf } = await import('/static/js/captions.js');
      const captions = new Captions(document.getElementById('captions'));
      captions.show({ reply_id: 'r', sentences: ['네 😀 둘 셋'] });
      captions.mark('r', 0, [{char: 0, ms: 100}, {char: 2, ms: 200}, {char: 4, ms: 300}, {char: 6, ms: 400}]);
      const word = (ms) => { captions.follow('r', 0, ms); return document.querySelector('.spoken')?.textContent ?? null; };
      return [50, 100, 250, 300, 399, 400, 9999].map(word);
    }""")  # noqa: E501
    assert shown == [None, "네", "😀", "둘", "둘", "셋", "셋"]


def test_every_button_is_a_command(page: Page, desk: FakeDesk) -> None:
    names = ["repeat", "slower", "faster", "louder", "softer", "stop"]
    for name in names:
        expect(page.locator(f"#{name}")).to_be_hidden()
    ask(page, ASKED)
    expect_phase(page, "speaking")
    for name in names:
        page.focus(f"#{name}")
        page.keyboard.press("Enter")
        desk.got("command", name=name)
    assert [e["name"] for e in desk.call.of("command")] == names
    assert desk.got("playback", state="stopped")["sentence"] == 0


def test_more_is_there_only_when_it_is_offered(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect(page.locator("#repeat")).to_be_visible()
    expect(page.locator("#more")).to_be_hidden()
    page.click("#talk")
    expect_phase(page, "listening")
    page.click("#done")
    page.click("#more")
    assert desk.got("command")["name"] == "more"


def test_escape_silences_the_desk(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect_phase(page, "speaking")
    page.keyboard.press("Escape")
    desk.got("response.cancel")
    expect_phase(page, "ready")


def test_what_is_still_under_way_of_a_stopped_reply_stays_silent(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    reply = desk.got("playback", state="progress")["reply_id"]
    page.click("#stop")
    desk.got("playback", state="stopped")
    desk.call.now("response.audio.started", reply_id=reply, sentence=2, voice="cached")
    page.wait_for_timeout(200)
    assert [r for r in desk.call.of("playback") if r["sentence"] == 2] == []


def test_the_pace_is_remembered_for_the_next_visit(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect_phase(page, "speaking")
    page.click("#slower")
    desk.got("command", name="slower")
    mode(page, "press")
    page.reload()
    expect(page.locator("input[value=press]")).to_be_checked()
    ask(page, ASKED)
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "the second start")
    assert desk.call.events[0]["speech"]["rate"] == 0.8
    assert desk.call.events[0]["turn"]["mode"] == "press"


def test_a_change_of_mode_reaches_the_desk(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect_phase(page, "speaking")
    mode(page, "hold")
    update = desk.got("session.update")
    assert update["turn"]["mode"] == "hold"
    assert update["speech"] is None


def test_draft_words_are_shown_but_not_announced(page: Page, desk: FakeDesk) -> None:
    page.click("#talk")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    desk.call.now("input_audio_transcription.delta", text="여권 새로", confidence=0.5)
    expect(page.locator("#heard")).to_have_text("듣는 중: 여권 새로")
    assert (
        page.locator("#heard").evaluate("e => e.closest('[aria-live],[role=status],[role=alert],[role=log]')")
        is None
    )
    assert page.locator("#history .words").count() == 0


def test_finishing_wipes_the_talk(page: Page, desk: FakeDesk) -> None:
    ask(page, ASKED)
    expect_phase(page, "speaking")
    page.click("#finish")
    desk.got("session.end")
    expect(page.locator("#history .words")).to_have_count(0)
    expect(page.locator("#reply")).to_be_hidden()
    expect(page.locator("#info")).to_contain_text("대화를 지웠어요")
    expect_phase(page, "ready")
    ask(page, ASKED)
    desk.wait(lambda: len(desk.calls) == 2 and desk.call.events, "a new talk")
    assert desk.call.events[0]["resume"] is None
