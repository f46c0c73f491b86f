"""Two questions in one breath: "등본은 어디서 떼고 인감은 얼마예요?"; where they may be cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["in_two"]

_CLAUSE = re.compile(r"[가-힣]*(?:고|구|며|는데|면서)")
"""A verb that goes on: each half stands by itself."""
_NOUNS = re.compile(r"([가-힣]{2,})(?:이랑|랑|하고|과|와|하구)")
"""A noun that another follows: what is asked about the second is asked about the first."""
_NO_CUT = re.compile(r"(?:하|받|알|보|갖|가지|들|찍|타|사|쓰|신고하|신청하|확인하|만들|떼|내|찾|묻|듣|가|살|배우|먹|맞|버리)고(?:싶|있|가|와|오|다|나|보)")
_ALSO = frozenset({"그리고", "또", "그담에", "그다음에"})
_SHORTEST = 2
"""Letters of a half that can be a question."""


def in_two(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The ways to cut an utterance into two questions, the likeliest first; none for most utterances.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    if language == "en":
        yield from _english(text)
        return
    words = text.split()
    for at, word in enumerate(words[:-1]):
        rest = words[at + 1 :]
        plain = word.strip(",.?!")
        if _NO_CUT.fullmatch(plain + rest[0][:1]) or (plain.endswith("고") and re.match(r"싶|있|가[야지요]|계", rest[0])):
            continue
        if (nouns := _NOUNS.fullmatch(plain)) and len(rest) > 1:
            yield _cut([*words[:at], nouns[1], *_tail(rest)], rest)
        if plain in _ALSO and at:
            yield _cut(words[:at], rest)
        elif word.endswith(("?", ".")) or _CLAUSE.fullmatch(plain):
            yield _cut(words[: at + 1], rest[1:] if rest[0] in _ALSO else rest)


def _tail(words: list[str]) -> list[str]:
    """What is said of the second noun: all after it."""
    return words[1:]


def _cut(first: list[str], second: list[str]) -> tuple[str, str]:
    return " ".join(first), " ".join(second)


def _english(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"\s*(?:\?|,)?\s+and (?:also )?", text):
        first, second = text[: match.start()], text[match.end() :]
        if len(first.split()) > _SHORTEST and len(second.split()) > _SHORTEST:
            yield first, second
