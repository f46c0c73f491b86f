"""A text as it is heard: its letters, each with the written word it belongs to, and which are of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from voicebot.civic.scripts.english import english_words
from voicebot.speak.reading import read_korean

__all__ = ["Spoken", "counted", "spoken", "written_words"]

_NATIVE = "한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_COUNTERS = (
    "원|시|분|초|명|개|장|살|세|년|월|일|층|호|번|회|건|권|대|통|부|평|미터|킬로|퍼센트|개월|시간|주|가지|곳"
    "|군데|정거장|정류장"
)
_AFTER = (
    "에|까지|부터|이|의|은|는|을|를|가|도|만|로|으로|씩|쯤|정도|이상|이하|이내|미만|안|간|마다|당|짜리|째|과|와|하고|이고|이나"
    "|이며|입니다|이에요|예요|전|후|뒤|동안|반|넘"
)
_COUNTED = re.compile(
    rf"(?<![가-힣])(?:(?:[영공일이삼사오육칠팔구십백천만억조]\s?)+|(?:{_NATIVE})+)\s?(?:{_COUNTERS})"
    rf"(?=(?:{_AFTER})?(?![가-힣])|(?:{_AFTER}){{2}})"
)
_HEARD_ALIKE = str.maketrans({"영": "공", "륙": "육"})
_WRITTEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and how it is heard.

    Attributes:
        words: as they are written, with their marks.
        letters: as they are read, without spaces and marks; zero and six in one form.
        owners: for each letter the number of its word; never falling.
        figures: for each letter whether it is part of a number.
    """

    words: tuple[str, ...]
    letters: str
    owners: tuple[int, ...]
    figures: tuple[bool, ...]


def spoken(words: Sequence[str], language: str) -> Spoken:
    """How words are heard; numbers are read by the rules that the desk itself reads them by."""
    if language != "ko":
        return _english(words)
    reading = read_korean(" ".join(words))
    kept = [(at, letter) for at, letter in enumerate(reading) if "가" <= letter <= "힣"]
    letters = "".join(letter for _, letter in kept)
    written = [(letter, number) for number, word in enumerate(words) for letter in word if letter.isalnum()]
    owners, figures = _owned(written, letters)
    words_of = {at for span in counted(reading) for at in range(*span)}
    figures = [figure or at in words_of for figure, (at, _) in zip(figures, kept, strict=True)]
    return Spoken(tuple(words), letters.translate(_HEARD_ALIKE), tuple(owners), tuple(figures))


def counted(text: str) -> list[tuple[int, int]]:
    """Where a number stands in words with what it counts: (begin, end)."""
    return [found.span() for found in _COUNTED.finditer(text)]


def _owned(written: Sequence[tuple[str, int]], letters: str) -> tuple[list[int], list[bool]]:
    """For each letter as read, the word that it was read from, and whether figures stand there."""
    owners, figures = [0] * len(letters), [False] * len(letters)
    plain = "".join(letter for letter, _ in written)
    for step in Levenshtein.opcodes(plain, letters):
        for offset, at in enumerate(range(step.dest_start, step.dest_end)):
            source = _source(plain, step.tag, step.src_start, offset)
            if written:
                owners[at] = written[source][1]
                figures[at] = plain[source].isdigit()
    for at in range(1, len(owners)):
        owners[at] = max(owners[at], owners[at - 1])
    return owners, figures


def _source(plain: str, tag: str, start: int, offset: int) -> int:
    """Which written letter a read one comes from: what is put in belongs to the figures beside it."""
    if tag != "insert":
        return min(start + offset, len(plain) - 1)
    before, after = max(0, start - 1), min(start, len(plain) - 1)
    return after if not plain[before].isdigit() and plain[after].isdigit() else before


def _english(words: Sequence[str]) -> Spoken:
    read = english_words(words)
    return Spoken(
        tuple(words),
        "".join(read),
        tuple(number for number, word in enumerate(read) for _ in word),
        tuple(letter.isdigit() for word in read for letter in word),
    )


def written_words(text: str) -> list[tuple[str, int]]:
    """The words of a text and where each begins."""
    return [(found.group(), found.start()) for found in _WRITTEN.finditer(text)]
