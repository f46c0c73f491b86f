"""What the console says, in both languages: a file for each part, so that who writes need not read Python."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from voicebot.civic.complaints.states import Words

__all__ = ["words"]


def words(part: str) -> dict[str, Words]:
    """The words of one part: ``data/words_<part>.toml``."""
    source = files("voicebot.staff") / "data" / f"words_{part}.toml"
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    return {key: Words.model_validate(each) for key, each in found.items()}
