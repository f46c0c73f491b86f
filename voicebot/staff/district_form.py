"""District data as forms: which fields each part has, and a record out of what was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from voicebot.civic.district import Department, Phone
from voicebot.civic.overlay.district import KEPT_ELSEWHERE, PARTS, own_key
from voicebot.civic.overlay.laying import Row
from voicebot.staff.visit import Visit

__all__ = [
    "CHOICES", "FIELDS", "KINDS", "MADE", "Typed", "record_of", "settled", "typed", "typed_of",
    "wrong_fields",
]  # fmt: skip

_DATED = ("valid_from", "valid_until", "source_url", "verified_on")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "desk": ("name", "name_en", "phone", "site"),
    "hours": ("opens", "closes", "rest", "weekdays"),
    "name": ("name", "formal", "aliases", "own", "confirmed", *_DATED),
    "office": ("id", "name", "area", "address", "phone", *_DATED),
    "department": ("id", "name", "name_en", "phone", "confirmed", *_DATED),
    "phone": ("number", "dial", "kind", "name", "name_en", "hours", "confirmed", *_DATED),
}
"""What is filled in, in the order of the page."""
KINDS: Mapping[str, str] = {
    "opens": "time", "closes": "time", "rest": "times", "weekdays": "days", "aliases": "lines", "own": "box",
    "confirmed": "box", "area": "choice", "kind": "choice", "valid_from": "date", "valid_until": "date",
    "verified_on": "date", "source_url": "url", "site": "url", "phone": "tel", "number": "tel", "dial": "tel",
}  # fmt: skip
"""How a field is filled in; as plain text, where nothing is said."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "area": ("south", "north"),
    "kind": ("emergency", "crisis", "helpline", "service"),
}
MADE = ("name", "office", "department", "phone")
"""Parts of which there may be more."""
_CERTAIN = frozenset({"119", "112", "109"})
"""Telephones that callers in danger are sent to: they stay as they are."""
_MOST = 500

Typed = dict[str, Any]


def typed(visit: Visit, part: str) -> Typed:
    """What was sent: texts, lists of texts, whether a box is ticked."""
    found: Typed = {}
    for field in FIELDS[part]:
        match KINDS.get(field, "text"):
            case "box":
                found[field] = visit.text(field) == "yes"
            case "lines":
                found[field] = [line for line in visit.long_text(field, _MOST).splitlines() if line]
            case "days":
                found[field] = visit.texts(field)
            case "times":
                found[field] = [visit.text(f"{field}_from"), visit.text(f"{field}_until")]
            case _:
                found[field] = visit.text(field)
    return found


def typed_of(record: BaseModel) -> Typed:
    """A record as a form has it."""
    plain = record.model_dump(mode="json", exclude=set(KEPT_ELSEWHERE))
    shown = {name: "" if value is None else value for name, value in plain.items()}
    for field in ("opens", "closes"):
        if field in shown:
            shown[field] = shown[field][:5]
    if "weekdays" in shown:
        shown |= {"weekdays": [str(day) for day in shown["weekdays"]]}
        shown |= {"rest": [time[:5] for time in shown["rest"] or ("", "")]}
    return shown


def record_of(part: str, form: Typed) -> BaseModel:
    """The record.

    Raises:
        ValidationError: fields of it cannot be.
    """
    given = {name: value for name, value in form.items() if value not in ("", ["", ""])}
    if "weekdays" in given:
        given["weekdays"] = [int(day) for day in given["weekdays"] if day.isdecimal()]
    return PARTS[part][0].model_validate_json(json.dumps(given))


def settled(row: Row[BaseModel] | None, record: BaseModel | None, used: frozenset[str]) -> str:
    """Why a record may not become this; empty where it may.

    Args:
        row: as it was; nothing for a new one.
        record: as it would be; nothing where it would be gone.
        used: departments that complaints are sent to by their kind.
    """
    before = row.value if row else None
    if isinstance(before, Phone) and before.number in _CERTAIN and not _as_certain(before, record):
        return "certain"
    if isinstance(before, Department) and record is None and before.id in used:
        return "used"
    return "key" if before and record and own_key(before) != own_key(record) else ""


def _as_certain(before: Phone, record: BaseModel | None) -> bool:
    """Whether a telephone for people in danger is still the same one, today and always."""
    if not isinstance(record, Phone):
        return False
    fixed = ("number", "dial", "kind", "valid_from", "valid_until")
    return all(getattr(before, name) == getattr(record, name) for name in fixed)


def wrong_fields(error: ValidationError) -> list[str]:
    """The fields that cannot be."""
    found = (str(one["loc"][0]) if one["loc"] else "order" for one in error.errors(include_url=False))
    return list(dict.fromkeys(found))
