from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.hear.features import log_mel, short_context
from voicebot.hear.windows import quiet_windows

RATE = 1000


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 70), st.integers(0, 9))
def test_parts_are_short_and_together_the_whole(seconds: float, seed: int) -> None:
    sound = np.random.default_rng(seed).normal(0, 0.1, round(seconds * RATE)).astype(np.float32)
    parts = quiet_windows(sound, RATE)
    assert all(len(part) <= 27 * RATE for part in parts)
    np.testing.assert_array_equal(np.concatenate(parts), sound)


def test_the_cut_is_where_it_is_quiet() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, 40 * RATE).astype(np.float32)
    sound[round(23.0 * RATE) : round(23.6 * RATE)] = 0
    first, _ = quiet_windows(sound, RATE)
    assert 23.0 * RATE <= len(first) <= 23.6 * RATE


@given(st.floats(0, 27))
def test_context_leaves_silence_after_the_sound(seconds: float) -> None:
    context = short_context(seconds)
    assert 8.0 <= context <= 30.0
    assert context >= seconds + 3.0 - 1e-9


def test_features_fill_the_context_only() -> None:
    assert log_mel(np.zeros(16_000, np.float32), 8.5).shape == (1, 80, 850)
