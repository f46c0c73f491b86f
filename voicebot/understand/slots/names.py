"""Names of the district and its neighbours in a text, also where a recogniser wrote them a little wrong."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from voicebot.text.jamo import to_sound
from voicebot.understand.likeness import sound_distance
from voicebot.understand.slots.elsewhere import ELSEWHERE
from voicebot.understand.slots.span import Span

__all__ = ["Gazetteer", "Name", "names"]

Kind = Literal["dong", "landmark", "own", "outside", "here", "house"]

_LETTERS = 3
"""Letters by which a name may differ before its sound is compared at all."""
_NEAR = 0.2
"""Syllables of sound a syllable of the name may be away; a name of four may be 0.8 away."""
_LONGEST = 12
"""Syllables of a word that are looked at."""
_SHORTEST = 3
"""Syllables of the shortest name that is recognised by likeness: 청라 is too near to too much."""
_NUMBERED = re.compile(r"^(.+?)(\d)(동)$")
_SAID = {"1": "일", "2": "이", "3": "삼", "4": "사"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names a district knows, as plain values.

    Attributes:
        dongs: 가좌1동, 석남동, 청라; administrative or not.
        landmarks: 가좌시장, 검암역.
        own: names of the district itself, which place nothing: 서구, 인천 서구.
        neighbours: names of districts beside it that are not its own.
    """

    dongs: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was found: what it is called in the district's file, and what it is."""

    span: Span
    name: str
    kind: Kind


def names(text: str, district: Gazetteer) -> list[Name]:
    """Every name in order, longest first where two overlap."""
    found = sorted(
        (*_known(text, district), *_elsewhere(text), *_near(text, district)),
        key=lambda name: (name.span.start, -name.span.end),
    )
    kept: list[Name] = []
    for name in found:
        if not kept or (name.span.start >= kept[-1].span.end and not _is_another(text, kept[-1], name)):
            kept.append(name)
    return kept


def _is_another(text: str, before: Name, name: Name) -> bool:
    """A name that only sounds like ours, after the name of another district: it is one of theirs."""
    alike = name.span.of(text).replace(" ", "") != name.name.replace(" ", "")
    return alike and before.kind == "outside" and text[before.span.end : name.span.start].isspace()


@lru_cache(maxsize=8)
def _spellings(district: Gazetteer) -> tuple[dict[str, tuple[str, Kind]], re.Pattern[str]]:
    """Every way a name is written, without spaces, and a pattern that finds them with or without."""
    spellings: dict[str, tuple[str, Kind]] = {}
    groups: tuple[tuple[tuple[str, ...], Kind], ...] = (
        (district.dongs, "dong"), (district.landmarks, "landmark"), (district.own, "own"), (district.neighbours, "outside"),
    )  # fmt: skip
    for group, kind in groups:
        for name in group:
            for written in (
                name,
                _NUMBERED.sub(lambda found: found[1] + _SAID.get(found[2], found[2]) + found[3], name),
            ):
                spellings.setdefault(written.replace(" ", ""), (name, kind))
    longest = sorted(spellings, key=len, reverse=True)
    pattern = "|".join(r"\s?".join(map(re.escape, name)) for name in longest) or r"(?!)"
    return spellings, re.compile(rf"(?<![가-힣])(?:{pattern})")


_GOES_ON = re.compile(
    r"(?:에|에서|로|으로|은|는|이|가|을|를|의|도|만|쪽|요|이요|인데|이고|예요|이에요|입니다|역|구청|[^가-힣]|$)"
)


def _known(text: str, district: Gazetteer) -> Iterator[Name]:
    spellings, pattern = _spellings(district)
    for found in pattern.finditer(text):
        name, kind = spellings[re.sub(r"\s", "", found.group())]
        if len(name) >= _SHORTEST or _GOES_ON.match(text, found.end()):
            yield Name(Span(*found.span()), name, kind)


def _elsewhere(text: str) -> Iterator[Name]:
    for found in ELSEWHERE.finditer(text):
        yield Name(Span(*found.span()), found.group(), "outside")


class _Sound(NamedTuple):
    """A name as it is written without spaces, as it sounds, and what it is."""

    written: str
    sound: str
    name: str
    kind: Kind


def _near(text: str, district: Gazetteer) -> Iterator[Name]:
    """Names by likeness, at the beginning of a word and with the last syllable of the name (동, 역, 시장)."""
    table = _sounds(district)
    for word in re.finditer(r"[가-힣][가-힣\d]*", text):
        said = word.group()[:_LONGEST]
        found = (near for end in range(_SHORTEST, len(said) + 1) for near in _likest(said[:end], table))
        _, end, name, kind = min(found, default=(0.0, 0, "", "dong"))
        if end:
            yield Name(Span(word.start(), word.start() + end), name, kind)


@lru_cache(maxsize=8)
def _sounds(district: Gazetteer) -> dict[tuple[int, str], list[_Sound]]:
    """Names by their length in syllables and their last one."""
    table: dict[tuple[int, str], list[_Sound]] = {}
    for written, (name, kind) in _spellings(district)[0].items():
        if kind in ("dong", "landmark") and len(written) >= _SHORTEST:
            sounds = table.setdefault((len(written), written[-1]), [])
            sounds.append(_Sound(written, to_sound(written), name, kind))
    return table


def _likest(said: str, table: dict[tuple[int, str], list[_Sound]]) -> Iterator[tuple[float, int, str, Kind]]:
    sounds = table.get((len(said), said[-1]), ())
    heard = to_sound(said) if sounds else ""
    for one in sounds:
        if Levenshtein.distance(heard, one.sound, score_cutoff=_LETTERS) > _LETTERS:
            continue
        away = sound_distance(said, one.written)
        if away <= _NEAR * len(said):
            yield away, len(said), one.name, one.kind
