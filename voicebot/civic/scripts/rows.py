"""A row of a sheet as a script, with everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from voicebot.civic.scripts.columns import Columns
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import Script
from voicebot.civic.scripts.sheet import Cell, Line, Sheet
from voicebot.text.normal import normalise
from voicebot.text.printable import printable

__all__ = ["Row", "script_rows"]

_MOST = {"question": 200, "phrasings": 200, "answer": 2000, "written": 4000, "recording": 255}
_MOST_SHORT = 300
_MOST_PHRASINGS = 100
_BETWEEN = re.compile(r"[\n|;；]+")
_DATE = re.compile(
    r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*(?:[-./]|월)\s*(\d{1,2})\s*(?:\.|일)?|(\d{4})(\d{2})(\d{2})"
)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: of the sheet, counted from 1.
        script: as far as it could be read.
        problems: with their columns.
    """

    line: int
    script: Script
    problems: tuple[Problem, ...] = ()


def script_rows(sheet: Sheet, language: str) -> Iterator[Row]:
    """The scripts of a sheet, in order; one that repeats another says which."""
    questions: dict[str, int] = {}
    ids: dict[str, int] = {}
    for line in sheet.rows:
        row = _Reader(line, sheet.columns).row(language)
        twice = [
            *_again(row, "question_twice", normalise(row.script.question), questions, sheet.columns),
            *_again(row, "id_twice", row.script.id, ids, sheet.columns),
        ]
        yield Row(row.line, row.script, (*row.problems, *twice))


def _again(row: Row, code: str, value: str, seen: dict[str, int], columns: Columns) -> Iterator[Problem]:
    first = seen.setdefault(value, row.line) if value else row.line
    if first != row.line:
        heading = columns.heading(code.removesuffix("_twice"))
        yield Problem.of(code, row.line, heading, first=first, value=value)


@dataclass(slots=True)
class _Reader:
    """Reads one row, and keeps what is wrong."""

    line: Line
    columns: Columns
    problems: list[Problem] = field(default_factory=list)

    def row(self, language: str) -> Row:
        """The row as a script."""
        begins, until = self._date("valid_from"), self._date("valid_until")
        if begins and until and until < begins:
            self._note("dates_backward", "valid_until", begins=begins, until=until)
        script = Script(
            question=self._text("question"),
            phrasings=self._phrasings(),
            answer=self._text("answer"),
            written=self._text("written"),
            source=self._text("source"),
            url=self._fitting("url", _ADDRESS, "url_bad"),
            valid_from=begins,
            valid_until=until,
            recording_name=self._text("recording"),
            language=language,
            id=self._fitting("id", _ID, "id_bad"),
            topic=self._text("topic"),
            owner=self._text("owner"),
            verified_on=self._date("verified_on"),
        )
        self._complete(script)
        return Row(self.line[0], script, tuple(self.problems))

    def _complete(self, script: Script) -> None:
        if not script.question and not self._wrong("question"):
            self._note("question_missing", "question")
        if not script.answer and not script.recording_name and not self._wrong("answer", "recording"):
            self._note("answer_missing", "answer")

    def _wrong(self, *fields: str) -> bool:
        headings = {self.columns.heading(field) for field in fields}
        return any(problem.column in headings for problem in self.problems if problem.column)

    def _cells(self, field: str) -> Iterator[Cell]:
        for at in self.columns.at.get(field, ()):
            yield self.line[1][at] if at < len(self.line[1]) else ""

    def _text(self, field: str) -> str:
        """One cell, on one line but for written answers; what is wrong with it is noted."""
        cell = next(self._cells(field), "")
        if isinstance(cell, Problem):
            self._note(cell.code, field, **dict(cell.about))
            return ""
        text = printable(cell).strip()
        return self._short(text if field == "written" else " ".join(text.split()), field)

    def _short(self, text: str, field: str) -> str:
        most = _MOST.get(field, _MOST_SHORT)
        if len(text) > most:
            self._note("text_too_long", field, letters=len(text), most=most)
        return text[:most]

    def _phrasings(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for cell in self._cells("phrasings"):
            if isinstance(cell, Problem):
                self._note(cell.code, "phrasings", **dict(cell.about))
                continue
            parts = (" ".join(printable(part).split()) for part in _BETWEEN.split(cell))
            found |= dict.fromkeys(self._short(part, "phrasings") for part in parts if part)
        if len(found) > _MOST_PHRASINGS:
            self._note("too_many_phrasings", "phrasings", count=len(found), most=_MOST_PHRASINGS)
        return tuple(found)[:_MOST_PHRASINGS]

    def _fitting(self, field: str, form: re.Pattern[str], code: str) -> str:
        text = self._text(field)
        if text and not form.fullmatch(text):
            self._note(code, field, value=text)
            return ""
        return text

    def _date(self, field: str) -> dt.date | None:
        text = self._text(field)
        if not text:
            return None
        try:
            return _date(text)
        except ValueError:
            self._note("date_unreadable", field, value=text)
            return None

    def _note(self, code: str, field: str, **about: object) -> None:
        self.problems.append(Problem.of(code, self.line[0], self.columns.heading(field), **about))


def _date(text: str) -> dt.date:
    """A day as people write it; the year has four digits.

    Raises:
        ValueError: it is none.
    """
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups() if part)
    return dt.date(year, month, day)
