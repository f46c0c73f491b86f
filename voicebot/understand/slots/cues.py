"""What the ear for places goes by: of each item its words, its neighbours, and what the rules say of it."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.slots.columns import EDGE, Columns, columns
from voicebot.understand.slots.scenery import AGENCIES, GENERIC, HOLDERS, places_nothing
from voicebot.understand.slots.spot import Place
from voicebot.understand.slots.survey import Survey

__all__ = ["SIZE", "Cues", "cues_of", "number"]

SIZE = 1 << 16
"""Numbers that cues are folded into."""
Cues = NDArray[np.int64]
"""The cues of one item, each a number below `SIZE`, shape (n,)."""

_HEADS = frozenset({"데", "곳", "자리", "쪽", "길", "방향", "근처", "앞", "뒤", "옆", "건너편", "맞은편", "안", "밑", "위", "사이", "입구", "골목", "구석"})  # fmt: skip
_AHEAD = 8
"""Items within which a clause comes to the noun that it describes."""


def cues_of(seen: Survey, rules: Place | None) -> list[Cues]:
    """The cues of each item, in order."""
    row = columns(seen, rules)
    inner = range(EDGE, len(seen.row) + EDGE)
    return [np.array(sorted({number(cue) for cue in _cues(row, at)}), np.int64) for at in inner]


def number(cue: str) -> int:
    """What a cue is folded into."""
    return zlib.crc32(cue.encode()) % SIZE


def _cues(row: Columns, at: int) -> Iterator[str]:
    for kind in (_near, _pairs, _triples, _by_rules, _beyond, _endings, _known):
        yield from kind(row, at)


def _near(row: Columns, at: int) -> Iterator[str]:
    for step in range(-3, 4):
        yield f"t{step}{row.tag[at + step]}"
        yield f"l{step}{row.letter[at + step]}"
    for step in range(-2, 3):
        yield f"f{step}{row.form[at + step]}{row.space[at + step] if step in (0, 1) else ''}"


def _pairs(row: Columns, at: int) -> Iterator[str]:
    for step in (-1, 0):
        one, other = at + step, at + step + 1
        yield f"ff{step}{row.form[one]}|{row.form[other]}"
        yield f"tt{step}{row.tag[one]}|{row.tag[other]}"
        yield f"ft{step}{row.form[one]}|{row.tag[other]}"
        yield f"tf{step}{row.tag[one]}|{row.form[other]}"
    yield f"s{row.space[at]}|{row.space[at + 1]}|{row.tag[at]}"


def _triples(row: Columns, at: int) -> Iterator[str]:
    for name, column in (("t", row.tag), ("l", row.letter)):
        for step in (-2, -1, 0):
            one, other, third = column[at + step : at + step + 3]
            yield f"{name}3{step}{one}|{other}|{third}"
    yield f"ls{row.letter[at]}{row.space[at + 1]}|{row.letter[at + 1]}|{row.letter[at + 2]}"


def _by_rules(row: Columns, at: int) -> Iterator[str]:
    ruled = row.ruled[at]
    yield f"r{row.ruled[at - 1]}{ruled}{row.ruled[at + 1]}"
    yield f"rp{ruled}{row.rules}"
    yield f"rl{ruled}{row.letter[at]}{row.letter[at + 1]}"
    yield f"rf{ruled}{row.form[at]}"
    yield f"ra{ruled}{row.after[at]}"
    yield f"rv{ruled}{row.verb[at]}"
    yield f"re{ruled}{row.form[at][-1]}"


def _beyond(row: Columns, at: int) -> Iterator[str]:
    letter = row.letter[at]
    yield f"v{letter}{row.verb[at]}"
    yield f"a{letter}{row.after[at]}"
    yield f"b{letter}{row.before[at]}"
    yield f"n{letter}{row.noun[at]}"
    yield f"av{row.after[at]}{row.verb[at]}"
    for step in range(1, _AHEAD):
        if at + step >= len(row.form) - EDGE or row.tag[at + step] in ("EF", "EC"):
            break
        if row.form[at + step] in _HEADS and row.tag[at + step - 1] == "ETM":
            yield from (f"h{row.tag[at]}", f"hl{letter}{min(step, 4)}")
            break


def _endings(row: Columns, at: int) -> Iterator[str]:
    """What a noun ends in, and whether the utterance begins or ends there."""
    form, count = row.form[at], len(row.form) - 2 * EDGE
    if row.tag[at][0] in "NXS":
        yield from (f"e1{form[-1]}", f"e2{form[-2:]}", f"en{form[-1]}{row.form[at + 1]}")
    place = at - EDGE
    yield "last" if place == count - 1 else "first" if place == 0 else f"part{4 * place // count}"
    yield f"length{min(count // 6, 6)}"


def _known(row: Columns, at: int) -> Iterator[str]:
    """What the rules know of a noun by itself."""
    form, following = row.form[at], row.form[at + 1]
    told: tuple[tuple[bool, Callable[[], tuple[str, ...]]], ...] = (
        (form in HOLDERS, lambda: (f"holder{row.tag[at + 1]}",)),
        (form in GENERIC, lambda: (f"generic{following}",)),
        (bool(AGENCIES.fullmatch(form)), lambda: (f"agency{following}", f"agency|{row.verb[at]}")),
        (
            form in _HEADS,
            lambda: (f"head{row.tag[at - 1]}{following}", f"head2{row.tag[at - 2]}{row.tag[at - 1]}"),
        ),
        (places_nothing(following), lambda: (f"nothing{row.letter[at]}",)),
    )
    for is_so, names in told:
        if is_so:
            yield from names()
