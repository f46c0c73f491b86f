"""What has been heard: the device's word where it gives it, the clock where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.talk.client_events import Playback
from voicebot.talk.playback import PlaybackTracker


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def report(sentence: int, state: str, ms: int) -> Playback:
    return Playback.model_validate(
        {"type": "playback", "reply_id": "r", "sentence": sentence, "state": state, "played_ms": ms}
    )


def test_without_reports_it_plays_in_real_time() -> None:
    clock = Clock()
    tracker = PlaybackTracker(clock)
    tracker.add(0, 2.0)
    clock.now = 0.5
    assert (tracker.heard, tracker.ahead, tracker.from_ms) == (0.5, 1.5, 500)
    clock.now = 9.0
    assert tracker.heard == 2.0


def test_a_device_that_reports_is_believed() -> None:
    clock = Clock()
    tracker = PlaybackTracker(clock)
    tracker.add(0, 2.0)
    tracker.add(1, 3.0)
    tracker.report(report(1, "progress", 400))
    clock.now = 100.0
    assert tracker.heard == pytest.approx(2.4)
    assert (tracker.sentence, tracker.from_ms) == (1, 400)


def test_a_finished_sentence_has_been_heard_whole() -> None:
    tracker = PlaybackTracker(Clock())
    tracker.add(0, 2.0)
    tracker.report(report(0, "finished", 1990))
    assert tracker.ahead == 0


def test_only_one_who_plays_nothing_has_stalled() -> None:
    clock = Clock()
    tracker = PlaybackTracker(clock)
    tracker.add(0, 5.0)
    tracker.report(report(0, "started", 0))
    clock.now = 6.0
    assert tracker.stalled == 6.0
    tracker.report(report(0, "progress", 500))
    assert tracker.stalled == 0.0
    tracker.report(report(0, "paused", 500))
    clock.now = 60.0
    assert tracker.stalled == 0.0


def test_waiting_for_a_slow_synthesis_is_no_stall() -> None:
    clock = Clock()
    tracker = PlaybackTracker(clock)
    tracker.add(0, 1.0004)
    tracker.report(report(0, "progress", 1000))
    clock.now = 30.0
    tracker.add(1, 3.0)
    assert tracker.stalled == 0.0


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0.01, 1)), max_size=20), st.data())
def test_never_more_is_heard_than_was_sent(frames: list[tuple[int, float]], data: st.DataObject) -> None:
    clock = Clock()
    tracker = PlaybackTracker(clock)
    for sentence, seconds in sorted(frames):
        tracker.add(sentence, seconds)
        clock.now += data.draw(st.floats(0, 1))
        if data.draw(st.booleans()):
            tracker.report(report(data.draw(st.integers(0, 3)), "progress", data.draw(st.integers(0, 9000))))
        assert 0 <= tracker.heard <= tracker.sent
