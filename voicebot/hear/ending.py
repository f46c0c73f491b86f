"""Does what was said so far sound finished?

Korean marks the end of a sentence with a final ending (EF in the Sejong tag set: 나요, 습니다, 해요,
줘). What ends in a particle, a connective or a modifier goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

__all__ = ["Ending", "english_ending", "korean_ending"]


class Ending(StrEnum):
    """How the tail of an utterance sounds."""

    FINISHED = "finished"
    UNCLEAR = "unclear"
    UNFINISHED = "unfinished"


_ANSWERS = frozenset({"네", "넵", "예", "응", "아니", "아니요", "아뇨", "아니오", "그래", "그래요"})
_OPEN_FINALS = ("데", "고", "서", "면", "니까", "지만", "데요", "거든요", "고요", "구요", "서요")
"""Endings that lead up to the request as often as they close it, also where a full stop makes them final."""

_GOES_ON = ("EC", "EP", "ETM", "MAJ", "MM", "JKS", "JKC", "JKG", "JKO", "JKB", "JKQ", "JC", "JX", "IC", "XPN")
_TRAILING = ("..", "…", "~", ",")
_CLOSED = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SO", "SW"})

_DANGLING = re.compile(
    r"a|about|an|and|at|because|but|by|for|from|how|i|if|in|into|is|my|of|on|or|so|than|that|the|their|then"
    r"|this|to|uh|um|was|well|what|when|where|which|who|with|your"
)


def korean_ending(tokens: Sequence[tuple[str, str]]) -> Ending:
    """Judge the last morphemes.

    Args:
        tokens: (form, Sejong tag) of each morpheme, in order.
    """
    if tokens and (tokens[-1][1] == "SE" or tokens[-1][0].endswith(_TRAILING)):
        return Ending.UNFINISHED
    spoken = [(form, tag) for form, tag in tokens if tag not in _CLOSED]
    if not spoken:
        return Ending.UNCLEAR
    form, tag = spoken[-1]
    if tag == "JX" and form in {"요", "이요"}:
        return _polite(spoken[:-1])
    if tag == "EF":
        return Ending.UNCLEAR if form.endswith(_OPEN_FINALS) else Ending.FINISHED
    if tag == "IC" and form in _ANSWERS:
        return Ending.FINISHED
    return Ending.UNFINISHED if tag in _GOES_ON else Ending.UNCLEAR


def _polite(before: Sequence[tuple[str, str]]) -> Ending:
    """A bare 요: after a noun it closes an answer (여권이요), after a connective more may come (왔고요)."""
    connective = bool(before) and before[-1][1] == "EC"
    return Ending.UNCLEAR if connective else Ending.FINISHED


def english_ending(text: str) -> Ending:
    """Judge the last word and the recogniser's punctuation; a dangling "to" goes on, full stop or not."""
    words = re.findall(r"[\w']+", text.lower())
    stripped = text.rstrip()
    if not words:
        return Ending.UNCLEAR
    if _DANGLING.fullmatch(words[-1]) and not stripped.endswith("?"):
        return Ending.UNFINISHED
    if stripped.endswith((",", "-", "...", "…")):
        return Ending.UNFINISHED
    return Ending.FINISHED if stripped.endswith((".", "?", "!")) else Ending.UNCLEAR
