"""A week at the desk: counts by the hour, and complaints from several dongs."""

from __future__ import annotations

import datetime as dt
from itertools import count as counting

from sqlalchemy import insert
from staff_world import DISTRICT, NOW, World

from voicebot.store.tables import ComplaintRow
from voicebot.store.tallies import add_tallies

MONDAY = NOW.astimezone(DISTRICT.zone)
"""23 November 2026, ten in the morning."""
_RECEIPTS = counting(100_000_000)
TALKS = {
    ("session", "kiosk"): 20,
    ("question", "answered"): 30,
    ("question", "asked_back"): 6,
    ("question", "unanswered"): 4,
    ("turn", "ended"): 40,
    ("turn", "reopened"): 2,
    ("handover", "asked"): 3,
    ("unheard", "quiet"): 1,
    ("mood", "sad"): 2,
    ("danger", "fire"): 1,
    ("first_sound", "0.8"): 30,
    ("first_sound", "2.0"): 9,
    ("first_sound", "+Inf"): 1,
    ("confidence", "0.8"): 10,
    ("confidence", "1.0"): 30,
}


async def talk(world: World) -> None:
    """This week and the week before."""
    await add_tallies(world.engine, MONDAY, TALKS)
    await add_tallies(world.engine, MONDAY + dt.timedelta(hours=3), {("question", "answered"): 5})
    await add_tallies(world.engine, MONDAY - dt.timedelta(days=7), {("question", "answered"): 12})


async def file(world: World, category: str, place: str, count: int, **more: object) -> None:
    """So many complaints, filed an hour before now."""
    values = {
        "state": "received", "kind": "petition", "category": category, "department": None, "version": 1,
        "due_at": NOW + dt.timedelta(days=7), "filed_at": NOW - dt.timedelta(hours=1), "language": "ko",
        "channel": "test", "what": "길이 파였어요", "place": place, "occurred": "", "answers": {},
        "replies": [], **more,
    }  # fmt: skip
    async with world.engine.begin() as connection:
        for _ in range(count):
            await connection.execute(insert(ComplaintRow).values(**values, receipt=str(next(_RECEIPTS))))
