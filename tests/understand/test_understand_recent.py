"""A question is embedded once, however many indexes are asked."""

from collections.abc import Sequence

import numpy as np

from voicebot.understand.embed import Vectors
from voicebot.understand.recent import KEPT, RecentEmbedder


class Counting:
    digest = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32).reshape(len(texts), 2)


def test_the_same_question_costs_once() -> None:
    model = Counting()
    recent = RecentEmbedder(model)
    first = recent.embed(["여권", "등본이"])
    again = recent.embed(["등본이"])
    assert model.asked == ["여권", "등본이"]
    assert again.tolist() == first[1:].tolist() == [[3.0, 1.0]]


def test_an_index_passes_through_and_old_ones_are_forgotten() -> None:
    model = Counting()
    recent = RecentEmbedder(model)
    recent.embed([str(n) for n in range(100)])
    for n in range(KEPT + 1):
        recent.embed([f"q{n}"])
    model.asked.clear()
    recent.embed(["q0"])
    recent.embed([f"q{KEPT}"])
    assert model.asked == ["q0"]
    assert recent.embed([]).shape == (0, 2)
