"""The value that rooms pass to each other."""

import numpy as np
import pytest
from audio_sounds import RATE, tone
from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio import Audio


def test_duration_is_samples_over_rate() -> None:
    assert Audio.silence(1.5, RATE).duration == 1.5
    assert Audio.silence(0, RATE).duration == 0


@given(st.binary(max_size=200).filter(lambda data: len(data) % 2 == 0))
def test_pcm_comes_back_within_one_step(data: bytes) -> None:
    there = np.frombuffer(data, "<i2").astype(int)
    again = np.frombuffer(Audio.from_pcm16(data, RATE).to_pcm16(), "<i2").astype(int)
    assert np.abs(again - there).max(initial=0) <= 1


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5))
def test_join_puts_one_after_the_other(lengths: list[int]) -> None:
    parts = [Audio(np.full(length, place, np.float32), RATE) for place, length in enumerate(lengths)]
    assert np.array_equal(Audio.join(parts).samples, np.repeat(np.arange(len(lengths)), lengths))


def test_join_needs_one_rate() -> None:
    with pytest.raises(ValueError, match="one rate"):
        Audio.join([Audio.silence(1, 8000), Audio.silence(1, RATE)])


def test_cut_takes_from_a_time_to_a_time() -> None:
    sound = tone(1.0)
    assert np.array_equal(sound.cut(0.25, 0.5).samples, sound.samples[RATE // 4 : RATE // 2])
    assert np.array_equal(Audio.join([sound.cut(0, 0.3), sound.cut(0.3)]).samples, sound.samples)
