"""Which of the open choices was said, by how well the sound bears each out."""

from __future__ import annotations

import pytest

from voicebot.understand.expected import expected_answer
from voicebot.understand.meaning import Reading
from voicebot.understand.weighing import chosen, ways


@pytest.mark.parametrize("number", [str(number) for number in range(1, 10)])
def test_every_way_but_the_label_is_understood_as_the_number(number: str) -> None:
    *numbered, label = ways(number, "여권 분실")
    assert label == "여권 분실요."
    if number in "123":
        assert {expected_answer([Reading(way)], ("1", "2", "3")) for way in numbered} == {number}


@pytest.mark.parametrize(
    ("weights", "free", "found"),
    [
        ({"1": [-9.0, -4.0], "2": [-8.0, -9.0]}, -1.0, "1"),
        ({"1": [-4.0], "2": [-5.0]}, -1.0, None),
        ({"1": [-14.0], "2": [-30.0]}, -1.0, None),
        ({"1": [-30.0], "2": [-28.0], "3": [-3.0]}, -4.0, "3"),
    ],
)
def test_a_choice_is_taken_where_it_is_ahead_of_the_others_and_near_what_was_written(
    weights: dict[str, list[float]], free: float, found: str | None
) -> None:
    assert chosen(weights, free) == found
