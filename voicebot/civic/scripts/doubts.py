"""A second look where numbers seem to differ: does the sound bear out what is written as well?

The recogniser writes 공사미 for 032, 6211이에요 for 6,200원이에요 and 11.5 후 for 9시부터 오후. Asked how
probable the written number is, it finds it likelier than every number beside it, though not always likelier
than what it wrote itself. So the alarm is taken back where no number that differs in one digit is as likely,
and its own reading, which may differ in two, is not far likelier (docs/scripts.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from voicebot.audio import Audio
from voicebot.civic.scripts.beside import numbers_beside
from voicebot.civic.scripts.listening import Ear, Heard, pieces_of
from voicebot.civic.scripts.script import CheckedScript, Difference
from voicebot.speak.reading import read_korean

__all__ = ["second_look"]

_FAR_LESS_LIKELY = -5.0
"""Natural logarithm of how much less likely the written number may be than what was heard. True numbers lay
above, numbers with one digit changed mostly below, and behind the true one besides."""
_AS_LIKELY = -1.5
"""The same where there is no number to set beside it: a word that was heard as one."""
_AT_ONCE = 8
"""Texts weighed in one go, in about half a second: callers may be waiting."""
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[,.\- ](?=\d)")
_THOUSANDS = re.compile(r"(?<!\d)(\d{0,4}?)(\d),?000(?=원)")
_MARKS = re.compile(r"[,.?!]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Differences side by side, as one, and the words heard there, from `start` to `end`.

    Attributes:
        at: their numbers among all.
        text: as written.
        heard: as the recogniser writes it.
        blocks: whether one of them is an alarm.
    """

    at: tuple[int, ...]
    text: str
    heard: str
    blocks: bool
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
        mine = [place for place in places if first <= _anchor(place) < last]
        for at, place in enumerate(mine):
            if place.blocks and await _Doubt(piece, mine, at, language).lifted(ear):
                cleared.update(place.at)
    kept = (
        replace(difference, blocks=False) if at in cleared else difference
        for at, difference in enumerate(checked.differences)
    )
    return replace(checked, differences=tuple(kept))


def _places(found: Sequence[Difference]) -> Iterator[_Place]:
    """What is kept stands alone; what differs belongs together, for what is heard wrongly is cut wrongly."""
    start = 0
    for differs, run in groupby(enumerate(found), lambda one: one[1].kind != "kept"):
        for some in [list(run)] if differs else [[one] for one in run]:
            text, heard = (" ".join(filter(None, words)) for words in zip(*map(_both, some), strict=True))
            blocks, end = any(one.blocks for _, one in some), start + len(heard.split())
            yield _Place(tuple(at for at, _ in some), text, heard, blocks, start, end)
            start = end


def _both(numbered: tuple[int, Difference]) -> tuple[str, str]:
    return numbered[1].text, numbered[1].heard


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
    """One place in a piece of sound.

    Attributes:
        piece: the sound.
        spoken: all that is said in it.
        at: which of that is doubtful.
        language: ISO 639-1 code.
    """

    piece: Audio
    spoken: Sequence[_Place]
    at: int
    language: str

    async def lifted(self, ear: Ear) -> bool:
        """Whether the sound bears out what is written, and no number beside it."""
        place = self.spoken[self.at]
        then = self.spoken[self.at + 1].text if self.at + 1 < len(self.spoken) else ""
        beside = list(numbers_beside(place.text, self.language, then))
        ways = [self._with(written) for written in _ways(place.text, self.language)]
        weights = await ear.weigh(self.piece, [self._with(place.heard), *ways], self.language)
        least = _FAR_LESS_LIKELY if beside else _AS_LIKELY
        if weights is None or max(weights[1:]) - weights[0] < least:
            return False
        best = max(range(len(ways)), key=lambda way: weights[1 + way])
        return await self._likeliest(beside, best, weights[1 + best], ear)

    async def _likeliest(self, beside: Sequence[str], way: int, weight: float, ear: Ear) -> bool:
        """Whether none of these is as likely, written in the same way."""
        others = [self._with(_ways(other, self.language)[way]) for other in beside]
        for start in range(0, len(others), _AT_ONCE):
            found = await ear.weigh(self.piece, others[start : start + _AT_ONCE], self.language)
            if found is None or max(found) >= weight:
                return False
        return True

    def _with(self, written: str) -> str:
        """All that is said in the piece as it was heard, but for what is doubtful."""
        said = [written if number == self.at else one.heard for number, one in enumerate(self.spoken)]
        return " ".join(part for part in said if part)


def _ways(text: str, language: str) -> tuple[str, ...]:
    """How a recogniser may write the same words: 52,000원, 52000원, 5만 2천원, 오만 이천 원, 오만이천원."""
    spaced, solid = _BETWEEN_FIGURES.sub(" ", text), _BETWEEN_FIGURES.sub("", text)
    read = _MARKS.sub("", read_korean(text)) if language == "ko" else text
    return text, solid, spaced, read, read.replace(" ", ""), _THOUSANDS.sub(_myriads, text)


def _myriads(found: re.Match[str]) -> str:
    myriads, thousands = found.groups()
    return (f"{myriads}만 " if myriads else "") + (f"{thousands}천" if thousands != "0" else "")
