"""Conversations as streams of events, pinned."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told

Open = Callable[..., Device]
HEARD = ["input_audio_buffer.speech_started", "input_audio_buffer.speech_stopped", "turn.ended final_ending"]


def spoken(*sentences: str, kind: str = "answer") -> list[str]:
    stream = [f"response.created {kind} {sentences[0]}"]
    for number, _ in enumerate(sentences):
        stream += [f"response.audio.started {number}", "response.audio.marks"]
        stream += [f"response.audio.done {number} complete"]
    return [*stream, "response.done"]


@pytest.fixture
async def opened() -> AsyncIterator[Open]:
    devices: list[Device] = []

    def make(desk: FakeDesk | None = None, **start: object) -> Device:
        devices.append(Device(desk or FakeDesk(), **start))
        return devices[-1]

    yield make
    for device in devices:
        await device.session.close()


async def test_a_question_is_heard_once_and_answered(opened: Open) -> None:
    caller = opened()
    await caller.says("여권 수수료 얼마예요?")
    await caller.played()
    assert caller.stream() == [
        *HEARD,
        "input_audio_transcription.completed 여권 수수료 얼마예요?",
        *spoken("오만 원이에요."),
    ]
    assert caller.desk.hearing.calls == 1


async def test_noise_is_asked_about_and_never_answered(opened: Open) -> None:
    caller = opened()
    await caller.says("")
    await caller.played()
    assert caller.replies()[0].sentences[0] == "잘 안 들렸어요."
    assert not [e for e in caller.events if isinstance(e, told.TranscriptionCompleted)]


async def test_choices_are_spoken_and_a_number_chooses(opened: Open) -> None:
    caller = opened()
    await caller.says("여권이요")
    await caller.played()
    offered = caller.replies()[-1]
    assert [choice.label for choice in offered.choices] == ["여권 수수료", "여권 분실"]
    await caller.says("2번")
    await caller.played()
    assert caller.replies()[-1].sentences == ["바로 신고하세요."]


async def test_speaking_over_the_answer_stops_it_and_is_answered(opened: Open) -> None:
    caller = opened()
    await caller.says("연금이 뭐예요")
    await caller.says("여권 수수료 얼마예요?")
    stream = caller.stream()
    pause, clear = stream.index("output_audio.pause"), stream.index("output_audio.clear")
    assert pause < clear < stream.index("response.created answer 오만 원이에요.")
    assert [e for e in stream if e.endswith("cancelled")]


async def test_a_back_channel_lets_the_answer_go_on(opened: Open) -> None:
    caller = opened()
    await caller.says("여권 수수료 얼마예요?")
    caller.events.clear()
    await caller.says("음", seconds=0.4)
    stream = caller.stream()
    assert "output_audio.resume" in stream
    assert not caller.replies()


async def test_noise_over_the_answer_lets_it_go_on(opened: Open) -> None:
    caller = opened()
    await caller.says("여권 수수료 얼마예요?")
    caller.events.clear()
    await caller.says("", seconds=0.4)
    assert "output_audio.resume" in caller.stream()
    assert not caller.replies()


async def test_a_kiosk_does_not_listen_to_itself(opened: Open) -> None:
    caller = opened(channel="kiosk")
    await caller.send(asked.InputText(text="연금이 뭐예요"))
    await caller.says("여권 수수료 얼마예요?")
    assert len(caller.replies()) == 1
    await caller.played()
    await caller.says("여권 수수료 얼마예요?")
    assert len(caller.replies()) == 2


async def test_what_is_unknown_is_kept_for_the_officer(opened: Open) -> None:
    caller = opened()
    await caller.says("로또 번호 알려 줘요")
    await caller.played()
    assert caller.desk.questions.kept == []
    await caller.session.close()
    assert caller.desk.questions.kept == ["로또 번호 알려 줘요"]


async def test_an_engine_that_fails_is_told_and_the_conversation_goes_on(opened: Open) -> None:
    caller = opened()
    await caller.says("BROKEN")
    errors = [e for e in caller.events if isinstance(e, told.Error)]
    assert [(e.code, e.retryable) for e in errors] == [("recogniser_failed", True)]
    assert errors[0].say
    await caller.says("여권 수수료 얼마예요?")
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_typing_takes_the_same_path(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="여권 수수료 얼마예요?"))
    await caller.played()
    assert caller.stream() == spoken("오만 원이에요.")


async def test_press_when_done_waits_for_the_press(opened: Open) -> None:
    caller = opened(turn={"mode": "press"})
    await caller.says("여권 수수료 얼마예요?")
    assert not caller.replies()
    await caller.send(asked.BufferCommit())
    await caller.played()
    assert caller.replies()[-1].sentences == ["오만 원이에요."]


async def test_cancel_stops_thinking_and_speaking(opened: Open) -> None:
    caller = opened()
    await caller.session.handle(asked.InputText(text="연금이 뭐예요"))
    await caller.send(asked.ResponseCancel())
    sent = caller.sound
    await asyncio.sleep(0.3)
    assert caller.sound == sent


async def test_slower_changes_the_rate_once_and_says_the_answer_again(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="여권 수수료 얼마예요?"))
    await caller.played()
    await caller.send(asked.Command(name="slower"))
    assert caller.replies()[-1].sentences == ["네, 천천히 말씀드릴게요.", "오만 원이에요."]
    assert caller.session._mouth.options.rate == pytest.approx(0.8)


async def test_the_desk_is_never_more_than_three_seconds_ahead(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="연금이 뭐예요"))
    await asyncio.sleep(0.2)
    assert caller.sound <= 3.4


async def test_what_was_not_heard_is_said_after_a_dropped_line(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.InputText(text="연금이 뭐예요"))
    await caller.session.pause()
    caller.events.clear()
    await caller.session.go_on()
    await caller.settle()
    assert caller.replies()[-1].sentences[-1] == "더 들을까요?"


async def test_language_changes_from_the_next_sentence(opened: Open) -> None:
    caller = opened()
    await caller.send(asked.SessionUpdate(language="en"))
    await caller.send(asked.InputText(text="zzz"))
    assert caller.replies()[-1].sentences[0] == "I do not know that yet."
