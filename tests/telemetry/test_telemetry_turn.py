"""One record a turn."""

import pytest
from prometheus_client import REGISTRY

from voicebot.telemetry.recent import RECENT, Recent, TurnRow
from voicebot.telemetry.turn import Stage, Turn


def test_milliseconds_count_from_the_end_of_the_turn() -> None:
    turn = Turn()
    turn.stamp(Stage.SPEECH_END, 9.2)
    turn.stamp(Stage.TURN_END, 10.0)
    turn.stamp(Stage.RECOGNISED, 10.25)
    turn.stamp(Stage.RECOGNISED, 99.0)
    assert turn.since() == {"turn_end_ms": 0, "recognised_ms": 250}
    assert turn.since(Stage.SPEECH_END)["turn_end_ms"] == 800


def test_a_turn_without_an_end_has_no_times() -> None:
    assert Turn().since() == {}


def test_finishing_counts_every_stage_in_the_metrics() -> None:
    def count() -> float:
        labels = {"stage": "matched"}
        return REGISTRY.get_sample_value("voicebot_turn_stage_seconds_count", labels) or 0.0

    before = count()
    turn = Turn()
    turn.stamp(Stage.TURN_END, 1.0)
    turn.stamp(Stage.MATCHED, 1.2)
    turn.finish()
    assert count() == before + 1


def test_a_spoken_turn_is_kept_for_the_debug_page_and_counted_from_the_end_of_speech() -> None:
    def seconds() -> float:
        return REGISTRY.get_sample_value("voicebot_first_sound_seconds_sum", {"voice": "cached"}) or 0.0

    before = seconds()
    turn = Turn(kind="answer", voice="cached", ended="silence")
    turn.stamp(Stage.SPEECH_END, 1.0)
    turn.stamp(Stage.TURN_END, 1.7)
    turn.stamp(Stage.SOUND_SENT, 1.9)
    turn.finish()
    assert seconds() - before == pytest.approx(0.9)
    assert RECENT.rows()[0].stages == {"speech_end_ms": 0, "turn_end_ms": 700, "sound_sent_ms": 900}


def test_only_the_last_are_kept() -> None:
    recent = Recent(kept=2)
    for kind in ("a", "b", "c"):
        recent.add(TurnRow(kind, "", "", {}))
    assert [row.kind for row in recent.rows()] == ["c", "b"]
