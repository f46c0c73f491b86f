"""English text to words in Kokoro's alphabet, by way of espeak-ng's IPA."""

from __future__ import annotations

import re

from voicebot.speak.espeak import phonemise
from voicebot.speak.words import Word

__all__ = ["english_words", "from_ipa"]

_MARKS = ".,?!;:…—"
_CLAUSE_END = re.compile(rf"([{_MARKS}]+)(?:\s+|$)")  # not the marks inside 2,500 or 3.5
# Kokoro writes American diphthongs and affricates as one symbol each and leaves length unmarked.
_SYMBOLS = (
    ("aɪ", "I"), ("aʊ", "W"), ("eɪ", "A"), ("oʊ", "O"), ("əʊ", "O"), ("ɔɪ", "Y"),
    ("dʒ", "ʤ"), ("tʃ", "ʧ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"), ("əl", "ᵊl"), ("r", "ɹ"),
    ("x", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("o", "ɔ"), ("ɾ", "T"), ("g", "ɡ"), ("ː", ""), ("̩", ""), ("̃", ""),
)  # fmt: skip


def english_words(text: str) -> list[Word]:
    """Read English text aloud, word by word.

    espeak-ng joins small words (``of the``) into one; then the letters of a whole clause go to its first word
    and the others are empty, which keeps captions in order.

    Args:
        text: as it stands on the page; digits are read by espeak-ng.
    """
    words: list[Word] = []
    parts = [*_CLAUSE_END.split(text), ""]
    for clause, marks in zip(parts[::2], parts[1::2], strict=False):
        words += _clause(clause.strip(), marks)
    return words


def from_ipa(ipa: str) -> str:
    """espeak-ng's IPA in Kokoro's symbols."""
    for old, new in _SYMBOLS:
        ipa = ipa.replace(old, new)
    return ipa.replace("ɜɹɹ", "ɜɹ").replace("əɹɹ", "əɹ")


def _clause(clause: str, marks: str) -> list[Word]:
    sounds = from_ipa(phonemise(clause)).split() if clause else []
    if not sounds:
        return []
    sounds[-1] += marks
    letters = clause.split()
    if len(letters) != len(sounds):
        letters = [clause, *[""] * (len(sounds) - 1)]
    return [Word(*pair) for pair in zip(letters, sounds, strict=True)]
