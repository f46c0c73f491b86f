"""Longer or shorter at the same pitch."""

import numpy as np
import pytest
from audio_sounds import RATE, pitch_of, tone
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.audio.level import rms_db
from voicebot.audio.sound import Audio
from voicebot.audio.stretch import stretch


@pytest.mark.parametrize("rate", [16000, 24000])
@pytest.mark.parametrize("hertz", [110, 220, 1000])
@pytest.mark.parametrize("factor", [0.5, 0.8, 1.25, 2.0])
def test_a_tone_keeps_pitch_and_loudness(rate: int, hertz: float, factor: float) -> None:
    sound = tone(1.5, hertz, rate)
    other = stretch(sound, factor)
    assert other.rate == rate
    assert other.duration == pytest.approx(1.5 * factor, abs=0.001)
    assert pitch_of(other) == pytest.approx(hertz, rel=0.01)
    assert rms_db(other) == pytest.approx(rms_db(sound), abs=0.2)


def test_events_keep_their_order_and_place() -> None:
    """Two bursts, as two syllables: each is found where the factor puts it."""
    samples = np.zeros(RATE, np.float32)
    for start in (0.2, 0.7):
        at = round(start * RATE)
        samples[at : at + 1600] = tone(0.1).samples
    slow = stretch(Audio(samples, RATE), 1.5).samples
    loud = np.flatnonzero(np.abs(slow) > 0.1) / RATE
    first, second = loud[loud < 0.75], loud[loud > 0.75]
    assert first.mean() == pytest.approx(0.25 * 1.5, abs=0.03)
    assert second.mean() == pytest.approx(0.75 * 1.5, abs=0.03)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.floats(0.5, 2.0))
def test_any_length_gives_the_length_asked_for(length: int, factor: float) -> None:
    samples = np.random.default_rng(length).uniform(-0.9, 0.9, length).astype(np.float32)
    other = stretch(Audio(samples, RATE), factor).samples
    assert other.dtype == np.float32
    assert np.isfinite(other).all()
    assert abs(len(other) - length * factor) <= 1 or length < 1200  # too short to hold a period
    assert np.abs(other).max(initial=0) <= 2


def test_silence_stays_silence() -> None:
    assert not stretch(Audio.silence(1, RATE), 1.3).samples.any()


def test_factor_one_is_the_same_sound() -> None:
    sound = tone()
    assert stretch(sound, 1.0) is sound


@pytest.mark.parametrize("factor", [0, -1])
def test_no_time_at_all_is_a_mistake(factor: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        stretch(tone(), factor)
