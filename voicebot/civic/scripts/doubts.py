"""A second look where numbers seem to differ: does the sound bear out what is written as well?

The recogniser writes 공사미 for 032 and 6211이에요 for 6,200원이에요. Asked how probable the written number
is, it often finds it as likely as its own reading; a digit that really was another, it does not
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
"""Natural logarithm of how much less likely the written numbers may be than what was heard. Of 60 mistaken
digits the likeliest lay at -2.1; nine of 22 true numbers that had been misheard lay above."""
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
    places = list(_places(checked.differences))
    cleared: set[int] = set()
    for piece, first, last in _pieces(audio, heard):
        mine = [at for at, place in enumerate(places) if first <= _anchor(place) < last]
        blocked = [at for at in mine if places[at].difference.blocks]
        if blocked and await _borne_out(piece, [places[at] for at in mine], checked.script.language, ear):
            cleared |= set(blocked)
    kept = (
        replace(p.difference, blocks=False) if at in cleared else p.difference for at, p in enumerate(places)
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


async def _borne_out(piece: Audio, places: Sequence[_Place], language: str, ear: Ear) -> bool:
    as_heard = " ".join(place.difference.heard for place in places if place.difference.heard)
    ways = list(dict.fromkeys(_as_written(places, way, language) for way in range(_WAYS)))
    weights = await ear.weigh(piece, [as_heard, *ways], language)
    return weights is not None and max(weights[1:]) - weights[0] >= _AS_LIKELY


def _as_written(places: Sequence[_Place], way: int, language: str) -> str:
    """The piece as it was heard, the doubtful words as they are written, numbers in one of many ways."""
    parts = (
        _ways(place.difference.text, language)[way] if place.difference.blocks else place.difference.heard
        for place in places
    )
    return " ".join(part for part in parts if part)


_WAYS = 6


def _ways(text: str, language: str) -> tuple[str, ...]:
    """How a recogniser may write the same words: 52,000원, 52000원, 5만 2천원, 오만 이천 원, 오만이천원."""
    spaced, solid = _BETWEEN_FIGURES.sub(" ", text), _BETWEEN_FIGURES.sub("", text)
    read = _MARKS.sub("", read_korean(text)) if language == "ko" else text
    return text, solid, spaced, read, read.replace(" ", ""), _THOUSANDS.sub(_myriads, text)


def _myriads(found: re.Match[str]) -> str:
    myriads, thousands = found.groups()
    return (f"{myriads}만 " if myriads else "") + (f"{thousands}천" if thousands != "0" else "")
