"""Wishes and keys as the words that an interview understands; pure."""

from __future__ import annotations

from voicebot.talk.client_events import Language
from voicebot.talk.interview import Interview

__all__ = ["undo", "wished", "yes"]

_YES = {"ko": "네", "en": "yes"}
_NO = {"ko": "아니요", "en": "no"}
_UNDO = {"ko": "방금 거 취소해 주세요", "en": "undo that"}
_CHANGE = {"ko": "고칠래요", "en": "i want to change it"}
_WISHES = {
    "back": _CHANGE,
    "reject": _CHANGE,
    "start_over": {"ko": "처음부터 다시 할게요", "en": "start over"},
    "stop": {"ko": "그만할래요", "en": "cancel"},
}


def yes(language: Language) -> str:
    """A yes."""
    return _YES[language]


def undo(language: Language) -> str:
    """Taking back what was filed a moment ago."""
    return _UNDO[language]


def wished(name: str, now: Interview, language: Language) -> str:
    """A wish, where the interview has words of its own for it; else nothing."""
    if name == "reject" and now.asking in ("category", "join"):
        return _NO[language]
    return _WISHES[name][language] if name in _WISHES else ""
