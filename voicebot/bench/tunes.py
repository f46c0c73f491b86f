"""Sounds that have a pitch and are no voice: music, and what telephones play."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from voicebot.bench.acoustics import Sound, at_level, decay, faded, placed, tone

__all__ = ["TUNES", "chords"]

_SCALE = (0, 2, 4, 5, 7, 9, 11)
_CHORDS = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (9, 12, 16), (2, 5, 9))
_KOREAN_RINGBACK = (440.0, 480.0)
_KOREAN_BUSY = (480.0, 620.0)


def chords(seconds: float, rng: np.random.Generator) -> Sound:
    """Chords that follow one another, held like an organ's."""
    root, beat = rng.uniform(110, 220), rng.uniform(0.6, 1.5)
    partials = rng.uniform(0.1, 1.0, 6) / np.arange(1, 7)
    events = []
    for start in np.arange(0, seconds, beat):
        for step in _CHORDS[rng.integers(len(_CHORDS))]:
            note = tone(beat, root * 2 ** (step / 12), partials, vibrato_hz=5.0)
            events.append((float(start), faded(note, 0.05)))
    return at_level(placed(seconds, events), rng.uniform(-40, -14))


def _plucked(octaves: int) -> Callable[[float, np.random.Generator], Sound]:
    """Single notes that die away, up and down a scale (a melody) or a chord over octaves (an arpeggio)."""

    def make(seconds: float, rng: np.random.Generator) -> Sound:
        root, beat = rng.uniform(130, 330), rng.uniform(0.12, 0.5)
        partials = rng.uniform(0.1, 1.0, 8) / np.arange(1, 9)
        steps = _melody(rng) if octaves == 1 else _arpeggio(octaves)
        events = []
        for number, start in enumerate(np.arange(0, seconds, beat)):
            note = tone(1.0, root * 2 ** (steps[number % len(steps)] / 12), partials)
            events.append((float(start), faded(note * decay(1.0, 1.2), 0.005)))
        return at_level(placed(seconds, events), rng.uniform(-40, -14))

    return make


def _melody(rng: np.random.Generator) -> Sequence[int]:
    return [_SCALE[place] for place in rng.integers(0, len(_SCALE), 16)]


def _arpeggio(octaves: int) -> Sequence[int]:
    up = [12 * octave + step for octave in range(octaves) for step in (0, 4, 7)]
    return [*up, *up[::-1]]


def _sung(seconds: float, rng: np.random.Generator) -> Sound:
    """A bowed or sung line: long notes with much vibrato, each gliding in."""
    root, beat = rng.uniform(180, 440), rng.uniform(0.7, 1.6)
    partials = rng.uniform(0.2, 1.0, 10) / np.arange(1, 11)
    steps = _melody(rng)
    events = [
        (float(start), faded(tone(beat, root * 2 ** (step / 12), partials, rng.uniform(4.5, 6.5)), 0.12))
        for start, step in zip(np.arange(0, seconds, beat), steps, strict=False)
    ]
    return at_level(placed(seconds, events), rng.uniform(-40, -14))


def _line(pair: Sequence[float], on: float, off: float) -> Callable[[float, np.random.Generator], Sound]:
    """Two tones together, switched on and off, as exchanges send them."""

    def make(seconds: float, rng: np.random.Generator) -> Sound:
        both = np.sum([tone(on, hertz, (1.0, 0.05)) for hertz in pair], axis=0)
        starts = np.arange(rng.uniform(0, off), seconds, on + off)
        return at_level(placed(seconds, [(float(at), faded(both)) for at in starts]), rng.uniform(-35, -14))

    return make


def _bell(seconds: float, rng: np.random.Generator) -> Sound:
    """An old telephone: a bell struck twenty times a second, and a pause."""
    strike = np.sum([tone(0.4, hz, (1.0,)) for hz in rng.uniform(700, 2600, 6)], axis=0) * decay(0.4, 0.5)
    starts = [at for at in np.arange(0, seconds, 0.05) if at % 3.0 < 1.0]
    return at_level(placed(seconds, [(float(at), strike) for at in starts]), rng.uniform(-35, -14))


TUNES: Mapping[str, Callable[[float, np.random.Generator], Sound]] = {
    "chords": chords,
    "melody": _plucked(1),
    "arpeggio": _plucked(3),
    "vibrato": _sung,
    "ringing": _line(_KOREAN_RINGBACK, 1.0, 2.0),
    "busy": _line(_KOREAN_BUSY, 0.5, 0.5),
    "bell": _bell,
}
