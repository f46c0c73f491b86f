"""Loudness: measured, changed without rattling, and mixed at a given ratio."""

import numpy as np
import pytest
from audio_sounds import RATE, tone
from hypothesis import given
from hypothesis import strategies as st

from voicebot.audio.level import mix_at_snr, peak_db, pink_noise, rms_db, scale, white_noise
from voicebot.audio.sound import Audio


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_a_full_sine_is_three_decibels_below_its_peak() -> None:
    sound = tone(level=1.0)
    assert peak_db(sound) == pytest.approx(0, abs=0.01)
    assert rms_db(sound) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("sound", [Audio.silence(1, RATE), Audio.silence(0, RATE)])
def test_silence_has_a_level_too(sound: Audio) -> None:
    assert rms_db(sound) == peak_db(sound) == -120


@given(st.floats(-40, 0), st.floats(0.01, 1))
def test_softer_is_exact(gain: float, level: float) -> None:
    sound = tone(0.05, level=level)
    assert peak_db(scale(sound, gain)) - peak_db(sound) == pytest.approx(gain, abs=0.01)


@given(st.floats(0, 40), st.floats(0.01, 1))
def test_louder_never_clips_and_keeps_the_order_of_samples(gain: float, level: float) -> None:
    sound = tone(0.05, level=level)
    loud = scale(sound, gain).samples
    assert np.abs(loud).max() <= 1
    order = np.argsort(sound.samples)
    assert (np.diff(loud[order]) >= -1e-6).all()
    assert (np.sign(loud) == np.sign(sound.samples)).all()


def test_louder_is_exact_while_there_is_room() -> None:
    assert rms_db(scale(tone(level=0.1), 6)) - rms_db(tone(level=0.1)) == pytest.approx(6, abs=0.001)


@pytest.mark.parametrize("snr", [-5, 0, 15, 30])
def test_noise_lies_so_far_below_speech(snr: float) -> None:
    speech = tone(2)
    noise = white_noise(0.7, RATE, rng())
    heard = mix_at_snr(speech, noise, snr)
    added = Audio(heard.samples - speech.samples, RATE)
    assert rms_db(speech) - rms_db(added) == pytest.approx(snr, abs=0.05)


def test_noise_of_another_rate_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="one rate"):
        mix_at_snr(tone(), white_noise(1, 8000, rng()), 10)


def test_pink_noise_loses_three_decibels_an_octave_and_white_none() -> None:
    for make, loss in ((pink_noise, 3.0), (white_noise, 0.0)):
        sound = make(20, RATE, rng())
        power = np.abs(np.fft.rfft(sound.samples)) ** 2
        hertz = np.fft.rfftfreq(len(sound.samples), 1 / RATE)
        octaves = [power[(hertz >= low) & (hertz < 2 * low)].mean() for low in (250, 500, 1000, 2000)]
        assert np.diff(10 * np.log10(octaves)) == pytest.approx([-loss] * 3, abs=0.4)
        assert len(sound.samples) == 20 * RATE
