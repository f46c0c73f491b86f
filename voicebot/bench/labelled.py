"""Sets that people labelled: tab-separated or CSV files in UTF-8 with named columns."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from voicebot.errors import DistrictError

__all__ = ["language_of", "read_rows", "read_text", "read_texts"]


_TEXT = ("text", "Q", "phrasing", "sentence", "utterance")
"""Names of the column with what is said."""


def language_of(file: Path) -> str:
    """The language that a file's name names; Korean when it names none."""
    return "en" if ".en." in f".{file.name}" or file.stem == "en" else "ko"


def read_rows(file: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file.

    Raises:
        DistrictError: ``tsv_unreadable`` or ``tsv_columns``.
    """
    reader = csv.DictReader(read_text(file).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise DistrictError("tsv_columns", f"{file}, line 1: no column {', '.join(missing)}; name them so.")
    return [{column: (row[column] or "").strip() for column in columns} for row in reader]


def read_texts(file: Path) -> list[str]:
    """The sentences of a set, whatever their column is called.

    Raises:
        DistrictError: ``tsv_unreadable`` or ``tsv_columns``.
    """
    tabs = file.suffix == ".tsv"
    reader = csv.DictReader(
        read_text(file).splitlines(),
        delimiter="\t" if tabs else ",",
        quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL,
    )
    column = next((name for name in _TEXT if name in (reader.fieldnames or ())), None)
    if column is None:
        names = f"{', '.join(_TEXT[:-1])} or {_TEXT[-1]}"
        raise DistrictError("tsv_columns", f"{file}, line 1: no column {names}; name it so.")
    return [row[column].strip() for row in reader if (row[column] or "").strip()]


def read_text(file: Path) -> str:
    """A file in UTF-8, its letters composed.

    Raises:
        DistrictError: ``tsv_unreadable``.
    """
    try:
        return unicodedata.normalize("NFC", file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise DistrictError("tsv_unreadable", f"{file} cannot be read as UTF-8 text: {error}") from None
