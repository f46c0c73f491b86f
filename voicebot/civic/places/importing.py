"""Reads a file of open data: what can be read is taken, and each row that cannot is named with its line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from voicebot.civic.district import District
from voicebot.civic.places.columns import fields_of, place_of
from voicebot.civic.places.place import KIND_WORDS, Kind, Place
from voicebot.civic.places.problems import RowError
from voicebot.errors import DistrictError

__all__ = ["Import", "kind_of", "places_in", "read_places"]

_MOST_LINES = 5
"""Of one row; beyond, a quotation mark was forgotten, and only its line is given up."""

Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Import:
    """What came of a file.

    Attributes:
        kind: of its places.
        places: taken.
        outside: rows of other districts.
        problems: rows that were passed over: their line, and why.
    """

    kind: Kind
    places: list[Place] = field(default_factory=list)
    outside: int = 0
    problems: list[tuple[int, RowError]] = field(default_factory=list)


def read_places(
    path: Path, district: District, kind: str | None = None, tell: Tell = lambda done, total: None
) -> Import:
    """Read a CSV file; see `places_in`.

    Raises:
        DistrictError: ``places_unreadable``, or as `places_in`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DistrictError("places_unreadable", f"{path} cannot be read: {error.strerror}.") from None
    return places_in(raw, path.name, district, kind, tell)


def places_in(
    raw: bytes, name: str, district: District, kind: str | None = None, tell: Tell = lambda done, total: None
) -> Import:
    """Read CSV in UTF-8 (with or without BOM) or CP949.

    Args:
        raw: what is in the file.
        name: of the file.
        district: places farther away are left out.
        kind: of the places; known by the file's name or columns when empty.
        tell: told lines done and lines in all.

    Raises:
        DistrictError: ``places_unreadable``, ``places_empty``, ``places_no_name``, ``places_kind_unknown``.
    """
    lines = _text(raw, name).splitlines()
    rows = _rows(lines)
    _, head = next(rows, (0, []))
    if isinstance(head, RowError) or not head:
        raise DistrictError("places_empty", f"{name} has no line with the names of columns.")
    fields = fields_of(head)
    found = Import(kind_of(kind, f"{name} {' '.join(head)}"))
    for line, row in rows:
        tell(line, len(lines))
        _take(found, line, row, len(head), fields, district)
    tell(len(lines), len(lines))
    return found


def kind_of(kind: str | None, text: str) -> Kind:
    """The kind that is asked for, or the one that the file's name and columns speak of.

    Raises:
        DistrictError: ``places_kind_unknown``.
    """
    chosen = kind or next((k for k, words in KIND_WORDS.items() if any(word in text for word in words)), None)
    for known in get_args(Kind):
        if chosen == known:
            return known  # type: ignore[no-any-return]
    kinds = ", ".join(get_args(Kind))
    raise DistrictError("places_kind_unknown", f"What kind of places are these? Say --kind, one of {kinds}.")


def _take(
    found: Import,
    line: int,
    row: list[str] | RowError,
    width: int,
    fields: dict[str, int],
    district: District,
) -> None:
    try:
        if isinstance(row, RowError):
            raise row
        if not any(cell.strip() for cell in row):
            return
        if len(row) != width:
            raise RowError("columns", found=len(row), wanted=width)
        place = place_of(row, fields)
    except RowError as error:
        found.problems.append((line, error))
        return
    if _is_here(place, district):
        found.places.append(place)
    else:
        found.outside += 1


def _is_here(place: Place, district: District) -> bool:
    if place.lat is not None and place.lon is not None:
        return district.reaches(place.lat, place.lon)
    known = (*district.places.south, *district.places.north, *district.places.other)
    return any(dong in place.address for dong in known)


def _text(raw: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DistrictError(
        "places_unreadable", f"{name} is neither UTF-8 nor CP949; save it as CSV in one of them."
    )


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str] | RowError]]:
    """(line, cells) of each row, or (line, what is wrong with it); a row may run over lines within quotes."""
    at = 0
    while at < len(lines):
        size = next((n for n in range(1, _MOST_LINES + 1) if _is_whole(lines[at : at + n])), 0)
        if size:
            text = "\n".join(lines[at : at + size])
            yield at + 1, next(csv.reader([text], skipinitialspace=True), [])
        else:
            yield at + 1, RowError("quote")
        at += size or 1


def _is_whole(lines: list[str]) -> bool:
    return "\n".join(lines).count('"') % 2 == 0
