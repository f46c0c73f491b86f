"""Yes and no in several words, by their sound: "네, 크로스요" is 네, 그러세요 where a yes or a no is waited for.

What is near one and not near the other counts, and nothing that says 안, 말고 or 틀렸어요 is ever a yes.
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from functools import cache

from voicebot.understand.likeness import sound_distance

__all__ = ["agreeing"]

_YES = (
    "맞아요", "다맞아요", "그러세요", "그래요", "그럼요", "그렇게해주세요", "그렇게하세요", "그대로내주세요", "그대로해주세요", "내주세요",
    "해주세요", "접수해주세요", "신고해주세요", "보내주세요", "적으세요", "적어도돼요", "써도돼요", "돼요", "좋아요", "동의해요", "동의합니다",
    "알겠어요", "할게요", "맞습니다", "좋습니다", "같은일이에요", "함께할게요", "받을게요", "맞아요접수해주세요", "맞아요그대로내주세요",
    "다맞아요그대로내주세요", "맞아요내주세요",
)  # fmt: skip
_NO = (
    "괜찮아요", "됐어요", "싫어요", "안해요", "안할래요", "아니에요", "아닙니다", "하지마세요", "보내지마세요", "적지마세요", "필요없어요",
    "다른일이에요", "다른거예요", "새로낼게요", "안돼요", "틀렸어요", "그만둘래요",
)  # fmt: skip
_OPENS = {True: ("네", "예"), False: ("아니요",)}
_AGAINST = re.compile(r"아니|아뇨|안(?!녕)|말고|마세|마요|싫|못|틀|잘못|고치|고칠|바꾸|바꿀|다시|취소")
"""What a yes never says."""

_FURTHEST = 0.24
"""Syllables of sound a syllable may be away; 크로스 for 그러세 is 0.2."""
_APART = 0.12
"""So much nearer than the other answer."""
_SHORTEST, _LONGEST = 4, 16
"""Syllables; of fewer `voicebot.understand.expected` knows better, with more something is told."""


def agreeing(reading: str) -> bool | None:
    """Whether a reading of several words sounds like a yes (True) or a no (False); nothing for neither.

    >>> agreeing("네, 크로스요."), agreeing("아니요, 권 차나요."), agreeing("아니요, 위치가 틀렸어요.")
    (True, False, None)
    """
    heard = "".join(re.findall("[가-힣]+", reading))
    if not _SHORTEST <= len(heard) <= _LONGEST or re.search("[a-z0-9]", reading.lower()):
        return None
    yes, no = (_nearest(heard, answer) for answer in (True, False))
    if min(yes, no) > _FURTHEST or abs(yes - no) < _APART:
        return None
    return None if yes < no and _AGAINST.search(heard) else yes < no


def _nearest(heard: str, answer: bool) -> float:
    return min(sound_distance(heard, phrase) / len(phrase) for phrase in _phrases(answer))


@cache
def _phrases(answer: bool) -> tuple[str, ...]:
    """With and without the word that opens them; the short ones only with it."""
    said = _YES if answer else _NO
    opened = tuple(f"{opens}{words}" for opens in _OPENS[answer] for words in said)
    return (*opened, *(words for words in said if len(words) >= _SHORTEST))
