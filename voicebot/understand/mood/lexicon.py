"""The words of each mood, one file a language; our own list."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Lexicon", "lexicon"]

SURE, HINT = 2, 1
"""What a word counts; a mood needs `SURE` altogether."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How a language says how somebody feels.

    Attributes:
        cues: by mood, patterns and what each counts.
        denied_before: what denies a feeling in front of its words.
        denied_after: from the last letter of the words on.
        others: that it is somebody else's, in front of them.
        others_for: the moods that others may have; what moves the caller about others is their own.
    """

    cues: dict[str, tuple[tuple[re.Pattern[str], int], ...]]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]
    others: re.Pattern[str]
    others_for: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, ``ko`` or ``en``."""
    source = files("voicebot.understand.mood") / "data" / f"{language}.toml"
    raw = tomllib.loads(source.read_text(encoding="utf-8"))
    cues = {mood: _cues(words) for mood, words in raw.items() if isinstance(words, dict)}
    before, after, others = (_pattern(raw[name]) for name in ("denied_before", "denied_after", "others"))
    return Lexicon(cues, before, after, others, frozenset(raw["others_for"]))


def _cues(words: dict[str, list[str]]) -> tuple[tuple[re.Pattern[str], int], ...]:
    weighed = ((words.get("sure", []), SURE), (words.get("hint", []), HINT))
    return tuple((_pattern(text), weight) for texts, weight in weighed for text in texts)


def _pattern(text: str) -> re.Pattern[str]:
    """``<`` is the beginning of a Korean word; between Korean letters a space may be missing."""
    marked = re.sub(r"(?<![?(])<", "(?<![가-힣])", text)
    return re.compile(re.sub(r"(?<=[가-힣)\]?]) (?=[가-힣(\[<?:])", r"\\s?", marked))
