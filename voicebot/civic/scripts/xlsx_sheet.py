"""An Excel file as lines: values only. Formulas, macros and files that are not what they seem are refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from voicebot.civic.scripts.csv_sheet import plain_cell
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.sheet import MOST_COLUMNS, Cell, Line
from voicebot.civic.scripts.zips import check_totals, member_problem, open_zip
from voicebot.errors import ScriptError

__all__ = ["check_workbook", "other_sheets", "xlsx_lines"]

_UNPACKED = 64 * 1024 * 1024
"""Bytes that a workbook may unpack to; 10,000 rows of answers are about 30 MB."""
_MACROS = ("vbaproject.bin", "vbadata.xml", "xl4macro", "macrosheets/")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_CHUNK = 1024 * 1024
_EMPTY_END = 2_000
"""Empty rows in a row after which nothing more is expected; a file may claim a million of them."""


def check_workbook(path: Path) -> None:
    """Look at an Excel file before any of it is read as one.

    Raises:
        ScriptError: ``zip_unreadable``, ``zip_too_large``, ``sheet_macros``, ``sheet_unreadable``.
    """
    with open_zip(path, path.name) as archive:
        check_totals(archive, path.name, _UNPACKED)
        for member in archive.infolist():
            name = member.filename.lower()
            if any(word in name for word in _MACROS):
                raise _macros(path)
            if member_problem(member, member.filename) or (
                name.endswith((".xml", ".rels")) and _declares(archive, member)
            ):
                raise _unreadable(path)


def xlsx_lines(path: Path) -> Iterator[Line]:
    """The lines of the first sheet.

    Raises:
        ScriptError: ``sheet_unreadable``.
    """
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            yield from _lines(book.worksheets[0])
        finally:
            book.close()
    except ScriptError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do for a file that is broken
        raise _unreadable(path) from error


def other_sheets(path: Path) -> list[Problem]:
    """The sheets that are not read, so that nobody wonders where their rows are.

    Raises:
        ScriptError: ``sheet_unreadable``.
    """
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
        names = [sheet.title for sheet in book.worksheets[1:]]
        book.close()
    except Exception as error:  # as above
        raise _unreadable(path) from error
    return [Problem.of("sheet_other", value=name) for name in names]


def _lines(sheet: Any) -> Iterator[Line]:  # noqa: ANN401 - openpyxl's read-only sheet
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    empty = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        cells = [_cell(cell) for cell in row]
        empty = 0 if any(cells) else empty + 1
        if empty > _EMPTY_END:
            return
        if not empty:
            yield number, cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl's cell, or an empty one that has no type
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if kind == "f":
        return Problem.of("formula")
    if kind == "e":
        return Problem.of("cell_error", value=value)
    if isinstance(value, str):
        return plain_cell(value)
    return _plain(value)


def _plain(value: object) -> str:
    """A number or a date as somebody would type it."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether an XML file declares entities, or is written so that nobody sees whether it does."""
    tail = b""
    try:
        with archive.open(member) as stream:
            while part := stream.read(_CHUNK):
                if any(word in tail + part for word in _FORBIDDEN) or b"\0" in part:
                    return True
                tail = part[-16:]
    except Exception:  # a broken member: zipfile's codecs raise a dozen kinds
        return True
    return False


def _macros(path: Path) -> ScriptError:
    return ScriptError(
        "sheet_macros",
        f"{path.name} 파일에 매크로가 들어 있어요. '.xlsx'(매크로 없음)로 다시 저장해 주세요. / "
        f"{path.name} holds macros; save it again as .xlsx, without them.",
    )


def _unreadable(path: Path) -> ScriptError:
    return ScriptError(
        "sheet_unreadable",
        f"{path.name} 파일을 엑셀 파일로 읽을 수 없어요. 엑셀에서 '.xlsx'로 다시 저장해 주세요. / "
        f"{path.name} cannot be read as an Excel file; save it again as .xlsx.",
    )
