"""What an engine's front end hands to its model: words as phonemes, and the letters they came from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word.

    Attributes:
        letters: the word as it is read aloud (numbers already in words).
        phonemes: the same in the model's alphabet, sentence marks included.
        pitch: what the voice's own pitch is multiplied by, one a symbol; empty leaves it alone.
        sounds: which sound of the language each symbol is a part of (`voicebot.speak.phonemes.Phone`); empty
            when the symbol says it all.
    """

    letters: str
    phonemes: str
    pitch: tuple[float, ...] = ()
    sounds: tuple[str, ...] = ()
