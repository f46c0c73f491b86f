from pathlib import Path

import numpy as np
import pytest

from voicebot.text.normal import normalise
from voicebot.understand.embed import E5
from voicebot.understand.space import Space, learned_space
from voicebot.understand.trouble import Trouble, fit_trouble, fitted_trouble

DIMENSIONS = 8
SPACE = Space.plain(DIMENSIONS)


def around(at: int, count: int) -> np.ndarray:
    """Vectors near one axis."""
    near = np.random.default_rng(at).normal(0, 0.1, (count, DIMENSIONS))
    near[:, at] += 1
    found: np.ndarray = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
    return found


def test_the_direction_parts_complaints_from_every_kind_of_other_talk() -> None:
    found = fit_trouble(around(0, 40), [(around(1, 40), 1.0), (around(2, 300), 0.5)])
    new = [around(at, 60)[40:] for at in (0, 1, 2)]
    values = [found.along(vectors, SPACE) for vectors in new]
    assert values[0].min() > 0
    assert max(values[1].max(), values[2].max()) < 0


def test_one_reading_that_tells_is_enough() -> None:
    found = fit_trouble(around(0, 40), [(around(1, 40), 1.0)])
    assert found.told(np.vstack([around(1, 1), around(0, 1)]), 0.0, SPACE)
    assert not found.told(around(1, 2), 0.0, SPACE)


def test_it_is_stored_with_what_it_was_fitted_on(tmp_path: Path) -> None:
    found = Trouble((0.5, -0.25), 0.1, 0.2, {"complaints": 3})
    found.save(tmp_path / "trouble.json")
    assert Trouble.load((tmp_path / "trouble.json").read_text(encoding="utf-8")) == found


def test_without_a_direction_everything_may_be_a_trouble() -> None:
    assert Trouble().told(around(0, 1), 0.0, SPACE)


@pytest.mark.models
def test_what_ships_tells_trouble_from_talk() -> None:
    model, shipped = E5(threads=1), fitted_trouble()
    told = ["골목에 물이 넘쳐서 못 지나가요", "옆집에서 밤새 음악을 틀어요", "가로등이 고장 났어요"]
    talk = ["오늘 날씨가 참 좋네요", "우리 손자가 대학에 붙었어요", "김치찌개가 먹고 싶다", "심심해 죽겠네"]
    along = [shipped.along(model.embed([normalise(text)]), learned_space())[0] for text in (*told, *talk)]
    assert min(along[: len(told)]) > max(along[len(told) :])
