"""What is wrong with a script, said so that whoever wrote it can put it right: where, what, what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from voicebot.errors import AudioError

__all__ = ["CODES", "Problem", "of_audio"]

_LONGEST = 80
"""Letters of somebody's own text that are repeated in a message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong.

    Attributes:
        code: which of ``data/problems.toml``.
        line: of the spreadsheet, counted from 1; 0 for the file as a whole.
        column: its heading, as in the file; empty for the whole line.
        about: what the sentences name.
    """

    code: str
    line: int = 0
    column: str = ""
    about: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, line: int = 0, column: str = "", **about: object) -> Problem:
        """A problem and what its sentences name."""
        return cls(code, line, column, tuple((name, str(value)[:_LONGEST]) for name, value in about.items()))

    @property
    def blocks(self) -> bool:
        """Whether nothing can be published before it is put right."""
        return bool(_table()[self.code]["blocks"])

    @property
    def confirmable(self) -> bool:
        """Whether a person who has listened may let it pass."""
        return bool(_table()[self.code].get("confirmable"))

    @property
    def key(self) -> str:
        """Names it when somebody lets it pass."""
        return f"!{self.code}"

    def what(self, language: str) -> str:
        """What is wrong, in a sentence."""
        return self._said(language)

    def what_to_do(self, language: str) -> str:
        """What to do about it, in a sentence."""
        return self._said(f"{language}_do")

    def _said(self, name: str) -> str:
        return str(_table()[self.code][name]).format_map(dict(self.about))

    def as_json(self) -> list[Any]:
        """Plain values."""
        return [self.code, self.line, self.column, [list(pair) for pair in self.about]]

    @classmethod
    def of_json(cls, kept: Any) -> Problem:  # noqa: ANN401 - JSON
        """What `as_json` gave."""
        code, line, column, about = kept
        return cls(code, line, column, tuple((name, value) for name, value in about))


def of_audio(error: AudioError, name: str, line: int = 0, column: str = "") -> Problem:
    """A recording that cannot be read, in words for whoever made it."""
    return Problem.of(error.code if error.code in CODES else "audio_unreadable", line, column, name=name)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    text = files("voicebot.civic.scripts").joinpath("data/problems.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


CODES = frozenset(_table())
