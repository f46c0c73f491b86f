"""A second look where numbers seem to differ: does the sound bear out what is written as well?

The recogniser writes 공사미 for 032 and 6211이에요 for 6,200원이에요. Asked how probable the written number
is, it often finds it as likely as its own reading. That alone does not tell, where its reading is no number
at all: so the written number must also be likelier than every number that differs from it in one digit
(docs/scripts.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voicebot.audio import Audio
from voicebot.civic.scripts.listening import Ear, Heard, pieces_of
from voicebot.civic.scripts.script import CheckedScript, Difference
from voicebot.speak.reading import read_korean

__all__ = ["second_look"]

_AS_LIKELY = -1.5
"""Natural logarithm of how much less likely the written number may be than what was heard. Of 60 mistaken
digits in short sentences the likeliest lay at -2.1; nine of 22 true numbers that were misheard lay above."""
_AT_ONCE = 8
"""Texts weighed in one go, in about half a second: callers may be waiting."""
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[,.\- ](?=\d)")
_THOUSANDS = re.compile(r"(?<!\d)(\d{0,4}?)(\d),?000(?=원)")
_MARKS = re.compile(r"[,.?!]")


@dataclass(frozen=True, slots=True)
class _Place:
    """A difference and the words heard there, from `start` to `end`."""

    difference: Difference
    start: int
    end: int


async def second_look(checked: CheckedScript, heard: Heard, audio: Audio, ear: Ear) -> CheckedScript:
    """Take back the alarm over numbers that the sound bears out.

    Args:
        checked: the text laid beside what was heard.
        heard: in the recording.
        audio: the recording, as it was heard.
        ear: hears it again.

    Raises:
        EngineError: the recogniser failed.
    """
    places, language = list(_places(checked.differences)), checked.script.language
    cleared: set[int] = set()
    for piece, first, last in _pieces(audio, heard):
        mine = [at for at, place in enumerate(places) if first <= _anchor(place) < last]
        for at in (at for at in mine if places[at].difference.blocks):
            doubt = _Doubt(piece, [places[one].difference for one in mine], mine.index(at), language)
            if await doubt.lifted(ear):
                cleared.add(at)
    kept = (
        replace(place.difference, blocks=False) if at in cleared else place.difference
        for at, place in enumerate(places)
    )
    return replace(checked, differences=tuple(kept))


def _places(found: Sequence[Difference]) -> Iterator[_Place]:
    at = 0
    for difference in found:
        size = len(difference.heard.split())
        yield _Place(difference, at, at + size)
        at += size


def _anchor(place: _Place) -> int:
    """The word by which a place belongs to a piece; what is missing belongs to the word before it."""
    return place.start if place.end > place.start else max(0, place.start - 1)


def _pieces(audio: Audio, heard: Heard) -> Iterator[tuple[Audio, int, int]]:
    """The pieces that were heard, with the first of their words and that of the next."""
    begun, first = 0.0, 0
    for piece in pieces_of(audio):
        begun += piece.duration
        last = sum(word.start < begun for word in heard.words)
        yield piece, first, last
        first = last


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One difference in a piece of sound.

    Attributes:
        piece: the sound.
        spoken: all that is said in it.
        at: which of that is doubtful.
        language: ISO 639-1 code.
    """

    piece: Audio
    spoken: Sequence[Difference]
    at: int
    language: str

    async def lifted(self, ear: Ear) -> bool:
        """Whether the sound bears out what is written, and no number beside it."""
        text = self.spoken[self.at].text
        ways = [self._with(written) for written in _ways(text, self.language)]
        weights = await ear.weigh(self.piece, [self._with(self.spoken[self.at].heard), *ways], self.language)
        if weights is None or max(weights[1:]) - weights[0] < _AS_LIKELY:
            return False
        best = max(range(len(ways)), key=lambda way: weights[1 + way])
        return await self._likeliest(text, best, weights[1 + best], ear)

    async def _likeliest(self, text: str, way: int, weight: float, ear: Ear) -> bool:
        """Whether no number that differs in one digit is as likely, written in the same way."""
        others = [self._with(_ways(other, self.language)[way]) for other in _one_digit_off(text)]
        for start in range(0, len(others), _AT_ONCE):
            found = await ear.weigh(self.piece, others[start : start + _AT_ONCE], self.language)
            if found is None or max(found) >= weight:
                return False
        return True

    def _with(self, written: str) -> str:
        """All that is said in the piece as it was heard, but for what is doubtful."""
        said = [written if number == self.at else one.heard for number, one in enumerate(self.spoken)]
        return " ".join(part for part in said if part)


def _one_digit_off(text: str) -> Iterator[str]:
    for at, letter in enumerate(text):
        if letter.isdigit():
            yield from (text[:at] + other + text[at + 1 :] for other in "0123456789" if other != letter)


def _ways(text: str, language: str) -> tuple[str, ...]:
    """How a recogniser may write the same words: 52,000원, 52000원, 5만 2천원, 오만 이천 원, 오만이천원."""
    spaced, solid = _BETWEEN_FIGURES.sub(" ", text), _BETWEEN_FIGURES.sub("", text)
    read = _MARKS.sub("", read_korean(text)) if language == "ko" else text
    return text, solid, spaced, read, read.replace(" ", ""), _THOUSANDS.sub(_myriads, text)


def _myriads(found: re.Match[str]) -> str:
    myriads, thousands = found.groups()
    return (f"{myriads}만 " if myriads else "") + (f"{thousands}천" if thousands != "0" else "")
