"""Words that a district has its own way of saying, respelt before a sentence is read.

The respelling is then read aloud by all the other rules, so it may hold figures or whatever else can be read.
It is part of what the speech cache knows a sentence by: a word that is said in
another way is heard so at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["NO_RESPELLING", "Respelling"]

_BEFORE = {"hangul": "(?<![가-힣])", "latin": "(?<![A-Za-z])", "digit": r"(?<!\d)"}
_AFTER = {"latin": "(?![A-Za-z])", "digit": r"(?!\d)"}


class Respelling:
    """Respells texts.

    A word counts where nothing of its own kind stands before it, so that 서구 is not found in 강서구; what
    follows a word in Hangul may be a particle. Of two words the longer one counts.

    Args:
        words: by language: a word as it is written, and what is read instead.
    """

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._words = {language: dict(own) for language, own in words.items() if own}
        self._patterns = {language: _pattern(own) for language, own in self._words.items()}

    def __call__(self, text: str, language: str) -> str:
        """A text as it is to be read."""
        pattern = self._patterns.get(language)
        if pattern is None:
            return text
        own = self._words[language]
        return pattern.sub(lambda found: own[found[0]], text)


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest)))


def _bounded(word: str) -> str:
    return f"{_BEFORE.get(_kind(word[0]), '')}{re.escape(word)}{_AFTER.get(_kind(word[-1]), '')}"


def _kind(letter: str) -> str:
    if "가" <= letter <= "힣":
        return "hangul"
    return "digit" if letter.isdigit() else "latin" if letter.isascii() and letter.isalpha() else ""


NO_RESPELLING = Respelling({})
"""Every word is said as the rules say it."""
