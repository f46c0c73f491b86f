import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.speak.finish import even_out, trim, widen

RATE = 24_000


def _tone(seconds: float, level: float = 0.3) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * 220 * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def _quiet(seconds: float) -> NDArray[np.float32]:
    return np.random.default_rng(0).normal(0, 1e-4, round(seconds * RATE)).astype(np.float32)


def test_silence_is_cut_to_its_margins() -> None:
    audio = Audio(np.concatenate([_quiet(0.7), _tone(1.0), _quiet(0.9)]), RATE)
    trimmed, cut = trim(audio, lead=0.1, tail=0.2)
    assert cut == pytest.approx(0.6, abs=0.011)
    assert trimmed.duration == pytest.approx(1.3, abs=0.021)


def test_short_margins_are_not_made_longer() -> None:
    trimmed, cut = trim(Audio(_tone(0.5), RATE))
    assert trimmed.duration == pytest.approx(0.5)
    assert cut == 0.0


@pytest.mark.parametrize("seconds", [0.0, 0.004, 1.0])
def test_silence_stays_as_it_is(seconds: float) -> None:
    silence = Audio.silence(seconds, RATE)
    assert trim(silence) == (silence, 0.0)
    assert even_out(silence) is silence


@pytest.mark.parametrize("level", [0.01, 0.3, 0.9])
def test_every_level_becomes_the_same(level: float) -> None:
    pause = np.zeros(RATE, np.float32)
    audio = even_out(Audio(np.concatenate([_tone(0.5, level), pause, _tone(0.5, level)]), RATE))
    spoken = audio.samples[: RATE // 2]
    assert np.sqrt(np.mean(spoken**2)) == pytest.approx(10 ** (-21 / 20), rel=0.02)


def test_a_click_does_not_go_over_full_scale() -> None:
    samples = _tone(1.0, 0.02)
    samples[1000] = 0.9
    assert np.abs(even_out(Audio(samples, RATE)).samples).max() <= 10 ** (-1 / 20) + 1e-6


def test_a_short_pause_at_a_comma_grows() -> None:
    audio = Audio(np.concatenate([_tone(0.5), _quiet(0.1), _tone(0.5), _quiet(0.1), _tone(0.5)]), RATE)
    wide, grown = widen(audio, [0.45], pause=0.25)
    assert wide.duration == pytest.approx(audio.duration + 0.15, abs=0.011)
    ((at, more),) = grown
    assert at == pytest.approx(0.55, abs=0.011)
    assert more == pytest.approx(0.15, abs=0.011)


@pytest.mark.parametrize("marks", [[], [0.2], [5.0]])
def test_where_there_is_no_pause_nothing_is_cut_open(marks: list[float]) -> None:
    audio = Audio(_tone(1.5), RATE)
    assert widen(audio, marks)[1] == []


def test_a_long_pause_stays() -> None:
    audio = Audio(np.concatenate([_tone(0.5), _quiet(0.4), _tone(0.5)]), RATE)
    assert widen(audio, [0.6])[1] == []
