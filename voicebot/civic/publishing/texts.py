"""The text of an entry as fields, as they stand in the district's files; a draft may lack some."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from voicebot.civic.entry import Entry
from voicebot.civic.faq import Problem, StrictLoader
from voicebot.errors import EntryError

__all__ = [
    "Fields",
    "as_entry",
    "as_yaml",
    "blank",
    "checked_id",
    "entry_problems",
    "fields_of",
    "from_yaml",
]

Fields = dict[str, Any]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN = ("id", "language")
_DAYS = ("verified_on", "valid_from", "valid_until")
_BLANK = {"topic": "", "label": "", "picture": "❓", "scope": "district", "confidence": "low"}


def fields_of(entry: Entry) -> Fields:
    """The fields of an entry, without what is left at its default."""
    found: Fields = entry.model_dump(mode="json", exclude=set(_OWN), exclude_defaults=True)
    return found


def as_entry(key: tuple[str, str], fields: Mapping[str, Any]) -> Entry:
    """The entry that some fields make.

    Raises:
        EntryError: ``entry_incomplete``; the message names every field that is wrong.
    """
    problems = entry_problems(key, fields)
    if problems:
        raise EntryError("entry_incomplete", "; ".join(str(problem) for problem in problems))
    return _read(key, fields)


def entry_problems(key: tuple[str, str], fields: Mapping[str, Any]) -> list[Problem]:
    """What keeps some fields from being an entry."""
    try:
        _read(key, fields)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False, include_context=False)
        return [Problem("", key[1], f"{'.'.join(map(str, one['loc']))}: {one['msg']}") for one in details]
    return []


def _read(key: tuple[str, str], fields: Mapping[str, Any]) -> Entry:
    whole = {**fields, "id": key[1], "language": key[0]}
    return Entry.model_validate_json(json.dumps(whole, ensure_ascii=False))


def blank(question: str, variants: Sequence[str], owner: str) -> Fields:
    """A draft that knows only how people ask."""
    return {**_BLANK, "question": question, "variants": list(variants), "review_owner": owner}


def checked_id(entry: str) -> str:
    """The id, if it may be one.

    Raises:
        EntryError: ``entry_id``.
    """
    if not _ID.fullmatch(entry) or len(entry) > 64:
        raise EntryError(
            "entry_id", f"{entry!r:.80} is no id; write small letters, digits and single hyphens."
        )
    return entry


def as_yaml(entries: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Entries (id, fields) as a file of the district's folder."""
    listed = [
        {"id": name, **{field: _day(field, value) for field, value in fields.items()}}
        for name, fields in entries
    ]
    return yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=110)


def _day(field: str, value: object) -> object:
    """A day as YAML writes days; what is none stays as it is."""
    try:
        return dt.date.fromisoformat(value) if field in _DAYS and isinstance(value, str) else value
    except ValueError:
        return value


def from_yaml(text: str) -> list[tuple[str, Fields]]:
    """Entries (id, fields) out of such a file; their fields are not checked yet.

    Raises:
        EntryError: ``file_invalid`` or ``entry_id``.
    """
    try:
        raw = yaml.load(text, Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
        listed = json.loads(json.dumps(raw, default=str))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise EntryError("file_invalid", f"Not readable as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(listed, list) or not all(isinstance(one, dict) and "id" in one for one in listed):
        raise EntryError("file_invalid", "The file must be a list of entries, each beginning with '- id: …'.")
    return [(checked_id(str(one["id"])), {k: v for k, v in one.items() if k not in _OWN}) for one in listed]
