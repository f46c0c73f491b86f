"""What a noun phrase is to its sentence when it names a place where nothing happened: home, goal, source, a name."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re

from voicebot.understand.slots.span import Span

__all__ = ["is_direction", "lives_at", "passes_by"]

_LIVES = re.compile(r"\s?(?:에|에서)?\s?(?:사는|살아|살고|살거|살구|산지|주민|사람)")
_GOAL = re.compile(
    r"(?:에|에를|을|를|으로|로|도|만)?\s?(?:못\s?|안\s?|자주\s|또\s|좀\s)?"
    r"(?:가는\s(?:버스|차|사람|전철)|방면|행\s|갔|가려|가다|가서|가고|가야|가면|가기|가요|가자니|다니|다녀|들르|들러|보고\s오|보러|하는\s사람)"
)
"""Where somebody goes: 병원을 못 가고, 시장 보고 오는데."""
_TOLD = re.compile(r"(?:에다가?|에|다|로|한테)?\s?(?:전화|신고|문의|연락|물어|말했|말하|말씀|민원|얘기)")
"""To whom it is told: 구청에 전화했는데, 여기다 말하면."""
_SOURCE = re.compile(
    r"에서\s?(?:[가-힣]+[을를]\s)?(?:산\s|사\s?온|샀|받은|받아|받았|빌린|빌려|빌렸|떼\s?오|떼\s?온|뗀|보낸|보내|들었|배운|오래|오라|가래|가라|나온\s(?:종이|서류|고지서|사람))"
)
"""Where something comes from: 마트에서 산 봉투."""
_CALLED = re.compile(r"(?:이)?라(?:는\s(?:사람|분|이름|직원)|고\s?(?:해요|합니다|하는데|하고|불러))")
"""What somebody is called: 김정로라는 사람."""
_TOWARDS = re.compile(r"(?:으로|로)(?=\s)")
_NOT_PLACES = (_GOAL, _TOLD, _SOURCE, _CALLED)


def is_direction(text: str, span: Span) -> bool:
    """Whether something moves there rather than lies there: 집 쪽으로 기울었어요, 창밖으로 던져요."""
    return span.of(text).endswith(("쪽", "밖")) and bool(_TOWARDS.match(text, span.end))


def lives_at(text: str, end: int) -> bool:
    """Whether words that end there are where somebody lives: 석남동 사는데요."""
    return bool(_LIVES.match(text, end))


def passes_by(text: str, end: int) -> bool:
    """Whether words that end there are where somebody goes, calls or got something, or what they are called."""
    return any(pattern.match(text, end) for pattern in _NOT_PLACES)
