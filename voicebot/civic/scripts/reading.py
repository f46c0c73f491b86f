"""A file that an officer sends, read as a sheet: its content tells what it is, not its name alone."""

from __future__ import annotations

from pathlib import Path

from voicebot.civic.scripts.csv_sheet import csv_lines
from voicebot.civic.scripts.sheet import Sheet, sheet_of
from voicebot.civic.scripts.xlsx_sheet import check_workbook, other_sheets, xlsx_lines
from voicebot.errors import ScriptError

__all__ = ["read_sheet"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TEXTS = (".csv", ".tsv", ".txt")


def read_sheet(path: Path, most_rows: int, most_bytes: int) -> Sheet:
    """Read an ``.xlsx`` or CSV file; computes.

    Args:
        path: the file.
        most_rows: that are taken.
        most_bytes: a larger file is not read.

    Raises:
        ScriptError: ``sheet_too_large``, ``sheet_old_format``, ``sheet_unreadable``, ``sheet_macros``,
            ``sheet_no_columns``, ``zip_unreadable``, ``zip_too_large``.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        size = path.stat().st_size
    except OSError as error:
        raise ScriptError("sheet_unreadable", f"{path.name} cannot be read: {error.strerror}.") from error
    if size > most_bytes:
        raise ScriptError(
            "sheet_too_large",
            f"{path.name} 파일이 너무 커요 ({size / 1e6:,.0f} MB). {most_bytes / 1e6:,.0f} MB까지 돼요. / "
            f"{path.name} is too large ({size / 1e6:,.0f} MB); {most_bytes / 1e6:,.0f} MB is the most.",
        )
    if start == _ZIP:
        check_workbook(path)
        return sheet_of(path, xlsx_lines(path), other_sheets(path), most_rows)
    if start == _OLE or path.suffix.lower() not in _TEXTS:
        raise ScriptError(
            "sheet_old_format",
            f"{path.name} 파일은 읽을 수 없는 형식이에요. '.xlsx'나 CSV로 저장해 주세요. "
            "암호가 걸려 있으면 풀어 주세요. / "
            f"{path.name} is in a format that is not read, or locked; save it as .xlsx or CSV.",
        )
    return sheet_of(path, csv_lines(path), (), most_rows)
