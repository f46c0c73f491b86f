"""Taking turns: who goes on is joined, who coughs is not interrupted by it, who is silent is met."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from talk_world import Device, FakeDesk

from voicebot.audio import Audio
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk import telling
from voicebot.understand.meaning import Match, Reading
from voicebot.workers import Urgency

Open = Callable[..., Device]
AGREED_FEE = "response.created answer 오만 원이에요."


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[Open]:
    devices: list[Device] = []

    def make(**start: Any) -> Device:
        devices.append(Device(FakeDesk(), **start))
        return devices[-1]

    yield make
    for device in devices:
        await device.session.close()


async def say(caller: Device, text: str, seconds: float = 1.0, quiet: float = 1.0) -> None:
    """Speak, and be quiet for a moment only."""
    caller.desk.hearing.will_hear = [text]
    await caller.hear((True, seconds), (False, quiet))


def mumble(caller: Device, patch: pytest.MonkeyPatch | None = None) -> None:
    """From now on the recogniser hears words, and is far from sure of them."""

    async def recognise(audio: Audio, language: str, **_: object) -> Transcript:
        return Transcript((Hypothesis("여권 수수룡은 왜 마에요?", -1.6),), language, 0.1, audio.duration, 8.0)

    (patch or pytest.MonkeyPatch()).setattr(caller.desk.hearing, "recognise", recognise)


async def test_going_on_joins_both_parts_and_answers_once(opened: Open) -> None:
    caller = opened()
    await say(caller, "가로등이 나갔어요.")
    await caller.hear((False, 0.8))
    caller.events.clear()
    await say(caller, "여권 수수료도 알려 주세요.")
    stream = caller.stream()
    assert stream[:2] == ["output_audio.pause", "turn.reopened"]
    assert "input_audio_transcription.completed 가로등이 나갔어요. 여권 수수료도 알려 주세요." in stream
    assert [line for line in stream if line.startswith("response.created")] == [AGREED_FEE]
    await caller.session.close()
    assert caller.desk.questions.kept == []


async def test_the_whole_is_kept_for_the_officer_once(opened: Open) -> None:
    caller = opened()
    await say(caller, "로또 번호 알려 주세요.")
    await say(caller, "이번 주 것으로요.")
    await caller.session.close()
    assert caller.desk.questions.kept == ["로또 번호 알려 주세요. 이번 주 것으로요."]


@pytest.mark.parametrize("mark", ["?", ".", ""])
async def test_a_whole_question_after_another_is_answered_alone(opened: Open, mark: str) -> None:
    caller = opened()
    await say(caller, "로또 번호는 몇 번이에요?")
    caller.events.clear()
    await say(caller, f"여권 수수료는 얼마예요{mark}")
    assert f"input_audio_transcription.completed 여권 수수료는 얼마예요{mark}" in caller.stream()
    await caller.session.close()
    assert caller.desk.questions.kept == ["로또 번호는 몇 번이에요?"]


async def test_a_word_after_a_question_belongs_to_it(opened: Open) -> None:
    caller = opened()
    await say(caller, "로또 번호는 몇 번이에요?")
    caller.events.clear()
    await say(caller, "이번 주 거요.")
    assert "input_audio_transcription.completed 로또 번호는 몇 번이에요? 이번 주 거요." in caller.stream()


async def test_a_syllable_answers_a_question_that_was_heard(opened: Open) -> None:
    caller = opened()
    await caller.says("네", seconds=0.2)
    assert caller.replies() == []
    await caller.says("연금이 뭐예요")
    await caller.played()
    caller.events.clear()
    await caller.says("네", seconds=0.2)
    assert [reply.sentences[-1] for reply in caller.replies()] == ["넷이에요."]


async def test_a_syllable_before_the_question_was_heard_is_a_cough(opened: Open) -> None:
    caller = opened()
    await caller.says("연금이 뭐예요")
    caller.events.clear()
    await caller.says("네", seconds=0.2)
    assert caller.stream() == ["output_audio.pause", "output_audio.resume"]


async def test_going_on_late_is_another_question(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 수수료 얼마예요?", quiet=4.0)
    await caller.played()
    await say(caller, "연금이 뭐예요")
    assert "turn.reopened" not in caller.stream()
    assert [reply.sentences[0] for reply in caller.replies()] == ["오만 원이에요.", "하나예요."]


async def test_a_yes_while_listening_is_no_going_on(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    await say(caller, "네", seconds=0.4)  # "더 들을까요?" has not been asked yet
    assert "output_audio.resume" in caller.stream()
    assert len(caller.replies()) == 1


async def test_a_cough_holds_the_answer_for_a_moment_only(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    caller.events.clear()
    await caller.hear((True, 0.16), (False, 0.6))
    stream = [line for line in caller.stream() if line.startswith("output_audio")]
    assert stream == ["output_audio.pause", "output_audio.resume"]
    assert "input_audio_buffer.speech_started" not in caller.stream()


@pytest.mark.parametrize("pause", [1.0, 4.0])
async def test_words_over_the_answer_that_nobody_understands_are_asked_for_again(
    opened: Open, pause: float
) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요", quiet=pause)
    mumble(caller)
    await caller.hear((True, 1.2), (False, 3.0))
    assert caller.replies()[-1].sentences[0] == "잘 안 들렸어요."
    assert "output_audio.clear" in caller.stream()
    assert "output_audio.resume" not in caller.stream()


async def test_the_answer_given_up_is_told_when_asked_for(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요", quiet=4.0)
    with pytest.MonkeyPatch.context() as mumbling:
        mumble(caller, mumbling)
        await caller.hear((True, 1.2), (False, 3.0))
    await caller.played()
    await say(caller, "다시")
    assert caller.replies()[-1].sentences[0] == "하나예요."


async def test_a_mumble_as_short_as_a_yes_does_not_stop_the_answer(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    mumble(caller)
    await caller.hear((True, 0.5), (False, 3.0))
    assert "output_audio.resume" in caller.stream()
    assert len(caller.replies()) == 1


async def test_a_mumble_from_farther_off_does_not_stop_the_answer(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    mumble(caller)
    for _ in range(40):
        await caller.session.hear(Audio(np.full(640, 0.06, np.float32), 16000))
        await asyncio.sleep(0)
    await caller.hear((False, 3.0))
    assert "output_audio.resume" in caller.stream()
    assert len(caller.replies()) == 1


async def test_long_noise_does_not_stop_the_answer(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    await say(caller, "", seconds=1.5, quiet=3.0)
    assert "output_audio.resume" in caller.stream()
    assert len(caller.replies()) == 1


async def test_who_says_nothing_is_met_three_times_and_then_left_in_peace(opened: Open) -> None:
    caller = opened()
    for _ in range(5):
        await caller.hear((False, 14.0))
        await caller.played()
    said = [reply.sentences[0] for reply in caller.replies()]
    assert said == ["네, 듣고 있어요.", "많이 물어보시는 것이에요.", "말씀이 없으셔서 저는 쉬고 있을게요."]


async def test_who_asks_for_a_moment_gets_one(opened: Open) -> None:
    caller = opened()
    await say(caller, "잠깐만요")
    await caller.played()
    await caller.hear((False, 40.0))
    assert [reply.sentences[0] for reply in caller.replies()] == ["네, 천천히 하세요."]


async def test_an_answer_that_takes_long_is_announced(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "FILLER_S", 0.05)
    caller = opened()
    matched = caller.desk.match

    async def slowly(readings: Sequence[Reading], language: str, known: object) -> Match:
        await asyncio.sleep(0.2)
        return await matched(readings, language, known)

    monkeypatch.setattr(caller.desk, "match", slowly)
    await caller.send(asked.InputText(text="여권 수수료 얼마예요?"))
    await asyncio.sleep(0.4)
    said = [line for line in caller.stream() if line.startswith("response.created")]
    assert said == ["response.created notice 네, 잠시만요.", AGREED_FEE]
    created = [event for event in caller.events if isinstance(event, told.ResponseCreated)]
    assert [reply.interim for reply in created] == [True, False]


async def test_an_answer_that_comes_soon_is_not(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "FILLER_S", 1.0)
    caller = opened()
    await say(caller, "여권 수수료 얼마예요?")
    await caller.played()
    await say(caller, "", seconds=0.4)  # noise, after which there is nothing to announce
    await asyncio.sleep(1.2)
    assert not [line for line in caller.stream() if "잠시만요" in line]


async def test_a_choice_by_number_is_a_finished_answer(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 문의요", quiet=3.0)
    await caller.played()
    await say(caller, "2번")
    assert caller.replies()[-1].sentences == ["바로 신고하세요."]


async def test_what_is_said_again_because_it_was_not_caught_stands_alone(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 문의요", quiet=4.0)
    await caller.played()
    await say(caller, "크큭")
    assert caller.replies()[-1].sentences[0] == "제가 잘 못 들었어요."
    caller.events.clear()
    await say(caller, "여권 수수료 알려 주세요.")
    assert "input_audio_transcription.completed 여권 수수료 알려 주세요." in caller.stream()


async def test_captions_come_while_somebody_speaks(opened: Open) -> None:
    caller = opened()
    partials = iter(["여권", "여권 수수료", "여권 수수료 얼마", "여권 수수료 얼마예요 지금"])

    async def recognise(
        audio: Audio, language: str, *, urgency: Urgency = Urgency.FINAL, **_: object
    ) -> Transcript:
        partial = urgency is Urgency.PARTIAL
        text = next(partials, "여권 수수료 얼마예요?") if partial else "여권 수수료 얼마예요?"
        return Transcript((Hypothesis(text, -0.1),), language, 0.0, audio.duration, 8.0)

    caller.desk.hearing.idle = True
    caller.desk.hearing.recognise = recognise  # type: ignore[method-assign]
    await caller.hear((True, 6.0), (False, 1.0))
    so_far = [event.text for event in caller.events if isinstance(event, told.TranscriptionDelta)]
    assert so_far == ["여권", "여권 수수료"]
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_a_choice_in_the_moment_the_device_reports_stops_the_reply(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="연금이 뭐예요"))
    reply = caller.replies()[-1].reply_id
    await caller.send(asked.Playback(reply_id=reply, sentence=0, state="started", played_ms=10))
    stopped = asked.Playback(reply_id=reply, sentence=0, state="stopped", played_ms=200)
    await caller.session.handle(stopped)
    await caller.send(asked.InputText(text="여권 수수료 얼마예요?"))
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_speech_holds_the_answer_within_a_fifth_of_a_second(opened: Open) -> None:
    caller = opened()
    await say(caller, "연금이 뭐예요")
    caller.events.clear()
    spoken = 0.0
    while "output_audio.pause" not in caller.stream():
        await caller.hear((True, 0.04))
        spoken += 0.04
    assert spoken <= 0.2


async def test_a_key_stops_the_answer_at_once(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="연금이 뭐예요"))
    caller.events.clear()
    await caller.session.handle(asked.ResponseCancel())
    assert caller.stream()[-1] == "output_audio.clear"


async def test_a_wish_after_an_unknown_question_leaves_it_for_the_officer(opened: Open) -> None:
    caller = opened()
    await say(caller, "로또 번호 알려 주세요.")
    await say(caller, "천천히")
    assert caller.desk.questions.kept == ["로또 번호 알려 주세요."]


async def test_noise_after_an_unknown_question_leaves_it_for_the_officer(opened: Open) -> None:
    caller = opened()
    await say(caller, "로또 번호 알려 주세요.")
    await say(caller, "", seconds=0.4)
    assert caller.desk.questions.kept == ["로또 번호 알려 주세요."]


async def test_words_after_noise_leave_the_talk_before_as_it_was(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 수수료 얼마예요?", quiet=4.0)
    await caller.played()
    await say(caller, "", seconds=0.4)
    await caller.send(asked.ResponseCancel())
    await say(caller, "다시")
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_noise_after_noise_is_asked_again(opened: Open) -> None:
    caller = opened()
    for _ in range(2):
        await say(caller, "", seconds=0.4)
        await caller.send(asked.ResponseCancel())
    said = [reply.sentences[0] for reply in caller.replies()]
    assert said == ["잘 안 들렸어요.", "이번에도 잘 못 들었어요."]


async def test_noise_in_mid_thought_does_not_lose_the_question(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 수수료 얼마예요?")
    await caller.send(asked.ResponseCancel())
    await say(caller, "", seconds=0.4)
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_an_answer_that_sounds_like_one_that_is_waited_for_counts(opened: Open) -> None:
    caller = opened()
    await say(caller, "여권 문의요", quiet=3.0)
    await caller.played()
    await say(caller, "일이요")
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_after_the_microphone_was_closed_words_go_on_with_nothing(opened: Open) -> None:
    """A half-duplex kiosk sends nothing while the desk speaks."""
    caller = opened()
    await say(caller, "가로등이 나갔어요.")
    caller.session._ears._heard_at -= 8.0
    caller.events.clear()
    await say(caller, "여권 수수료도 알려 주세요.")
    assert "turn.reopened" not in caller.stream()
    assert "input_audio_transcription.completed 여권 수수료도 알려 주세요." in caller.stream()
