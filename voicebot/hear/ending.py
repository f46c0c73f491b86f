"""Does what was said so far sound finished?

Korean marks the end of a sentence with a final ending (EF in the Sejong tag set: 나요, 습니다, 해요,
줘). What ends in a particle, a connective or a modifier goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from voicebot.text.morphemes import tokens as morphemes

__all__ = ["Ending", "english_ending", "korean_ending", "korean_tail", "sentence_ending"]


class Ending(StrEnum):
    """How the tail of an utterance sounds."""

    FINISHED = "finished"
    UNCLEAR = "unclear"
    UNFINISHED = "unfinished"
    ASKED = "asked"
    """The caller asks for a moment in mid-sentence."""


_ANSWERS = frozenset({"네", "넵", "예", "응", "아니", "아니요", "아뇨", "아니오", "그래", "그래요"})
_OPEN_FINALS = ("데요", "거든요", "고요", "구요", "서요", "니까요")
"""Endings that lead up to the request as often as they close it, also where a full stop makes them final."""

_CONNECTIVES = ("데", "고", "서", "면", "니까", "지만", "거나", "려고")
"""Endings that lead on, though a full stop of the recogniser makes them look final."""

_MOMENTS = re.compile(
    r"(잠깐만|잠시만|잠깐|가만|가만있어 ?봐|있어 ?봐|어디 ?보자|뭐더라|뭐였더라)(요)?[\s.?!~…]*$"
)
"""The caller asks for a moment, after something else was said: alone it is a wish, and answered."""

_FILLERS = re.compile(r"(^|\s)(음+|어+|으+음|그|저|저기|그게|그러니까|뭐|이제|에+|아니 ?그)[\s.,?!~…]*$")

_GOES_ON = ("EC", "EP", "ETM", "MAJ", "MM", "JKS", "JKC", "JKG", "JKO", "JKB", "JKQ", "JC", "JX", "IC", "XPN")
_DICTATED = ("SN", "NR")
"""A number is being dictated; a choice by number is known by its being expected."""

_TRAILING = ("..", "…", "~", ",")
_CLOSED = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SO", "SW"})

_DANGLING = re.compile(
    r"a|about|an|and|at|because|but|by|for|from|how|i|if|in|into|is|my|of|on|or|so|than|that|the|their|then"
    r"|this|to|uh|um|was|well|what|when|where|which|who|with|your"
)


def sentence_ending(text: str, language: str) -> Ending:
    """Judge what was said so far; Korean takes a millisecond of morphology, so keep it off the event loop."""
    if language != "ko":
        return english_ending(text)
    return korean_tail(text) or korean_ending([(token.form, token.tag) for token in morphemes(text)])


def korean_tail(text: str) -> Ending | None:
    """What the last words say without morphology: fillers and pleas for a moment; None when they say nothing.

    A filler's full stop is the recogniser's: "음." goes on.
    """
    said = text.strip()
    moment = _MOMENTS.search(said)
    if moment:
        return Ending.ASKED if said[: moment.start()].strip() else None
    return Ending.UNFINISHED if _FILLERS.search(said) else None


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
        return _final(form)
    if tag == "IC" and form in _ANSWERS:
        return Ending.FINISHED
    return Ending.UNFINISHED if tag in _GOES_ON + _DICTATED else Ending.UNCLEAR


def _final(form: str) -> Ending:
    """What is tagged as final, rightly or because the recogniser put a full stop after it."""
    if form.endswith(_CONNECTIVES):
        return Ending.UNFINISHED
    return Ending.UNCLEAR if form.endswith(_OPEN_FINALS) else Ending.FINISHED


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
