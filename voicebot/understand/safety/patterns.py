"""The rules' patterns: Hangul with holes for words, compiled for letters as written and for letters as heard.

A pattern is a regular expression with three shorthands: ``{name}`` stands for a group of words, ``~`` for a
few syllables of anything, ``~~`` for many. Where a pattern has a space, and before and behind a group, a text
may have one or not: recognisers and residents space as they like. A pattern without Hangul is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from voicebot.text.hangul import is_syllable
from voicebot.understand.safety.sounds import as_run

__all__ = ["as_heard", "as_written", "expand"]

_NEAR, _FAR = 10, 32
"""Syllables that ``~`` and ``~~`` may span."""

_WORD = re.compile(r"\{([a-z_]+)\}")
_BETWEEN = re.compile(r" \??(?=[가-힣(])")
_SPACE = "\0"
_TOKEN = re.compile(r"[가-힣]+(?![?*+])|[가-힣]|~+\??|\(\?[:=!<]=?!?|\\.|.", re.DOTALL)
_HANGUL = re.compile(r"[가-힣]")


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with its words filled in, words within words too.

    Raises:
        KeyError: a word that is not there.
    """
    while found := _WORD.search(pattern):
        pattern = pattern[: found.start()] + f"(?:{words[found[1]]})" + pattern[found.end() :]
    return pattern


def as_written(pattern: str) -> re.Pattern[str]:
    """A pattern for a text in which spaces may be anywhere."""
    return _compiled(pattern, lambda run, _joins: run)


def as_heard(pattern: str) -> re.Pattern[str]:
    """The same pattern for a text that `respell` has respelled as it sounds."""
    return _compiled(pattern, lambda run, joins: as_run(run, joins=joins))


def _compiled(pattern: str, spell: Callable[[str, bool], str]) -> re.Pattern[str]:
    if not _HANGUL.search(pattern):
        return re.compile(pattern)
    parts: list[str] = []
    joins = bound = False  # whether a space may stand here; whether a word begins here
    for token in _TOKEN.findall(_BETWEEN.sub(_SPACE, pattern)):
        if token == _SPACE:
            continue
        hangul = is_syllable(token[0])
        parts.append(" ?" if joins and (hangul or token[0] == "(") else "")
        parts.append(f"(?:{spell(token, not bound)})" if hangul else _gap(token))
        joins, bound = hangul or token in (")", "?", "*", "+"), token == r"\b"  # noqa: S105  (a pattern's token)
    return re.compile("".join(parts))


def _gap(token: str) -> str:
    """A gap as a regular expression; what is none stays."""
    if token[0] != "~":
        return token
    return f".{{0,{_FAR if token.startswith('~~') else _NEAR}}}?"
