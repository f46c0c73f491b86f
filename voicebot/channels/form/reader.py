"""What the desk makes of what was written: where, when, which kind of trouble, whether others told of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from voicebot.channels.resident.behind import Behind
from voicebot.civic.complaints.categories import FALLBACK
from voicebot.errors import EngineError
from voicebot.talk.alarm import first_aid
from voicebot.talk.backroom import Backroom
from voicebot.talk.interview import Book, Draft
from voicebot.talk.interview.filling import put_place, put_when
from voicebot.talk.interview.said import Said, for_another
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.understand.meaning import Reading

__all__ = ["Reader"]

LIKELY = 3
"""Kinds that are shown before the others."""
T = TypeVar("T")


class Reader:
    """Reads answers as the interview hears them; without its models everything is asked instead.

    Args:
        behind: the desk, its store open.
    """

    def __init__(self, behind: Behind) -> None:
        self._behind = behind

    @property
    def _room(self) -> Backroom:
        return self._behind.backroom

    async def filled(self, draft: Draft, language: str) -> Draft:
        """The draft with the place and the time that were told with the trouble, where they are plain."""
        said = await _patiently(self._room.understand(draft.what, language))
        if said is None:
            return draft
        book = Book(self._room.office.categories, phrases(language), language, self._room.days)
        for put in (put_place, put_when):
            added = put(draft, said, book).draft
            draft = draft if added.vague else added
        return draft.having(behalf=for_another(draft.what))

    async def problem(self, step: str, draft: Draft, language: str) -> str:
        """What is wrong with a place or a time, by the name of a phrase; empty when nothing is."""
        text = {"place": draft.place, "when": draft.when}.get(step, "")
        said = await _patiently(self._room.understand(text, language)) if text else None
        if said is None:
            return ""
        if step == "place":
            return "place_outside" if said.outside else ""
        when = said.slots.when
        return f"when_{when.fault}" if when and when.fault else ""

    async def likely(self, draft: Draft, language: str) -> tuple[str, ...]:
        """The kinds of trouble that it may be, the likeliest first."""
        if language not in self._behind.knowledge:
            return ()
        said = await _patiently(self._kinds(draft.what, language))
        kinds = (said.kind, *said.kinds) if said else ()
        return tuple(dict.fromkeys(kind for kind in kinds if kind and kind != FALLBACK))[:LIKELY]

    async def _kinds(self, text: str, language: str) -> Said:
        said = await self._room.understand(text, language)
        return await self._room.kinds([Reading(text)], said, language)

    async def compared(self, draft: Draft) -> Draft:
        """The draft with the open complaint about the same trouble, if there is one."""
        office, found = self._room.office, None
        if draft.place and draft.category:
            found = await office.joining.similar(draft.category, draft.place, None, office.now())
        receipt = found.receipt if found else ""
        if receipt == draft.similar:
            return draft
        anew = draft.passed - {"join"}
        return draft.having(similar=receipt, people=found.people if found else 0, joins="", passed=anew)

    async def aid(self, draft: Draft | None, language: str) -> Reply | None:
        """Whom to call at once, where what was written tells of danger."""
        return await asyncio.to_thread(first_aid, draft.what, language) if draft and draft.what else None


async def _patiently(work: Awaitable[T]) -> T | None:
    """What comes of it; nothing where too many wait for the same."""
    try:
        return await work
    except EngineError:
        return None
