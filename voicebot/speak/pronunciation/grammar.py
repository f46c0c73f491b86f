"""Where the grammar stands in a sentence: what every syllable is part of, and the seams between syllables.

Kiwi (Sejong tag set) tags the sentence once. A contracted syllable belongs to several morphemes (했 is 하 and
었), so each character keeps the first and the last morpheme that covers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voicebot.speak.pronunciation.phonology import Seam
from voicebot.text.hangul import is_syllable
from voicebot.text.morphemes import kiwi  # 400 MB: one instance a process, and only it gives positions

__all__ = ["NUMERAL_SYLLABLES", "Morpheme", "Place", "analyse", "seam_between"]

NUMERAL_SYLLABLES = frozenset("영공일이삼사오육칠팔구십백천만억조")
"""The syllables of Sino-Korean numbers, which join as the inside of one word however they are tagged."""
_CLITICS = ("J", "E", "XS", "VCP")
_CLOSE_LEFT = ("NR", "SN", "XPN")
_CLOSE_RIGHT = ("NNB", "VX", "VCP", "J", "E", "XS")
_LEANING_ADVERBS = frozenset({"못", "안", "잘", "더", "꼭"})


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme where it stands: surface form, Sejong tag, first character and the one after the last."""

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """What a character is part of: the first and the last morpheme that cover it."""

    first: Morpheme
    last: Morpheme


def analyse(text: str) -> list[Place]:
    """Tag a text and say, for each of its characters, which morphemes cover it."""
    tokens = (Morpheme(t.form, t.tag, t.start, t.start + t.len) for t in kiwi().tokenize(text) if t.len)
    return _cover(text, tokens)


def _cover(text: str, morphemes: Iterable[Morpheme]) -> list[Place]:
    places: list[Place | None] = [None] * len(text)
    for morpheme in morphemes:
        for at in range(morpheme.start, min(morpheme.end, len(text))):
            before = places[at]
            places[at] = Place(before.first if before else morpheme, morpheme)
    bare = (Morpheme(character, "UN", at, at + 1) for at, character in enumerate(text))
    return [place or Place(alone, alone) for place, alone in zip(places, bare, strict=True)]


def seam_between(text: str, places: list[Place], left: int, right: int) -> Seam:
    """What lies between two syllables that follow each other in a text.

    Args:
        text: the sentence.
        places: `analyse` of it.
        left: index of the first syllable.
        right: index of the next syllable; anything between the two is spaces and marks.
    """
    between = text[left + 1 : right]
    if not between:
        return _seam_inside_word(text, left, right, places[left].last, places[right].first)
    if between.strip() and not all(is_syllable(c) or c.isspace() for c in between):
        return Seam.BREAK
    return Seam.CLOSE if _leans(text, left, places[left].last, places[right].first) else Seam.LOOSE


def _seam_inside_word(text: str, left: int, right: int, before: Morpheme, after: Morpheme) -> Seam:
    if before is after and text[right] in "없있":
        return Seam.COMPOUND  # 끝없이 끄덥씨
    if before.tag.startswith("V") and (after is before or after.tag.startswith("E")):
        return Seam.VERB
    if before is after:
        return Seam.INSIDE
    if {text[left], text[right]} <= NUMERAL_SYLLABLES:
        return Seam.INSIDE
    return Seam.BOUND if after.tag.startswith(_CLITICS) else Seam.COMPOUND


def _leans(text: str, left: int, before: Morpheme, after: Morpheme) -> bool:
    """Whether two words are one breath: a modifier and its noun, a number and its counter, 못 and a verb."""
    if before.tag.startswith(_CLOSE_LEFT) or after.tag.startswith(_CLOSE_RIGHT):
        return True
    if before.tag in ("MM", "ETM"):
        return after.tag == "NNG" and len(after.form) == 1  # 할 일; a longer noun stands on its own
    return before.tag == "MAG" and before.form in _LEANING_ADVERBS and after.tag.startswith("V")
