"""The listener with voice activity that goes by loudness: no model, plain values."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.audio.sound import Samples
from voicebot.hear.ending import Ending
from voicebot.hear.listener import (
    Event,
    Listener,
    Paused,
    SpeechStarted,
    SpeechStirred,
    SpeechStopped,
    TurnEnded,
    TurnReopened,
)
from voicebot.hear.patience import Patience
from voicebot.hear.turn import Reason
from voicebot.hear.vad import SileroModel, SileroState, VoiceActivity

T = TypeVar("T")
FRAME_S = 0.04


class Loudness(SileroModel):
    """Speech is what is loud."""

    def __init__(self) -> None:
        """Nothing to load."""

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        return (np.abs(frames).mean(axis=1) > 0.05).astype(np.float32), state


def sound(seconds: float, level: float, rate: int = 16_000) -> Audio:
    return Audio(np.full(round(seconds * rate), level, np.float32), rate)


def speech(seconds: float, rate: int = 16_000) -> Audio:
    return sound(seconds, 0.5, rate)


def quiet(seconds: float, rate: int = 16_000) -> Audio:
    return sound(seconds, 0.001, rate)


def hear(listener: Listener, *sounds: Audio) -> list[Event]:
    whole = Audio.join(sounds)
    size = round(FRAME_S * whole.rate)
    frames = [whole.samples[at : at + size] for at in range(0, len(whole.samples), size)]
    return [event for frame in frames for event in listener.push(Audio(frame, whole.rate))]


def only(kind: type[T], events: list[Event]) -> T:
    (event,) = [event for event in events if isinstance(event, kind)]
    return event


@pytest.fixture
def listener() -> Listener:
    return Listener(Loudness())


@pytest.mark.parametrize("rate", [8000, 16_000, 48_000])
def test_a_turn_at_any_rate(listener: Listener, rate: int) -> None:
    events = hear(listener, quiet(1, rate), speech(1.5, rate), quiet(3, rate))
    assert [type(event) for event in events] == [
        SpeechStirred,
        SpeechStarted,
        SpeechStopped,
        Paused,
        TurnEnded,
    ]
    assert only(SpeechStarted, events).at == pytest.approx(1.0, abs=0.1)
    assert only(SpeechStopped, events).at == pytest.approx(2.5, abs=0.1)
    turn = only(TurnEnded, events)
    assert turn.audio.rate == 16_000
    assert turn.reason is Reason.SILENCE
    assert turn.speech_seconds == pytest.approx(1.5, abs=0.1)
    assert turn.silence == pytest.approx(1.6, abs=0.1)
    assert turn.end_of_speech_at == pytest.approx(2.5, abs=0.1)


def test_the_turn_has_pre_roll_and_is_what_the_guess_heard(listener: Listener) -> None:
    events = hear(listener, quiet(5), speech(1), quiet(3))
    turn, guess = only(TurnEnded, events).audio, only(Paused, events).audio
    np.testing.assert_array_equal(turn.samples, guess.samples)
    loud = np.flatnonzero(turn.samples > 0.1)
    assert 0.3 <= loud[0] / 16_000 <= 0.5
    assert len(loud) == 16_000
    assert 0.3 <= (len(turn.samples) - loud[-1]) / 16_000 <= 0.45


def test_a_short_answer_is_heard_where_it_is_awaited(listener: Listener) -> None:
    assert not any(isinstance(event, TurnEnded) for event in hear(listener, speech(0.18), quiet(3)))
    listener.await_answer(True)
    turn = only(TurnEnded, hear(listener, speech(0.18), quiet(3)))
    assert turn.speech_seconds == pytest.approx(0.18, abs=0.04)


def test_a_finished_sentence_ends_early(listener: Listener) -> None:
    events = hear(listener, speech(1), quiet(0.4))
    assert listener.judge_pause(Ending.FINISHED, only(Paused, events).number) == []
    turn = only(TurnEnded, hear(listener, quiet(0.5)))
    assert turn.reason is Reason.FINAL_ENDING
    assert turn.silence == pytest.approx(0.7, abs=0.05)


def test_going_on_after_a_pause_keeps_both_parts(listener: Listener) -> None:
    events = hear(listener, speech(1), quiet(1), speech(1), quiet(3))
    going = [SpeechStarted, SpeechStopped, Paused]
    assert [type(event) for event in events] == [SpeechStirred, *going, *going, TurnEnded]
    turn = only(TurnEnded, events)
    assert np.count_nonzero(turn.audio.samples > 0.1) == 32_000


def test_going_on_after_the_end_is_a_second_part(listener: Listener) -> None:
    first = hear(listener, speech(1), quiet(0.4))
    listener.judge_pause(Ending.FINISHED, only(Paused, first).number)
    assert not only(TurnEnded, hear(listener, quiet(1))).continues
    events = hear(listener, speech(2), quiet(3))
    assert isinstance(events[1], TurnReopened)
    second = only(TurnEnded, events)
    assert second.continues
    assert np.count_nonzero(second.audio.samples > 0.1) == 32_000


def test_hold_keeps_what_came_just_before_the_button() -> None:
    listener = Listener(Loudness(), mode="hold")
    assert hear(listener, quiet(2), speech(0.2)) == []
    assert listener.hold(True) == []
    hear(listener, speech(1), quiet(1))
    turn = only(TurnEnded, listener.hold(False))
    assert turn.reason is Reason.COMMIT
    assert np.count_nonzero(turn.audio.samples > 0.1) / 16_000 == pytest.approx(1.2, abs=0.04)


def test_a_button_without_sound_gives_an_empty_turn() -> None:
    listener = Listener(Loudness(), mode="hold")
    listener.hold(True)
    turn = only(TurnEnded, listener.hold(False))
    assert len(turn.audio.samples) == 0
    assert turn.speech_seconds == 0.0


def test_press_and_configure(listener: Listener) -> None:
    listener.configure("press", Patience())
    assert not any(isinstance(event, TurnEnded) for event in hear(listener, speech(1), quiet(6)))
    assert only(TurnEnded, listener.commit()).reason is Reason.COMMIT


def test_the_limit_bounds_the_turn() -> None:
    listener = Listener(Loudness(), limit_s=5)
    turn = only(TurnEnded, hear(listener, quiet(1), speech(6)))
    assert turn.reason is Reason.LIMIT
    assert turn.audio.duration < 5.5


def test_clear_forgets(listener: Listener) -> None:
    hear(listener, speech(1))
    assert listener.clear() == []
    assert hear(listener, quiet(4)) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.floats(0.1, 3)), min_size=1, max_size=8))
def test_each_turn_ends_once_and_no_speech_is_lost(parts: list[tuple[bool, float]]) -> None:
    listener = Listener(Loudness())
    sounds = [speech(seconds) if loud else quiet(seconds) for loud, seconds in parts]
    events = hear(listener, *sounds, quiet(4))
    kinds = [type(event) for event in events]
    starts = kinds.count(SpeechStarted)
    assert starts == kinds.count(SpeechStopped) == kinds.count(Paused)
    assert (kinds.count(TurnEnded) > 0) == (starts > 0)
    heard = sum(np.count_nonzero(e.audio.samples > 0.1) for e in events if isinstance(e, TurnEnded)) / 16_000
    longest = max((seconds for loud, seconds in parts if loud), default=0.0)
    assert heard >= (longest if longest > 0.35 else 0.0) - 0.1


def test_voice_activity_keeps_what_does_not_fill_a_window() -> None:
    activity = VoiceActivity(Loudness())
    windows = [window for _ in range(10) for window in activity.push(np.full(500, 0.5, np.float32))]
    assert [window.end for window in windows] == pytest.approx([0.032 * n for n in range(1, 10)])
    assert all(window.speech for window in windows)
