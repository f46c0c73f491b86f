import numpy as np

from voicebot.bench.place_batches import Labelled
from voicebot.bench.place_fit import fit

OTHER, PLACE, MORE = (np.array([at], np.int64) for at in (5, 6, 7))
ROWS = [
    Labelled([OTHER, PLACE, MORE, OTHER], [0, 1, 2, 0]),
    Labelled([PLACE, MORE, MORE], [1, 2, 2]),
    Labelled([OTHER, OTHER], [0, 0]),
    Labelled([OTHER], [0]),
] * 300


def test_what_is_labelled_is_learned() -> None:
    ear = fit(ROWS)
    none, stretches = ear.tag([OTHER, OTHER, PLACE, MORE], [False] * 4)
    assert none < 0.5
    assert stretches == ((2, 4),)
    assert ear.tag([OTHER, OTHER, OTHER], [False] * 3).none > 0.5


def test_the_same_rows_give_the_same_ear() -> None:
    assert np.array_equal(fit(ROWS).weights, fit(ROWS).weights)


def test_what_counts_little_tells_little() -> None:
    doubtful = [Labelled([PLACE], [0], 0.01)] * 300
    sure = [Labelled([PLACE], [0])] * 300
    assert fit([*ROWS, *doubtful]).tag([PLACE], [False]).none < fit([*ROWS, *sure]).tag([PLACE], [False]).none


def test_a_cue_that_was_seen_once_tells_nothing() -> None:
    ear = fit([*ROWS, Labelled([np.array([9], np.int64)], [1])])
    assert not ear.weights[9].any()
