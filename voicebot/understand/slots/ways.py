"""A place that goes on in a clause: 우리 집 올라오는 길, 검암역 버스 타는 데, 육교에서 내려오면 바로 있는 화단."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from collections.abc import Sequence

from voicebot.understand.slots.located import Token
from voicebot.understand.slots.scenery import is_facility, relation_strength
from voicebot.understand.slots.span import Span

__all__ = ["gone_on", "is_route"]

_MOST = 9
"""Morphemes between a place and the noun that its clause belongs to."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_THERE = _words(
    "가 오 타 내리 지나 지나가 건너 건너가 나가 나오 들어가 들어오 올라가 올라오 내려가 내려오 넘어가 넘어오 돌 돌아가 꺾 꺾이 꺾어지 있 보이 서 만나 이어지 모이 통하 갈라지 갈리 붙 빠지"
)
"""Verbs that tell how to get there, and what stands there."""
_SUBJECT = frozenset({"이", "가"})
_ALONG = _words(
    "쪽 방향 조금 쭉 바로 좀 더 한 백 미터 쯤 걷 걸어가 따라가 따르 보 다 는 은 ᆫ 오른쪽 왼쪽 첫 두 번째 째"
)
_HEADS = _words("데 길 곳 자리 쪽 방향 문턱 길목 어귀")
_LINKS = _words("어서 아서 서 면 으면 다가 고 어 아 자마자")
_NOUNS = ("NN", "XSN", "MAG", "MM", "SN", "NR")
_PARTICLES = ("JKB", "JKO", "JX", "JKS")


def gone_on(tokens: Sequence[Token], place: Span, taken: Sequence[Span]) -> Span | None:
    """The place with the noun that a clause after it tells the way to; nothing where none follows.

    Args:
        tokens: of the whole utterance.
        place: as far as it is known.
        taken: spans of other slots, which are no part of one.
    """
    first = next((at for at, token in enumerate(tokens) if token.span.start >= place.end), len(tokens))
    leads = False
    for at in range(first, min(first + _MOST, len(tokens) - 1)):
        token, following = tokens[at], tokens[at + 1]
        if any(token.span.meets(span) for span in taken):
            return None
        if token.tag == "ETM":
            return Span(place.start, following.span.end) if leads and _is_head(following) else None
        if not _goes_on(token):
            return None
        leads = leads or (token.tag.startswith("V") and token.form in _THERE)
    return None


def is_route(between: Sequence[tuple[str, str]]) -> bool:
    """Whether what stands between two places tells the way from one to the other: 역에서 나와서 쭉 가다 보면.

    Args:
        between: form and letter (see `voicebot.understand.slots.items`) of each item.
    """
    moves = any(form in _THERE for form, _ in between)
    return moves and len(between) <= _MOST and all(_is_on_the_way(*one) for one in between)


def _is_on_the_way(form: str, letter: str) -> bool:
    if letter == "J":
        return form not in _SUBJECT
    return letter in "PCGBM" or form in _ALONG or form in _LINKS or form in _THERE


def _is_head(token: Token) -> bool:
    return token.form in _HEADS or is_facility(token.form, token.tag) or relation_strength(token.form) == 2


def _goes_on(token: Token) -> bool:
    form, tag, _ = token
    if tag == "EC":
        return form in _LINKS
    return tag.startswith(("V", *_NOUNS, *_PARTICLES))
