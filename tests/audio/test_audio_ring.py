"""The ring keeps exactly the latest samples, whatever comes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio.ring import RingBuffer

RATE = 100


@given(st.lists(st.integers(0, 130), max_size=12), st.floats(0, 1))
def test_it_is_the_tail_of_everything_pushed(sizes: list[int], seconds: float) -> None:
    ring, told = RingBuffer(0.5, RATE), np.zeros(0, np.float32)
    for size in sizes:
        fresh = np.arange(len(told), len(told) + size, dtype=np.float32)
        ring.push(fresh)
        told = np.concatenate([told, fresh])
    kept = told[max(0, len(told) - 50) :]
    assert np.array_equal(ring.last().samples, kept)
    wanted = min(round(seconds * RATE), len(kept))
    assert np.array_equal(ring.last(seconds).samples, kept[len(kept) - wanted :])


def test_what_it_gave_is_not_changed_by_what_comes() -> None:
    ring = RingBuffer(0.1, RATE)
    ring.push(np.ones(10, np.float32))
    before = ring.last()
    ring.push(np.zeros(10, np.float32))
    assert before.samples.sum() == 10
    assert before.duration == pytest.approx(0.1)


def test_clear_forgets() -> None:
    ring = RingBuffer(0.1, RATE)
    ring.push(np.ones(4, np.float32))
    ring.clear()
    assert len(ring.last().samples) == 0
    ring.push(np.full(2, 3, np.float32))
    assert ring.last().samples.tolist() == [3, 3]


def test_a_ring_of_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        RingBuffer(0, RATE)
