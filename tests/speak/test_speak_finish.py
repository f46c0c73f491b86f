import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.speak.finish import Pause, even_out, moved, trim, widen

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
    wide, pauses = widen(audio, [0.45], pause=0.25)
    assert wide.duration == pytest.approx(audio.duration + 0.15, abs=0.011)
    (found,) = pauses
    assert found.start == pytest.approx(0.5, abs=0.011)
    assert found.end == pytest.approx(0.6, abs=0.011)
    assert found.grown == pytest.approx(0.15, abs=0.011)


@pytest.mark.parametrize("commas", [[], [0.2], [5.0]])
def test_where_there_is_no_pause_nothing_is_cut_open(commas: list[float]) -> None:
    audio = Audio(_tone(1.5), RATE)
    wide, pauses = widen(audio, commas)
    assert all(found.grown == 0.0 for found in pauses)
    np.testing.assert_array_equal(wide.samples, audio.samples)


def test_two_commas_share_one_silence() -> None:
    audio = Audio(np.concatenate([_tone(0.5), _quiet(0.1), _tone(0.5)]), RATE)
    wide, _ = widen(audio, [0.45, 0.5], pause=0.25)
    assert wide.duration == pytest.approx(1.25, abs=0.011)


def test_a_long_pause_stays() -> None:
    audio = Audio(np.concatenate([_tone(0.5), _quiet(0.4), _tone(0.5)]), RATE)
    wide, (found,) = widen(audio, [0.6])
    assert found.grown == 0.0
    assert wide.duration == pytest.approx(1.4)


@pytest.mark.parametrize(("second", "heard"), [(0.95, 1.25), (1.05, 1.25), (1.1, 1.25), (2.0, 2.15)])
def test_a_word_after_a_comma_is_heard_when_the_silence_ends(second: float, heard: float) -> None:
    assert moved(second, [Pause(1.0, 1.1, 0.15)]) == pytest.approx(heard)
    assert moved(second, []) == second
