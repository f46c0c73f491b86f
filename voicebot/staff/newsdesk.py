"""What the FAQ pages share: the officers' house, and an entry's text as a form."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from voicebot.civic.entry import LANGUAGES
from voicebot.civic.faq import load_faq
from voicebot.civic.publishing.house import House, open_house
from voicebot.civic.publishing.publisher import Held
from voicebot.civic.publishing.texts import Fields
from voicebot.errors import EntryError, StoreError
from voicebot.staff.visit import Visit

__all__ = ["CHOICES", "FIELDS", "LINES", "TROUBLES", "Houses", "as_form", "from_form", "held", "trouble"]

LINES = ("variants", "answer_spoken", "steps", "docs")
"""Fields that are lists: a line each."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "scope": ("district", "city", "national"),
    "confidence": ("high", "medium", "low"),
}
FIELDS = (
    "label", "picture", "topic", "question", *LINES, "answer_written", "fee", "where", "phone", "who",
    "hours", "deadline", "url", "source_url", "source_note", "verified_on", "valid_from", "valid_until",
    *CHOICES, "review_owner", "audio",
)  # fmt: skip
"""What an officer fills in, in the order of the page; ``urgent`` is a box besides."""
MOST = 20_000
"""Letters of one field: 500 phrasings and more."""

TROUBLES = frozenset(
    {
        "entry_changed", "entry_id", "entry_incomplete", "entry_taken", "entry_unfit", "gap_masked",
        "not_possible", "period", "pronunciation", "second_person", "text_unknown",
    }
)  # fmt: skip
"""Codes that the pages have words for: ``faq_<code>``."""


class Houses:
    """The house of one console: the desk's own, or one without models while they load."""

    def __init__(self) -> None:
        self._house: House | None = None

    async def of(self, visit: Visit) -> House:
        """Entries, words and what had no answer."""
        if workshop := visit.console.behind.workshop:
            return workshop.house
        if self._house is None:
            own, zone, now = visit.console.own, visit.console.behind.district.zone, visit.tools.now
            first = await asyncio.to_thread(load_faq, own.district_dir)
            self._house = open_house(visit.tools.engine, own, first, lambda: now().astimezone(zone))
        return self._house


def as_form(fields: Mapping[str, Any]) -> dict[str, str]:
    """A text as the fields of a form."""
    return {
        name: "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        for name in FIELDS
        if (value := fields.get(name)) is not None
    }


def from_form(visit: Visit) -> Fields:
    """The form as a text; what is empty is left out."""
    fields: Fields = {}
    for name in FIELDS:
        text = visit.long_text(name, MOST)
        if name in LINES:
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            fields |= {name: lines} if lines else {}
        elif text:
            fields[name] = text
    return {**fields, "urgent": True} if visit.text("urgent") else fields


async def held(visit: Visit, house: House) -> Held:
    """The entry in the path.

    Raises:
        HTTPException: there is none.
    """
    language, entry = (visit.request.path_params[name] for name in ("language", "entry"))
    if language not in LANGUAGES:
        raise HTTPException(404)
    try:
        return await house.publisher.held(entry, language)
    except EntryError as error:
        raise HTTPException(404) from error


def trouble(error: EntryError | StoreError) -> str:
    """The key of the words for what went wrong.

    Raises:
        EntryError: there are none: it is no mistake of an officer's.
        StoreError: the same.
    """
    if error.code not in TROUBLES:
        raise error
    return f"faq_{error.code}"
