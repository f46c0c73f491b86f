"""Places without a name that are told in passing: 골목에, 옆집 개가, 인도를 막고, 버스 타는 데, 도서관이 추워요.

They are taken only where nothing better was said; the interview asks what is near. A pattern over one letter a
morpheme finds them (`voicebot.understand.slots.letters`).
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voicebot.understand.slots.letters import letters_of
from voicebot.understand.slots.located import Token
from voicebot.understand.slots.roles import is_direction, passes_by
from voicebot.understand.slots.scenery import AGENCIES, places_nothing
from voicebot.understand.slots.span import Span

__all__ = ["closing_name", "vague_places"]

_ORDER = ("way", "side", "unit", "next", "at", "holder", "ours", "crossed", "of")
"""Which kind of place is preferred to which."""
_HOUSES = ("unit", "holder", "of", "ours")
"""Kinds of place that people and things belong to."""
_CLOSING = re.compile(
    r"(?:^|\s)(?P<name>[가-힣\d]{1,8}?(?:사거리|삼거리|오거리|교차로|천|대로|로|도서관|공원|시장|역|교|학교|아파트|빌라|마을|단지|터널|회관|복지관|성당|교회|병원|공단))"
    r"이?(?:요|에요|예요|입니다|인데요|이고요|거든요)[.!\s]*$"
)
_NO_NAMES = re.compile(
    r".*(?:으로|대로|에서|까지)|(?:바|서|새|따|주|별|세|진짜|실제|그리|이리|스스|함부|여기|저기)로|우리.*|옆.*|이.{1,2}"
)

_PHRASE = re.compile(
    r"(?P<way>[UNFGKSH]+[pjc]?(?:mE)?N?m+tY|m+tY(?=[pj]))"
    r"|(?P<side>U?[NFGKSC]*(?:[NFGKS]|#C)x?R+)|(?P<unit>[UFG]+#C[FG]*(?=[pijeN$])|#C[FG]*(?=[pie$]))"
    r"|(?P<next>K[FG]*)|(?P<at>[UHNFGKS]*[GS](?=[pi]))|(?P<holder>(?:UH)?(?<![NFG])N{0,2}F+G*(?=[jp]))|(?P<ours>UH)"
    r"|(?P<crossed>(?<![NF])S(?=[jpN]))|(?P<of>(?<![NFG])F+(?=N))"
)


def vague_places(text: str, tokens: Sequence[Token], taken: Sequence[Span]) -> list[Span]:
    """Where such places are told, in the order in which they are to be preferred.

    Args:
        text: the utterance.
        tokens: its morphemes.
        taken: spans of other slots.
    """
    found = sorted(_found(letters_of(tokens, taken) + "$", tokens), key=lambda one: one[0])
    spans = (span for _, span in found if span.of(text).strip())
    return [span for span in spans if not passes_by(text, span.end) and not is_direction(text, span)]


def _found(letters: str, tokens: Sequence[Token]) -> Iterator[tuple[int, Span]]:
    """Each place with how far behind others its kind is."""
    for match in _PHRASE.finditer(letters):
        first, last = match.start(), match.end() - 1
        after = tokens[match.end()] if match.end() < len(tokens) else None
        if after and match.lastgroup in _HOUSES and places_nothing(after.form):
            continue
        if match.lastgroup == "holder" and after and after.tag == "JKO" and first == last:
            continue
        joined = after is not None and after.span.start == tokens[last].span.end
        if after and joined and match.lastgroup == "crossed" and not after.tag.startswith("J"):
            continue
        if match.lastgroup == "way" and _is_although(tokens, last):
            continue
        if letters[match.end() : match.end() + 2] == "jo":
            continue
        if match.lastgroup == "holder" and AGENCIES.fullmatch(tokens[last].form):
            continue
        yield _ORDER.index(match.lastgroup or "of"), Span(tokens[first].span.start, tokens[last].span.end)


def _is_although(tokens: Sequence[Token], at: int) -> bool:
    """Whether 데 is the end of a verb: 휠체어를 타는데 턱이 높아요, and not 버스 타는 데가."""
    attached = tokens[at].form == "데" and tokens[at - 1].span.end == tokens[at].span.start
    return attached and not (at + 1 < len(tokens) and tokens[at + 1].tag.startswith(("J", "V")))


def closing_name(text: str) -> Span | None:
    """A name that is said last, as an answer is: "… 고장 났어요 검암도서관요"."""
    found = _CLOSING.search(text)
    if found is None or found["name"][:-1].isdecimal() or _NO_NAMES.fullmatch(found["name"]):
        return None
    return Span(*found.span("name"))
