"""Two questions in one breath: "등본은 어디서 떼고 인감은 얼마예요?"; where they may be cut apart."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["in_two"]

_CLAUSE = re.compile(
    r"[가-힣]+(?<![라다자냐려이말하])고|[가-힣]*(?:떼야|버려야|받아야|내야|해야|신청|신고|등록|하려)하?고"
)
"""A verb that goes on, and is no reported speech: each half stands by itself."""
_NOUNS = re.compile(r"([가-힣]{2,}?)(?:이랑|랑|하고|하구|과|와)")
"""A noun that another follows: what is asked about the second is asked about the first."""
_ASKS = re.compile(
    r"어떻|어떡|어찌|어디|어딨|얼마|언제|무슨|몇|뭐|뭘|무엇|누가|누구|며칠|[아어려해]야|나요|까요|ㄴ가요|인가|되나|돼요|있어요|건가|하려|궁금|알려|말해|떼려|[야려] ?(?:되|하)는데"
)
_ALSO = frozenset({"그리고", "또", "그담에", "그다음에"})
_ONE_VERB = re.compile(r"싶|있|가[야지려서는]|와[야서]|계|나[서면]|다[니녀]")
"""What follows a verb and makes it one with it: "받고 싶어요", "들고 가요"."""
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
        for first, second in _cuts(words[:at], word.strip(",."), words[at + 1 :]):
            if _ASKS.search(first) and _ASKS.search(second):
                yield first, second


def _cuts(before: list[str], word: str, after: list[str]) -> Iterator[tuple[str, str]]:
    """The ways to cut at one word."""
    rest = after[1:] if after[0] in _ALSO else after
    nouns = _NOUNS.fullmatch(word)
    if nouns and len(after) > 1:
        yield _cut([*before, nouns[1], *after[1:]], after)
    if word in _ALSO and before:
        yield _cut(before, after)
    elif word.endswith("?") or (_goes_on(before, word) and not _ONE_VERB.match(after[0])):
        yield _cut([*before, word], rest)


def _goes_on(before: list[str], word: str) -> bool:
    """Whether a word is a verb that goes on: "떼고", "버려야 하고"."""
    must = word == "하고" and bool(before) and before[-1].endswith("야")
    return must or bool(_CLAUSE.fullmatch(word))


def _cut(first: list[str], second: list[str]) -> tuple[str, str]:
    return " ".join(first), " ".join(second)


def _english(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"\s*(?:\?|,)?\s+and (?:also )?", text):
        first, second = text[: match.start()], text[match.end() :]
        if len(first.split()) > _SHORTEST and len(second.split()) > _SHORTEST:
            yield first, second
