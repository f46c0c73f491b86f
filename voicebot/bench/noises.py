"""What a desk hears when nobody speaks to it: a kind and a seed make a clip, always the same one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from voicebot.audio import Audio
from voicebot.bench.acoustics import RATE, Sound, at_level, band, coloured, times, tone
from voicebot.bench.crowds import CROWDS
from voicebot.bench.knocks import KNOCKS
from voicebot.bench.tunes import TUNES

__all__ = ["PER_KIND", "VOICED", "kinds", "noise"]

PER_KIND = 18
"""Clips of each kind in a whole run."""

VOICED = frozenset(CROWDS)
"""Kinds that are made of people's voices."""

SHORTEST_S, LONGEST_S = 3.0, 8.0

Maker = Callable[[float, np.random.Generator], Sound]
"""Seconds and a source of chance to a sound at its level."""


def kinds() -> tuple[str, ...]:
    """Every kind of noise."""
    return (*_STEADY, *TUNES, *KNOCKS, *CROWDS)


def noise(kind: str, seed: int, voices: Sequence[Audio] = ()) -> Audio:
    """A clip of 3–8 s at 16 kHz.

    Args:
        kind: one of `kinds`.
        seed: which of its clips.
        voices: sentences at 16 kHz, which the kinds in `VOICED` mix.

    Raises:
        ValueError: no such kind, or one of voices without voices.
    """
    if kind not in kinds():
        raise ValueError(f"no noise is called {kind!r}; there are {', '.join(kinds())}")
    rng = np.random.default_rng([zlib.crc32(kind.encode()), seed])
    seconds = float(rng.uniform(SHORTEST_S, LONGEST_S))
    if kind in VOICED:
        if not voices:
            raise ValueError(f"{kind} is made of voices, and none were given")
        sound = CROWDS[kind](seconds, rng, [voice.samples.astype(np.float64) for voice in voices])
    else:
        sound = _MAKERS[kind](seconds, rng)
    return Audio(np.clip(sound, -1.0, 1.0).astype(np.float32), RATE)


def _silence(seconds: float, rng: np.random.Generator) -> Sound:
    return np.zeros_like(times(seconds))


def _hiss(quietest_db: float, loudest_db: float) -> Maker:
    """What a microphone and a room add, between two levels in dB."""

    def make(seconds: float, rng: np.random.Generator) -> Sound:
        sound = band(coloured(seconds, rng.uniform(0.3, 1.0), rng), 60, 7000)
        return at_level(sound, rng.uniform(quietest_db, loudest_db))

    return make


def _noise(slope: float) -> Maker:
    def make(seconds: float, rng: np.random.Generator) -> Sound:
        return at_level(coloured(seconds, slope, rng), rng.uniform(-50, -14))

    return make


def _swelling(seconds: float, rng: np.random.Generator) -> Sound:
    """Noise that comes and goes as often as syllables do."""
    swell = 0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(2, 6) * times(seconds))
    return at_level(band(coloured(seconds, 1, rng), 200, 4000) * swell, rng.uniform(-45, -18))


def _hum(mains_hz: float) -> Maker:
    """Mains hum with its harmonics, over a little hiss."""

    def make(seconds: float, rng: np.random.Generator) -> Sound:
        hum = tone(seconds, mains_hz, rng.uniform(0.05, 1.0, 12) / np.arange(1, 13))
        level = rng.uniform(-45, -14)
        return at_level(hum, level) + at_level(coloured(seconds, 1, rng), level - 25)

    return make


def _traffic(seconds: float, rng: np.random.Generator) -> Sound:
    """Cars that pass: a low roar with engines that swell and sink."""
    time = times(seconds)
    roar = band(coloured(seconds, 1.5, rng), 30, 1500) * 5
    for passing in rng.uniform(0, seconds, 3):
        near = np.exp(-(((time - passing) / rng.uniform(0.5, 1.2)) ** 2))
        engine = tone(seconds, rng.uniform(60, 120), rng.uniform(0.1, 1, 10), vibrato_hz=0.7)
        roar += near * (0.02 * engine + band(coloured(seconds, 0.5, rng), 300, 4000) * 5)
    return at_level(roar, rng.uniform(-45, -18))


_STEADY: Mapping[str, Maker] = {
    "silence": _silence,
    "hiss_faint": _hiss(-80, -65),
    "hiss": _hiss(-65, -50),
    "hiss_loud": _hiss(-50, -35),
    "white": _noise(0),
    "pink": _noise(1),
    "brown": _noise(2),
    "swelling": _swelling,
    "hum_50": _hum(50),
    "hum_60": _hum(60),
    "traffic": _traffic,
}
_MAKERS: Mapping[str, Maker] = {**_STEADY, **TUNES, **KNOCKS}
