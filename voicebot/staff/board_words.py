"""Answers to begin with, and what is hard to understand in one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from voicebot.civic.complaints.states import Outcome, Words
from voicebot.civic.lint import load_plain_words
from voicebot.civic.plain_text import Hard, hard_parts

__all__ = ["Template", "hard", "templates"]


class Template(BaseModel):
    """An answer to begin with: plain sentences, to be made fitting.

    Attributes:
        name: what staff call it.
        outcome: what it usually goes with.
        text: for the resident.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words
    outcome: Outcome
    text: Words


@cache
def templates() -> dict[str, Template]:
    """All of them, by their ids."""
    source = files("voicebot.staff") / "data" / "answer_templates.toml"
    read = TypeAdapter(dict[str, Template])
    return read.validate_python(tomllib.loads(source.read_text(encoding="utf-8")))


@cache
def _plain_words(folder: Path) -> dict[str, str]:
    return load_plain_words(folder)


def hard(text: str, folder: Path) -> list[Hard]:
    """What a resident would not understand at one hearing.

    Args:
        text: in Korean.
        folder: of the district, with its list of plainer words.
    """
    return list(hard_parts(text, _plain_words(folder)))
