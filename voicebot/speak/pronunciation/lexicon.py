"""Words whose sound neither spelling nor grammar tells, respelt before the rules are applied."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from voicebot.speak.pronunciation.grammar import Place
from voicebot.speak.pronunciation.syllables import Syllable, decompose
from voicebot.text.hangul import is_syllable

__all__ = ["load_lexicon", "respell"]


@lru_cache(maxsize=1)
def load_lexicon() -> dict[str, str]:
    """Words and their respellings, of equal length; ``data/lexicon.tsv`` says why each is there."""
    table = files("voicebot.speak.pronunciation").joinpath("data/lexicon.tsv").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in load_lexicon()}, reverse=True))


def respell(text: str, places: list[Place], syllables: dict[int, Syllable]) -> set[int]:
    """Respell the words of the lexicon, in place; a word counts only where morphemes begin and end.

    Returns:
        The indices whose syllables the lexicon has settled, so that no compound rule touches them again.
    """
    settled: set[int] = set()
    at = 0
    while at < len(text):
        word = _word_at(text, places, at)
        for offset, character in enumerate(load_lexicon().get(word, "")):
            syllables[at + offset] = decompose(character)
            settled.add(at + offset)
        at += max(1, len(word))
    return settled


def _word_at(text: str, places: list[Place], at: int) -> str:
    if not is_syllable(text[at]) or places[at].first.start != at:
        return ""
    for length in _lengths():
        word = text[at : at + length]
        if len(word) == length and word in load_lexicon() and places[at + length - 1].last.end == at + length:
            return word
    return ""
