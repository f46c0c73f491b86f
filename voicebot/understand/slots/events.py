"""A time that is told by what happened then: 비 온 뒤로, 공사하고부터, 태풍 지나고 나서, 비 올 때마다.

The morphemes of an utterance are written as one letter each, and a pattern over the letters finds the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicebot.understand.slots.located import Token
from voicebot.understand.slots.moments import Mode, Moment
from voicebot.understand.slots.span import Span

__all__ = ["events"]

_AFTERWARDS = frozenset({"뒤", "후", "다음", "이후", "직후"})
_DAY = frozenset({"날", "때", "무렵"})
_PAST = frozenset({"ᆫ", "은", "던"})
_TO_COME = frozenset({"ᆯ", "을", "는"})
_LINKS = {"고": "c", "어서": "x", "아서": "x", "서": "x", "어": "y", "아": "y", "면": "k", "으면": "k"}
_SINCE = frozenset({"로", "으로", "부터", "로부터"})
_VERBS = ("VV", "VA", "VX", "XSV", "XSA")
_NOUNS = ("NNG", "NNP", "XR")
_WEATHER = frozenset({"비", "눈", "바람", "태풍", "장마", "소나기", "폭우"})
_WHAT = r"(?:[nw]j?b?|[nw][nw])?"
_DO = r"(?<![vr])[vr](?:y?[vr]){0,3}p?"
_PHRASE = re.compile(
    rf"{_WHAT}{_DO}(?:(?P<after>mad?s?)|(?P<day>md(?:s|e)?)|(?P<times>td(?:s|e))|(?P<done>c(?:s|rxs?)))|wj?b?{_DO}k"
)


def events(tokens: Sequence[Token], told: Sequence[Moment]) -> list[Moment]:
    """Phrases that tell a time by an event; which days they mean cannot be known.

    Args:
        tokens: the morphemes of the utterance.
        told: words for a time that are no part of such a phrase ("어제 비 온 뒤로").
    """
    taken = {at for moment in told for at in range(moment.span.start, moment.span.end)}
    letters = "".join("z" if token.span.start in taken else _letter(token) for token in tokens)
    return [
        Moment(Span(tokens[found.start()].span.start, tokens[found.end() - 1].span.end), _mode(found))
        for found in _PHRASE.finditer(letters)
    ]


def _mode(found: re.Match[str]) -> Mode:
    """뒤로 and 때부터 say since when, 때마다 and 비만 오면 how often."""
    last = found.group()[-1]
    return "every" if last in "ek" else "since" if last == "s" or found["after"] else "at"


def _letter(token: Token) -> str:
    form, tag, _ = token
    if tag in ("JKS", "JKO", "JX", "JKB"):
        return "s" if form in _SINCE else "e" if form == "마다" else "j"
    if tag == "ETM":
        return "m" if form in _PAST else "t" if form in _TO_COME else "z"
    if tag == "EP":
        return "p"
    if tag == "EC":
        return _LINKS.get(form, "z")
    if tag.startswith(_VERBS):
        return "r" if tag in ("VX", "VV") and form == "나" else "v"
    return "b" if tag == "MAG" else _noun(form, tag)


def _noun(form: str, tag: str) -> str:
    if not tag.startswith(("N", "XR")):
        return "z"
    if form in _AFTERWARDS:
        return "a"
    if form in _DAY:
        return "d"
    return "w" if form in _WEATHER else "n" if tag in _NOUNS else "z"
