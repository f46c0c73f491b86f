from __future__ import annotations

from typing import Any, cast

import pytest

from voicebot.bench import crowd_visits
from voicebot.bench.crowd_growth import Reading, growth
from voicebot.bench.crowd_visits import Visits
from voicebot.bench.figures import trend


def readings(*heap_kb: float) -> list[Reading]:
    """One after each ten callers."""
    return [Reading(10 * at, kb, 800, 50, 1000.0, 0) for at, kb in enumerate(heap_kb, 1)]


def test_a_line_through_points_has_a_slope_and_an_interval_about_it() -> None:
    slope, low, high = trend([(0, 1.0), (1, 3.1), (2, 4.9), (3, 7.0)])
    assert low < slope < high
    assert slope == pytest.approx(1.98)


def test_what_is_loaded_by_the_first_half_is_no_growth() -> None:
    found = growth(readings(1000, 1500, 1900, 2000, 2001, 2000), "heap_kb")
    assert found["flat"]
    assert (found["first"], found["last"]) == (1000, 2000)


def test_what_each_caller_leaves_is_growth() -> None:
    found = growth(readings(1000, 1050, 1100, 1150, 1200, 1250), "heap_kb")
    assert found["flat"] is False
    assert found["per_100"] == pytest.approx(500)
    assert found["percent"] == pytest.approx(100 * 100 / 1200)


def test_too_few_readings_tell_nothing() -> None:
    assert growth(readings(1000, 2000), "heap_kb")["flat"] is None


@pytest.mark.parametrize("name", ["nodes", "listeners", "desk_mb"])
def test_what_stays_the_same_is_flat(name: str) -> None:
    assert growth(readings(*range(6)), name)["flat"]


class FakePage:
    """Stands where it is told to, until somebody presses the key that ends a talk."""

    def __init__(self, said: str) -> None:
        self.standing = {"screen": "talk", "ready": True, "used": True, "said": said, "left": ["captions"]}
        self.keyboard = self

    def press(self, key: str) -> None:
        self.standing = {"screen": "wait", "ready": True, "used": False, "said": "", "left": []}

    def reload(self) -> None:
        self.press("F5")

    def evaluate(self, script: str) -> dict[str, Any]:
        return self.standing

    def wait_for_timeout(self, ms: float) -> None:
        pass


@pytest.mark.parametrize(
    ("said", "stayed", "stuck"), [("지금 119에 전화하세요.", 1, 0), ("무엇을 도와드릴까요?", 0, 1)]
)
def test_the_desk_stays_with_who_is_in_danger_and_else_is_stuck(
    said: str, stayed: int, stuck: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd_visits, "PATIENCE_S", 0.01)
    told = Visits()
    crowd_visits.gone(cast("Any", FakePage(said)), "0 presses everything", 1, told)
    assert (len(told.stayed), len(told.stuck)) == (stayed, stuck)


def test_what_shrinks_does_not_grow() -> None:
    assert growth(readings(1250, 1200, 1150, 1100, 1050, 1000), "heap_kb")["flat"]
