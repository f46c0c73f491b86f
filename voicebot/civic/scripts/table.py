"""What the desk writes for spreadsheets: the empty form, and the report of a batch, row by row.

A cell that a spreadsheet would take for a formula is neutralised with an apostrophe: what a stranger's file
said must not begin to compute on an officer's machine (OWASP, CSV injection). Reading takes it off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from voicebot.civic.scripts.columns import HEADINGS
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript, Difference
from voicebot.text.printable import printable

__all__ = ["FORM", "csv_of", "report_rows", "safe_cell", "xlsx_of"]

FORM = tuple(names[0] for names in HEADINGS.values())
"""Headings of an empty spreadsheet."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_REPORT = {"ko": ("줄", "칸", "무엇이", "어떻게"), "en": ("line", "column", "what", "what to do")}
_NUMBERS = {
    "ko": (
        "녹음의 숫자가 글과 달라요: 글 '{text}', 녹음 '{heard}'.",
        "들어 보고 글이나 녹음을 고쳐 주세요. 녹음이 맞게 들리면 확인해 주세요.",
    ),
    "en": (
        "A number differs: '{text}' in the text, '{heard}' in the recording.",
        "Listen: correct the text or the recording, or confirm that it says what is written.",
    ),
}


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = printable(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that Korean Excel opens as it should: UTF-8 with its mark."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([safe_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[Sequence[str]]) -> bytes:
    """An Excel file of text alone, the first row in bold."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("답변")
    for number, row in enumerate(rows):
        sheet.append([_text_cell(sheet, cell, bold=number == 0) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _text_cell(sheet: Any, text: str, *, bold: bool) -> Any:  # noqa: ANN401 - openpyxl's write-only sheet
    cell = WriteOnlyCell(sheet, value=safe_cell(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def report_rows(
    problems: Iterable[Problem], scripts: Iterable[tuple[int, CheckedScript]], language: str
) -> Iterator[tuple[str, str, str, str]]:
    """The report of a batch: line, column, what is wrong, what to do; headings first.

    Args:
        problems: of the files as a whole.
        scripts: each with its line.
        language: ``ko`` or ``en``.
    """
    head = _REPORT[language]
    yield head[0], head[1], head[2], head[3]
    for problem in problems:
        yield _said(problem, problem.line, language)
    for line, checked in scripts:
        yield from (_said(problem, line, language) for problem in checked.problems)
        numbers = (one for one in checked.differences if one.blocks and one.key not in checked.confirmed)
        yield from (_differs(one, line, language) for one in numbers)


def _said(problem: Problem, line: int, language: str) -> tuple[str, str, str, str]:
    return str(line or ""), problem.column, problem.what(language), problem.what_to_do(language)


def _differs(one: Difference, line: int, language: str) -> tuple[str, str, str, str]:
    what, then = _NUMBERS[language]
    said = what.format(text=one.text or "–", heard=one.heard or "–")
    return str(line), HEADINGS["recording"][0], said, then
