"""What a desk of one's own has in its store, against what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicebot.bench.same_slot import same_place, same_when
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.errors import ComplaintError
from voicebot.settings import Settings
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.understand.slots import Gazetteer, extract

__all__ = ["Kept", "kept", "wrong_fields"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A complaint in the store, with whose it is, and the names by which its words are understood."""

    complaint: Complaint
    contact: Contact
    known: Gazetteer


async def kept(own: Settings, receipt: str) -> Kept:
    """What is in the store of a desk, whose settings are `own`.

    Raises:
        ComplaintError: no such receipt.
    """
    engine = await open_database(own)
    try:
        district = load_district(own.district_dir)
        register = Register(engine, load_keyring(own), district, load_categories(own.district_dir), {})
        one = await register.get(receipt)
        at = one.filed_at
        if at is None:
            raise ComplaintError("receipt_unknown", "It was never filed.")
        seen = await register.contact(receipt, actor="bench", role="officer", at=at)
        return Kept(one, seen, gazetteer(district, at.date()))
    finally:
        await engine.dispose()


def wrong_fields(one: Kept, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Fields that are not as they were told; what was not told has to be empty."""
    found = {
        "category": one.complaint.category,
        "place": one.complaint.place,
        "when": one.complaint.occurred,
        "phone": one.contact.phone,
        "name": one.contact.name,
    }
    return tuple(name for name, value in found.items() if not _same(one, name, wanted[name], value))


def _same(one: Kept, name: str, wanted: str, found: str) -> bool:
    """Digits and kinds to the letter, days as the days that they mean, names and places by their sound."""
    if name in ("category", "phone") or not wanted:
        return found == wanted
    at = one.complaint.filed_at
    when = extract(found, at, one.known).when if name == "when" and at else None
    return same_when(wanted, when, one.known, at) if when and at else same_place(wanted, found)
