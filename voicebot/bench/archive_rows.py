"""A made-up archive of complaints, as rows of the store: five years of a district, filed and led on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from voicebot.bench.archive_lives import LIVES, Life, Lives, live
from voicebot.civic.calendar import office_calendar
from voicebot.civic.complaints.categories import Categories
from voicebot.civic.complaints.receipt import new_receipt
from voicebot.civic.complaints.rows import as_columns, as_event
from voicebot.civic.district import District
from voicebot.store.complaints import TRACKED, event_columns
from voicebot.store.keys import Keyring

__all__ = ["YEARS", "archive"]

YEARS = 5
"""As long as complaints are kept (settings: retention)."""

_PEOPLE = 20_000
_CHANNELS = ("browser", "kiosk", "phone", "kakao", "open311", "counter")

Columns = dict[str, Any]


def archive(
    count: int,
    district: District,
    categories: Categories,
    keyring: Keyring,
    *,
    lives: Lives = LIVES,
    seed: int = 4,
) -> Iterator[tuple[Columns, list[Columns]]]:
    """Complaints, the oldest first, each with its row and its events; ids count from 1.

    Few kinds make up most of them, as in any district: the n-th has a share of 1/n. So do the dongs.
    """
    chance, calendar = Random(seed), office_calendar(district)  # noqa: S311 - nobody guesses
    now = dt.datetime.now(district.zone)
    people = [_person(number, keyring) for number in range(min(count, _PEOPLE))]
    places, kinds, taken = district.places.south, categories.categories, set[str]()
    between = dt.timedelta(days=365 * YEARS) / count
    for number in range(1, count + 1):
        kind = chance.choices(kinds, [1 / n for n, _ in enumerate(kinds, 1)])[0]
        life = live(kind, now - between * (count - number + chance.random()), now, calendar, chance, lives)
        place = chance.choices(places, [1 / n for n, _ in enumerate(places, 1)])[0]
        said = {
            "what": chance.choice(kind.phrasings),
            "place": f"{place} {chance.randrange(1, 900)}번지 앞",
            "latitude": district.latitude + chance.uniform(-0.05, 0.05),
            "longitude": district.longitude + chance.uniform(-0.05, 0.05),
            "channel": chance.choice(_CHANNELS),
            **(chance.choice(people) if life.complaint.kind == "petition" else _NOBODY),
        }
        yield _rows(number, _free(taken), life, said)


_NOBODY: dict[str, str | None] = {"contact": None, "phone_hash": None}
_SAME: Columns = {
    **dict.fromkeys(TRACKED),
    "language": "ko",
    "occurred": "어제부터",
    "answers": {},
    "replies": [],
    "filing_key": None,
}


def _person(number: int, keyring: Keyring) -> dict[str, str | None]:
    phone = f"010{number:08d}"
    sealed = keyring.seal({"name": "김순자", "phone": phone})
    return {"contact": sealed, "phone_hash": keyring.phone_hash(phone)}


def _free(taken: set[str]) -> str:
    while (receipt := new_receipt()) in taken:
        pass
    taken.add(receipt)
    return receipt


def _rows(number: int, receipt: str, life: Life, said: Columns) -> tuple[Columns, list[Columns]]:
    row: Columns = {**_SAME, **said, "id": number, "receipt": receipt, "version": len(life.steps)}
    events = []
    for version, done in enumerate(life.steps, 1):
        changed = as_columns(done.changes)
        row.update(changed)
        events.append(event_columns(number, version, changed, as_event(done)))
    return row, events
