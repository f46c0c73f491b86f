"""Rates change, lengths and pitch do not; piece by piece gives what one go gives."""

import numpy as np
import pytest
from audio_sounds import pitch_of, tone
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.audio.resample import StreamResampler, resample

RATES = st.sampled_from([8000, 11025, 16000, 22050, 24000, 44100, 48000])


@pytest.mark.parametrize(("come", "go"), [(48000, 16000), (44100, 16000), (8000, 16000), (24000, 48000)])
def test_pitch_and_length_stay(come: int, go: int) -> None:
    sound = resample(tone(rate=come), go)
    assert sound.rate == go
    assert sound.duration == pytest.approx(1.0, abs=1 / go)
    assert sound.samples.dtype == np.float32
    assert pitch_of(sound) == pytest.approx(440, abs=1.5)


def test_the_same_rate_is_the_same_sound() -> None:
    sound = tone()
    assert resample(sound, sound.rate) is sound


@settings(max_examples=60, deadline=None)
@given(RATES, RATES, st.integers(1, 3000), st.data())
def test_piece_by_piece_is_one_go(come: int, go: int, length: int, data: st.DataObject) -> None:
    samples = np.random.default_rng(length).uniform(-0.5, 0.5, length).astype(np.float32)
    stream, out, at = StreamResampler(come, go), [], 0
    while at < length:
        size = data.draw(st.integers(1, 1000))
        out.append(stream.push(samples[at : at + size]))
        at += size
    whole = np.concatenate([*out, stream.flush()])
    assert abs(len(whole) - length * go / come) <= 1
    once = resample(tone().__class__(samples, come), go).samples
    shared = min(len(once), len(whole))
    assert abs(len(once) - len(whole)) <= 1
    assert np.allclose(whole[:shared], once[:shared], atol=1e-5)


def test_pushing_nothing_gives_nothing() -> None:
    stream = StreamResampler(48000, 16000)
    assert len(stream.push(np.zeros(0, np.float32))) == 0
    assert len(stream.flush()) == 0
