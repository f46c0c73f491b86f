"""What Kokoro was taught of Korean: symbols of its own for the sounds of Korean, and a little of its manner.

Kokoro spells Korean with the symbols of other languages. For each sound of Korean, where it stands in a word,
one more symbol was learned that begins as the nearest of those and moves to where a listener understands it
best; the model itself is as it was. ``docs/decisions/0008-teaching-the-voice.md`` says how, and how well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Taught", "taught", "taught_version"]

_DATA = files("voicebot.speak") / "data" / "korean_sounds.npz"


@dataclass(frozen=True, slots=True)
class Taught:
    """The learned symbols.

    Attributes:
        sounds: their names (`voicebot.speak.phonemes.Phone.sound`), in order.
        prosody: a row each of the table that timing and pitch are read from, shape (n, 128).
        timbre: a row each of the table that the sound is made from, shape (n, 512).
        style: what is added to a voice when it speaks Korean, shape (256).
    """

    sounds: tuple[str, ...]
    prosody: NDArray[np.float32]
    timbre: NDArray[np.float32]
    style: NDArray[np.float32]


@cache
def taught() -> Taught:
    """The symbols that come with the desk."""
    with as_file(_DATA) as path, np.load(path) as kept:
        prosody, timbre, style = (kept[name].astype(np.float32) for name in ("prosody", "timbre", "style"))
        return Taught(tuple(str(name) for name in kept["sounds"]), prosody, timbre, style)


@cache
def taught_version() -> str:
    """Eight digits that change when other symbols are learned."""
    with as_file(_DATA) as path:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]
