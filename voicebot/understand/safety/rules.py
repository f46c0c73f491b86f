"""The rules of one language, read from its file and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicebot.understand.safety.kinds import Kind
from voicebot.understand.safety.patterns import as_heard, as_written, expand

__all__ = ["LEVELS", "Patterns", "Rule", "Rules", "load_rules"]

LEVELS = ("sure", "certain", "unclear")
"""How much a rule says, most first."""

_NEVER = r"(?!)"
Compile = Callable[[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one kind."""

    kind: Kind
    level: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All rules, for one way to write an utterance.

    Attributes:
        rules: the most telling first.
        other: by kind, what its words also mean.
        calm: makes a match harmless: the past, a service, a denial.
        denied: of these, what makes even the surest match harmless.
        story: what is told of; makes harmless wherever it stands.
        turn: where an utterance turns to something new.
    """

    rules: tuple[Rule, ...]
    other: Mapping[Kind, re.Pattern[str]]
    calm: re.Pattern[str]
    denied: re.Pattern[str]
    story: re.Pattern[str]
    turn: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a language for an utterance as written, and as heard."""

    written: Patterns
    heard: Patterns


@cache
def load_rules(language: str) -> Rules:
    """The rules of a language; compiled at the first call.

    Raises:
        FileNotFoundError: there are none for this language.
    """
    source = files("voicebot.understand.safety") / "data" / f"{language}.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return Rules(
        _patterns(table, as_written, {level: level for level in LEVELS}),
        _patterns(table, as_heard, {"heard": "certain"}),
    )


def _patterns(
    table: Mapping[str, Mapping[str, list[str]]], compile_: Compile, levels: Mapping[str, str]
) -> Patterns:
    words, calm = table["words"], table["calm"]

    def whole(patterns: Iterable[str]) -> re.Pattern[str]:
        return compile_(expand("|".join(patterns) or _NEVER, words))  # type: ignore[arg-type]

    return Patterns(
        rules=tuple(
            Rule(kind, level, whole([pattern]))
            for name, level in levels.items()
            for kind in Kind
            for pattern in table[kind].get(name, ())
        ),
        other={kind: whole(table[kind].get("except", ())) for kind in Kind},
        calm=whole(calm[name] for name in ("past", "service", "denied")),  # type: ignore[misc]
        denied=whole(calm[name] for name in ("past", "denied")),  # type: ignore[misc]
        story=whole([calm["story"]]),  # type: ignore[list-item]
        turn=whole([calm["turn"]]),  # type: ignore[list-item]
    )
