"""What rooms and bodies do to a sound: filters, resonances, echoes, decays. Everything is at 16 kHz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "RATE",
    "Sound",
    "at_level",
    "band",
    "coloured",
    "decay",
    "echoing",
    "faded",
    "placed",
    "resonant",
    "times",
    "tone",
]

RATE = 16_000
"""Samples a second."""

Sound = NDArray[np.float64]
"""Samples, shape (n,)."""


def times(seconds: float) -> Sound:
    """The time of every sample, in seconds."""
    return np.arange(round(seconds * RATE)) / RATE


def at_level(sound: Sound, level_db: float) -> Sound:
    """The sound at a root-mean-square level, dB of full scale; silence stays silence."""
    size = float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0
    return sound * (10 ** (level_db / 20) / size) if size else sound


def coloured(seconds: float, slope: float, rng: np.random.Generator) -> Sound:
    """Noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink, 2 brown."""
    white = rng.standard_normal(round(seconds * RATE))
    return _weighted(white, np.maximum(_frequencies(white), 20.0) ** (-slope / 2))


def band(sound: Sound, low: float, high: float, steep: int = 3) -> Sound:
    """What lies between two frequencies in Hz, with Butterworth's edges of order `steep`."""
    frequencies = _frequencies(sound)
    below = 1 / np.sqrt(1 + (frequencies / high) ** (2 * steep))
    above = 1 / np.sqrt(1 + (low / np.maximum(frequencies, 1e-3)) ** (2 * steep))
    return _weighted(sound, below * above)


def resonant(sound: Sound, peaks: Sequence[tuple[float, float]]) -> Sound:
    """The sound through a cavity that rings at some frequencies (Hz, half width in Hz), as a throat does."""
    frequencies = _frequencies(sound)
    gains = [1 / (1 + ((frequencies - centre) / width) ** 2) for centre, width in peaks]
    return _weighted(sound, np.sum(gains, axis=0))


def echoing(sound: Sound, reverberation_s: float, direct: float, rng: np.random.Generator) -> Sound:
    """The sound from afar in a room.

    Args:
        sound: as it is near its source.
        reverberation_s: seconds until the echo is 60 dB down.
        direct: amplitude of what comes straight, against an echo of the energy 1.
        rng: what the walls are like.
    """
    tail = rng.standard_normal(round(reverberation_s * RATE)) * decay(reverberation_s, reverberation_s)
    tail /= np.sqrt(np.sum(np.square(tail)))
    size = len(sound) + len(tail)
    echo = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    return direct * sound + echo


def decay(seconds: float, reverberation_s: float) -> Sound:
    """An envelope that falls by 60 dB in so many seconds."""
    return np.asarray(np.exp(-6.91 * times(seconds) / reverberation_s))


def faded(sound: Sound, seconds: float = 0.01) -> Sound:
    """The sound with soft edges."""
    size = min(len(sound) // 2, round(seconds * RATE))
    ramp = np.ones(len(sound))
    ramp[:size] = np.linspace(0, 1, size)
    ramp[len(sound) - size :] = np.linspace(1, 0, size)
    return sound * ramp


def tone(
    seconds: float, frequency: float, partials: Sequence[float] | Sound, vibrato_hz: float = 0.0
) -> Sound:
    """A note with its overtones.

    Args:
        seconds: how long.
        frequency: Hz.
        partials: amplitude of the first, second … harmonic.
        vibrato_hz: how often a second it wavers by a third of a semitone.
    """
    time = times(seconds)
    waver = 0.02 * frequency / vibrato_hz * np.sin(2 * np.pi * vibrato_hz * time) if vibrato_hz else 0.0
    phase = 2 * np.pi * frequency * time + waver
    return np.asarray(np.sum([size * np.sin(n * phase) for n, size in enumerate(partials, 1)], axis=0))


def placed(seconds: float, events: Iterable[tuple[float, Sound]]) -> Sound:
    """Sounds (start in seconds, sound) one over the other; what runs over the end is cut."""
    whole = np.zeros(round(seconds * RATE))
    for start, sound in events:
        at = round(start * RATE)
        part = sound[: max(0, len(whole) - at)]
        whole[at : at + len(part)] += part
    return whole


def _frequencies(sound: Sound) -> Sound:
    return np.asarray(np.fft.rfftfreq(len(sound), 1 / RATE))


def _weighted(sound: Sound, gain: Sound) -> Sound:
    return np.asarray(np.fft.irfft(np.fft.rfft(sound) * gain, len(sound)))
