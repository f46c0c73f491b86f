"""What three standards ask, clause by clause, and how each is met: a table in files, read strictly."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from voicebot.languages import Language

__all__ = ["STATES", "Clause", "Measure", "Standard", "State", "Statement", "statement"]

State = Literal["met", "partly", "not_met", "untested", "site", "none"]
STATES: tuple[State, ...] = get_args(State)
"""Met; partly; not; not tested; up to who sets the device up; nothing here that it is about."""

Texts = Annotated[tuple[str, ...], Field(strict=False)]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Measure(_Record):
    """Something that the desk does for everybody.

    Attributes:
        ko: one sentence.
        en: the same.
        tests: that show it; file and function, from the project's folder.
    """

    ko: str
    en: str
    tests: Annotated[Texts, Field(min_length=1)]


class Clause(_Record):
    """One clause of a standard.

    Attributes:
        id: its number.
        level: A or AA, in WCAG.
        ko: its name.
        en: the same.
        state: whether it is met.
        by: measures that meet it.
        note_ko: what is to be said besides; never left out where a clause is not simply met.
        note_en: the same.
    """

    id: str
    level: str = ""
    ko: str
    en: str
    state: State
    by: Texts = ()
    note_ko: str = ""
    note_en: str = ""

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.state == "met" and not self.by:
            raise ValueError(f"{self.id} is met by nothing")
        if self.state not in ("met", "site") and not (self.note_ko and self.note_en):
            raise ValueError(f"{self.id} does not say why")
        return self

    def name(self, language: Language) -> str:
        """Its name in a language."""
        return self.ko if language == "ko" else self.en

    def note(self, language: Language) -> str:
        """What is to be said besides, in a language; often empty."""
        return self.note_ko if language == "ko" else self.note_en


class Standard(_Record):
    """A standard and its clauses, in their order.

    Attributes:
        ko: its name.
        en: the same.
        about_ko: which edition, and of what it is told here.
        about_en: the same.
        clauses: all of them.
    """

    ko: str
    en: str
    about_ko: str
    about_en: str
    clauses: Annotated[tuple[Clause, ...], Field(strict=False)]

    def name(self, language: Language) -> str:
        """Its name in a language."""
        return self.ko if language == "ko" else self.en

    def about(self, language: Language) -> str:
        """Which edition it is, in a language."""
        return self.about_ko if language == "ko" else self.about_en

    @property
    def short_of(self) -> list[Clause]:
        """What is not met, or only in part, or was not tested."""
        return [clause for clause in self.clauses if clause.state in ("partly", "not_met", "untested")]

    @property
    def counts(self) -> dict[State, int]:
        """How many clauses are in each state."""
        found = Counter(clause.state for clause in self.clauses)
        return {state: found[state] for state in STATES}


class Statement(_Record):
    """All of it.

    Attributes:
        measures: by their names.
        standards: by their names.
    """

    measures: dict[str, Measure]
    standards: dict[str, Standard]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        every = [clause for standard in self.standards.values() for clause in standard.clauses]
        unknown = {name for clause in every for name in clause.by} - self.measures.keys()
        unused = self.measures.keys() - {name for clause in every for name in clause.by}
        if unknown or unused:
            raise ValueError(f"unknown: {sorted(unknown)}; unused: {sorted(unused)}")
        return self

    def how(self, clause: Clause, language: Language) -> list[str]:
        """How a clause is met, in sentences, and what is to be said besides."""
        measures = (self.measures[name] for name in clause.by)
        said = [each.ko if language == "ko" else each.en for each in measures]
        return [*said, *([clause.note(language)] if clause.note(language) else [])]

    def tests(self, clause: Clause) -> list[str]:
        """What shows it."""
        return list(dict.fromkeys(test for name in clause.by for test in self.measures[name].tests))


@cache
def statement() -> Statement:
    """The statement of this desk."""
    return Statement(measures=_read("measures"), standards=_read("clauses"))


def _read(name: str) -> Any:  # noqa: ANN401 - what the model makes of it
    source = files("voicebot.channels.accessibility") / "data" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
