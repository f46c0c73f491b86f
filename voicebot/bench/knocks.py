"""Short sounds of things and bodies: keys, doors, steps, coughs, sneezes, cleared throats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from voicebot.bench.acoustics import Sound, at_level, band, coloured, decay, echoing, faded, placed, resonant

__all__ = ["KNOCKS"]

_THROAT = ((550.0, 120.0), (1250.0, 160.0), (2600.0, 250.0))
"""Formants of an open throat: frequency and half width, Hz."""


def _keyboard(seconds: float, rng: np.random.Generator) -> Sound:
    """Keys going down and coming up, irregularly, five to ten a second."""
    starts = np.cumsum(rng.uniform(0.05, 0.3, 200))
    events = []
    for start in starts[starts < seconds]:
        for late, size in ((0.0, 1.0), (rng.uniform(0.05, 0.1), 0.4)):
            key = band(coloured(0.04, 0, rng), rng.uniform(800, 1800), 6000) * decay(0.04, 0.03)
            events.append((float(start + late), key * size * rng.uniform(0.5, 1.0)))
    return _in_room(seconds, events, rng, (-50, -24))


def _cough(seconds: float, rng: np.random.Generator) -> Sound:
    """One to three bursts a fit: a blast of breath through the throat, with a voiced tail."""
    events = []
    for start in np.arange(rng.uniform(0.2, 0.8), seconds, rng.uniform(1.5, 3.0)):
        for number in range(rng.integers(1, 4)):
            events.append((float(start + 0.35 * number), _burst(rng, _throat(rng))))
    return _in_room(seconds, events, rng, (-40, -18))


def _burst(rng: np.random.Generator, peaks: Sequence[tuple[float, float]]) -> Sound:
    length = rng.uniform(0.2, 0.35)
    breath = coloured(length, 0.5, rng) * decay(length, rng.uniform(0.25, 0.5))
    voiced = _buzz(length, rng.uniform(110, 240), rng) * decay(length, 0.4) * np.linspace(0, 1, len(breath))
    return faded(resonant(breath + rng.uniform(0.2, 1.0) * voiced, peaks), 0.008)


def _throat(rng: np.random.Generator) -> list[tuple[float, float]]:
    length = rng.uniform(0.85, 1.2)
    return [(centre * length, width) for centre, width in _THROAT]


def _buzz(seconds: float, pitch: float, rng: np.random.Generator) -> Sound:
    """Vocal folds that swing unevenly."""
    gaps = pitch**-1 * rng.uniform(0.9, 1.1, round(seconds * pitch * 1.2) + 1)
    pulse = np.array([3.0, -1.5, -1.0, -0.5])
    return placed(seconds, [(float(at), pulse) for at in np.cumsum(gaps) if at < seconds])


def _sneeze(seconds: float, rng: np.random.Generator) -> Sound:
    """Breath drawn in, and a hiss that bursts out."""
    events = []
    for start in np.arange(rng.uniform(0.2, 1.0), seconds, rng.uniform(2.0, 3.5)):
        drawn = band(coloured(0.4, 0.5, rng), 500, 3000) * np.linspace(0, 0.2, round(0.4 * 16_000))
        out = resonant(coloured(0.4, 0.2, rng), [(1800, 700), (4500, 1500)]) * decay(0.4, 0.45)
        events += [(float(start), drawn), (float(start + 0.45), out)]
    return _in_room(seconds, events, rng, (-40, -18))


def _throat_cleared(seconds: float, rng: np.random.Generator) -> Sound:
    """A growl without words."""
    events = []
    for start in np.arange(rng.uniform(0.2, 0.8), seconds, rng.uniform(1.2, 2.5)):
        length = rng.uniform(0.3, 0.6)
        growl = _buzz(length, rng.uniform(70, 130), rng) + 0.5 * coloured(length, 0.5, rng)
        events.append((float(start), faded(resonant(growl, _throat(rng)), 0.06)))
    return _in_room(seconds, events, rng, (-40, -20))


def _door(seconds: float, rng: np.random.Generator) -> Sound:
    """A heavy slam in a hall, and the latch."""
    events = []
    for start in np.arange(rng.uniform(0.3, 1.0), seconds, rng.uniform(1.5, 3.0)):
        slam = band(coloured(0.5, 1.5, rng), 40, 900) * decay(0.5, 0.35)
        latch = band(coloured(0.05, 0, rng), 1500, 5000) * decay(0.05, 0.04) * 0.02
        events += [(float(start), slam), (float(start + 0.06), latch)]
    return _in_room(seconds, events, rng, (-35, -14))


def _footsteps(seconds: float, rng: np.random.Generator) -> Sound:
    """Heel and sole, two steps a second."""
    events = []
    for start in np.arange(0.1, seconds, rng.uniform(0.45, 0.65)):
        for late, low, high in ((0.0, 80, 500), (0.08, 300, 2500)):
            step = band(coloured(0.09, 1, rng), low, high) * decay(0.09, 0.07)
            events.append((float(start + late), step * rng.uniform(0.5, 1.0)))
    return _in_room(seconds, events, rng, (-50, -24))


def _in_room(
    seconds: float,
    events: Sequence[tuple[float, Sound]],
    rng: np.random.Generator,
    levels: tuple[float, float],
) -> Sound:
    """The sounds in a room with a little echo and a little hiss."""
    level = rng.uniform(*levels)
    sound = at_level(echoing(placed(seconds, events), rng.uniform(0.2, 0.7), 1.5, rng), level)
    return sound + at_level(coloured(seconds, 1, rng), level - 30)


KNOCKS: Mapping[str, Callable[[float, np.random.Generator], Sound]] = {
    "keyboard": _keyboard,
    "cough": _cough,
    "sneeze": _sneeze,
    "throat": _throat_cleared,
    "door": _door,
    "footsteps": _footsteps,
}
