"""Why a row of a file is passed over, said so that whoever keeps the file can put it right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["RowError"]

_LONGEST = 40
"""Letters of a cell that are repeated."""


class RowError(ValueError):
    """A row that cannot be taken.

    Args:
        code: which of ``data/problems.toml``.
        about: what the sentence names.
    """

    def __init__(self, code: str, **about: object) -> None:
        super().__init__(code)
        self.code = code
        self.about = {name: str(value)[:_LONGEST] for name, value in about.items()}

    def said(self, language: str) -> str:
        """What is wrong, in Korean or in English."""
        return _table()[self.code]["ko" if language == "ko" else "en"].format_map(self.about)


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = files("voicebot.civic.places").joinpath("data/problems.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
