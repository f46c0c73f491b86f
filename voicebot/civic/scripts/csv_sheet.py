"""A CSV file as lines: UTF-8 with or without its mark, CP949, and the UTF-16 of Excel's Unicode text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.sheet import MOST_COLUMNS, MOST_LETTERS, Cell, Line
from voicebot.errors import ScriptError

__all__ = ["csv_lines", "plain_cell"]

_NEUTRALISED = "'"
"""What an export puts before a text that a spreadsheet would take for a formula (see ``table``)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",\t;"


def csv_lines(path: Path) -> Iterator[Line]:
    """The lines of a file that is small enough to be read whole.

    A quotation mark that is not closed swallows what follows: the line where it was opened is named.

    Raises:
        ScriptError: ``sheet_unreadable``.
    """
    text = _decoded(path)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(_physical_lines(text), delimiter=separator, strict=True, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, [Problem.of("quote_open")]
            return
        yield line, [plain_cell(cell) for cell in cells[:MOST_COLUMNS]]
        line = reader.line_num + 1


def plain_cell(text: str) -> Cell:
    """What a cell of text says; a formula says nothing that can be trusted."""
    if len(text) > MOST_LETTERS:
        return Problem.of("cell_too_long")
    if text.startswith(_NEUTRALISED) and text[1:].startswith(_FORMULA):
        return text[1:]
    return Problem.of("formula") if text.lstrip().startswith("=") else text


def _physical_lines(text: str) -> Iterator[str]:
    return iter(text.splitlines(keepends=True))


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ScriptError(
        "sheet_unreadable",
        f"{path.name} 파일을 글자로 읽을 수 없어요. 엑셀에서 'CSV UTF-8'로 다시 저장해 주세요. / "
        f"{path.name} is neither UTF-8 nor CP949; save it again as CSV UTF-8.",
    )
