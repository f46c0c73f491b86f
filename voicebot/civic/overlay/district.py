"""District data as officers have it: the desk's name, hours, offices, departments and telephones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from voicebot.civic.district import Department, Desk, District, Hours, Name, Office, Phone
from voicebot.civic.overlay import days_off
from voicebot.civic.overlay.laying import OFF, Row, by_key, laid_over
from voicebot.store.ledger import Content, Lines

__all__ = [
    "CHAPTER",
    "KEPT_ELSEWHERE",
    "PARTS",
    "content_of",
    "district_over",
    "own_key",
    "part_of",
    "records",
]

CHAPTER = "district"
KEPT_ELSEWHERE = frozenset({"closed", "working", "called"})
"""Of the hours: `days_off` has them."""

_R = TypeVar("_R", bound=BaseModel)

PARTS: Mapping[str, tuple[type[BaseModel], str]] = {
    "desk": (Desk, ""),
    "hours": (Hours, ""),
    "name": (Name, "name"),
    "office": (Office, "id"),
    "department": (Department, "id"),
    "phone": (Phone, "number"),
}
"""What can be changed: its form, and the field by which one of several is known."""

_FIELDS = {"name": "names", "office": "offices", "department": "departments", "phone": "phones"}


def part_of(key: str) -> str:
    """Which part a key belongs to; empty for none."""
    part = key.partition(":")[0]
    return part if part in PARTS else ""


def own_key(record: BaseModel) -> str:
    """Names a record: ``department:road``; ``desk`` and ``hours`` are there once."""
    part, field = next((part, field) for part, (form, field) in PARTS.items() if isinstance(record, form))
    return f"{part}:{getattr(record, field)}" if field else part


def records(district: District, lines: Lines) -> list[Row[BaseModel]]:
    """Everything that can be changed, what is taken away too."""
    filed = by_key(_all(district), own_key)
    changed = {key: content for key, content in lines.items() if part_of(key)}
    rows: list[Row[BaseModel]] = []
    for key in dict.fromkeys([*filed, *changed]):
        base = {key: filed[key]} if key in filed else {}
        mine = {key: changed[key]} if key in changed else {}
        rows += laid_over(base, mine, _reader(key))
    return rows


def district_over(base: District, lines: Mapping[str, Lines]) -> District:
    """The district that is in force.

    Args:
        base: of the files.
        lines: of the whole ledger, by chapter.
    """
    rows = [row for row in records(base, lines.get(CHAPTER, {})) if not row.off]
    of = {part: tuple(row.value for row in rows if part_of(row.key) == part) for part in PARTS}
    update: dict[str, Any] = {field: of[part] for part, field in _FIELDS.items()}
    (desk,), (hours,) = of["desk"], of["hours"]
    assert isinstance(hours, Hours)
    update |= {"desk": desk, "hours": days_off.hours_over(hours, lines.get(days_off.CHAPTER, {}))}
    return base.model_copy(update=update)


def content_of(record: BaseModel, *, off: bool = False) -> Content:
    """A record as a line of the ledger."""
    kept = record.model_dump(mode="json", exclude=set(KEPT_ELSEWHERE), exclude_defaults=True)
    return {**kept, OFF: off}


def _all(district: District) -> Iterator[BaseModel]:
    yield district.desk
    yield district.hours.model_copy(update=dict.fromkeys(KEPT_ELSEWHERE, ()))
    for field in _FIELDS.values():
        yield from getattr(district, field)


def _reader(key: str) -> Callable[[Content], BaseModel]:
    """Reads a record of a key's part; dates are written as text there."""
    form = PARTS[part_of(key)][0]
    return lambda content: form.model_validate_json(json.dumps(dict(content)))
