"""What officers do with places, at a page or in a shell: look, change one, import many."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from voicebot.civic.overlay.laying import OFF, Row, free_key
from voicebot.civic.overlay.places import chapter, content_of, differences, place_key, places_over, replacing
from voicebot.civic.places.importing import Import
from voicebot.civic.places.place import Kind, Place
from voicebot.civic.places.shelf import Shelf
from voicebot.store.ledger import Change, Content, Ledger, Writer

__all__ = ["MOST_TOLD", "PlaceDesk"]

MOST_TOLD = 500
"""Rows that were passed over, in the report that is kept of an import."""


class PlaceDesk:
    """The places of a district.

    Args:
        ledger: where changes are written.
        folder: where places were imported to before there was a ledger, or before the desk was set up.
    """

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger = ledger
        self._filed = Shelf(folder)

    async def shelf(self) -> Shelf:
        """The places as they are now, to look in."""
        await asyncio.to_thread(self._filed.reload)
        self._filed.lay(await self.ledger.everything())
        return self._filed

    async def rows(self, kind: Kind, lines: dict[str, Content] | None = None) -> list[Row[Place]]:
        """Every place of a kind with its key, by name."""
        known = await self.ledger.lines(chapter(kind)) if lines is None else lines
        found = places_over(self._filed.filed(kind), known)
        return sorted(found, key=lambda row: (row.value.name, row.key))

    async def put(self, kind: Kind, key: str, place: Place, writer: Writer) -> str:
        """Keep a place, a new one where the key is empty; its key.

        Raises:
            StoreError: ``ledger_changed``.
        """
        taken = {row.key for row in await self.rows(kind)}
        action, key = ("edit", key) if key else ("add", free_key(place_key(place), taken))
        line = {key: content_of(place)}
        await self.ledger.write(Change(chapter(kind), line, writer, action, place.name))
        return key

    async def remove(self, kind: Kind, row: Row[Place], writer: Writer) -> None:
        """Leave a place out from now on.

        Raises:
            StoreError: ``ledger_changed``.
        """
        line = {row.key: None if row.origin == "office" else {OFF: True}}
        await self.ledger.write(Change(chapter(kind), line, writer, "remove", row.value.name))

    async def take(self, found: Import, actor: str, at: dt.datetime) -> int:
        """Put imported places in the stead of all of their kind; the version of the change.

        Raises:
            StoreError: ``ledger_changed``: somebody changed one of them meanwhile.
        """
        name, filed = chapter(found.kind), self._filed.filed(found.kind)
        writer, lines = Writer(actor, at, await self.ledger.version(name)), await self.ledger.lines(name)
        written = replacing(filed, lines, found.places)
        then = {key: one for key, one in {**lines, **written}.items() if one is not None}
        before, after = await self.rows(found.kind, lines), await self.rows(found.kind, then)
        details = {**_report(found), **differences(_by_key(before), _by_key(after))}
        about = str(len(found.places))
        return await self.ledger.write(Change(name, written, writer, "import", about, details, whole=True))


def _by_key(rows: Iterable[Row[Place]]) -> dict[str, Place]:
    return {row.key: row.value for row in rows}


def _report(found: Import) -> dict[str, Any]:
    """What is kept of an import, row by row."""
    wrong = [[line, one.code, one.about] for line, one in found.problems[:MOST_TOLD]]
    return {
        "taken": len(found.places),
        "outside": found.outside,
        "passed": len(found.problems),
        "problems": wrong,
    }
