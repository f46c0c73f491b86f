"""Recordings come out as loud as each other, and without the silence around them."""

import numpy as np
import pytest
from audio_sounds import tone
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.audio import Audio
from voicebot.audio.condition import examine
from voicebot.audio.loudness import MOST_PEAK, TARGET, measure_loudness, normalise_loudness
from voicebot.audio.trimming import LEAD_S, TAIL_S, trim_silence


def noise(seconds: float, level: float, rate: int = 16_000) -> Audio:
    rng = np.random.default_rng(7)
    return Audio((level * rng.standard_normal(round(seconds * rate))).astype(np.float32), rate)


def test_a_tone_is_as_loud_as_the_standard_says() -> None:
    """A sine of 997 Hz at full scale in one channel has -3.01 LUFS (ITU-R BS.1770-4, annex 1)."""
    found = measure_loudness(tone(5.0, 997.0, 48_000, level=1.0))
    assert found.integrated == pytest.approx(-3.01, abs=0.1)
    assert found.true_peak == pytest.approx(0.0, abs=0.2)


@pytest.mark.parametrize("level", [0.003, 0.05, 0.9])
@pytest.mark.parametrize("seconds", [0.5, 4.0])
def test_whatever_comes_in_comes_out_as_loud(level: float, seconds: float) -> None:
    sound = tone(seconds, 440.0, 24_000, level)
    out = normalise_loudness(sound)
    assert measure_loudness(out).integrated == pytest.approx(TARGET, abs=0.5)
    assert (len(out.samples), out.rate) == (len(sound.samples), sound.rate)


def test_a_click_does_not_rattle_when_a_soft_voice_is_raised() -> None:
    samples = noise(4.0, 0.005).samples.copy()
    samples[20_000:20_010] = 0.9
    out = normalise_loudness(Audio(samples, 16_000))
    assert measure_loudness(out).true_peak <= MOST_PEAK
    assert measure_loudness(out).integrated > TARGET - 3


@pytest.mark.parametrize("sound", [Audio.silence(0, 16_000), Audio.silence(2, 16_000)])
def test_silence_stays_silence(sound: Audio) -> None:
    assert normalise_loudness(sound) is sound
    assert measure_loudness(sound).integrated == -70.0
    assert not len(trim_silence(sound).audio.samples)


def test_what_was_cut_off_at_full_scale_is_counted() -> None:
    whole = tone(1.0, 200.0, level=0.9)
    cut = Audio(np.clip(whole.samples * 2, -1, 1).astype(np.float32), whole.rate)
    assert examine(whole).clipped == 0
    assert examine(cut).clipped > 0.5
    assert examine(cut).peak_db == pytest.approx(0.0, abs=0.01)


def test_room_and_voice_are_told_apart() -> None:
    room = noise(6.0, 0.001).samples.copy()
    room[32_000:64_000] += tone(2.0, level=0.3).samples
    found = examine(Audio(room, 16_000))
    assert found.voice_db == pytest.approx(-13.5, abs=1)
    assert found.room_db == pytest.approx(-60, abs=2)


@settings(max_examples=25)
@given(
    before=st.floats(0.0, 3.0),
    after=st.floats(0.0, 3.0),
    room=st.sampled_from([0.0, 0.0001, 0.003]),
    level=st.sampled_from([0.05, 0.4]),
)
def test_the_voice_is_left_whole(before: float, after: float, room: float, level: float) -> None:
    voice = tone(1.0, level=level)
    sound = Audio.join([Audio.silence(before, 16_000), voice, Audio.silence(after, 16_000)])
    noisy = Audio(sound.samples + noise(sound.duration + 1, room).samples[: len(sound.samples)], 16_000)
    out = trim_silence(noisy)
    assert out.start <= before + 0.02
    assert out.end <= after + 0.02
    if room < level / 20:
        assert out.start == pytest.approx(max(0.0, before - LEAD_S), abs=0.03)
        assert out.end == pytest.approx(max(0.0, after - TAIL_S), abs=0.03)


def test_a_click_before_the_voice_is_silence() -> None:
    samples = Audio.join([Audio.silence(2, 16_000), tone(1.0)]).samples.copy()
    samples[8_000:8_100] = 0.5
    assert trim_silence(Audio(samples, 16_000)).start == pytest.approx(2 - LEAD_S, abs=0.03)
