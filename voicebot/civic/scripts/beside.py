"""Numbers that differ from a written one in a single digit or number word: what a slip of the tongue says."""

from __future__ import annotations

from collections.abc import Iterator

from voicebot.civic.scripts.spoken import counted

__all__ = ["numbers_beside"]

_DIGITS = "0123456789"
_SINO = "일이삼사오육칠팔구"
_NATIVE = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_SERIES: tuple[tuple[str, ...], ...] = (tuple(_SINO), _NATIVE, _TENS)


def numbers_beside(text: str, language: str, then: str = "") -> Iterator[str]:
    """The text with another number, once for each; nothing where it holds none.

    Args:
        text: as written.
        language: ISO 639-1 code.
        then: what follows, by which 여섯 is known for a number: 시까지.

    >>> list(numbers_beside("두 장", "ko"))[:2]
    ['한 장', '세 장']
    """
    for at, letter in enumerate(text):
        if letter in _DIGITS:
            yield from (text[:at] + other + text[at + 1 :] for other in _DIGITS if other != letter)
    for start, end in counted(f"{text} {then}") if language == "ko" else ():
        yield from _words_beside(text, start, min(end, len(text)))


def _words_beside(text: str, start: int, end: int) -> Iterator[str]:
    at = start
    while at < end:
        word, series = _word_at(text, at, end)
        yield from (text[:at] + other + text[at + len(word) :] for other in series if other != word)
        at += max(1, len(word))


def _word_at(text: str, at: int, end: int) -> tuple[str, tuple[str, ...]]:
    """The number word that begins here, and the words it may be mistaken for."""
    for series in _SERIES:
        for word in series:
            if text.startswith(word, at, end):
                return word, series
    return "", ()
