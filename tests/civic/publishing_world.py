"""An office with two officers and a clock that can be set."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from talk_fakes import TODAY, entry

from voicebot.civic.entry import Entry
from voicebot.civic.faq import Faq
from voicebot.civic.publishing.checks import Checks
from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.texts import Fields, fields_of
from voicebot.settings import Settings
from voicebot.store.database import open_database
from voicebot.store.entries import Entries

SEOUL = dt.timezone(dt.timedelta(hours=9))
FIRST = Faq(
    [entry("fee", "오만 원이에요."), entry("lost", "바로 신고하세요.")], {("ko", "fee"): "ko/life.yaml"}
)


class Clock:
    def __init__(self) -> None:
        self.moment = dt.datetime.combine(TODAY, dt.time(9), SEOUL)

    def __call__(self) -> dt.datetime:
        return self.moment

    def passes(self, **time: float) -> None:
        self.moment += dt.timedelta(**time)


def text(*sentences: str, entry_id: str = "fee", **more: Any) -> Fields:
    """The fields of an entry."""
    return fields_of(entry(entry_id, *sentences, **more))


@asynccontextmanager
async def office(settings: Settings, first: Faq = FIRST) -> AsyncIterator[tuple[Publisher, Clock]]:
    engine, clock = await open_database(settings), Clock()
    try:
        checks = Checks(Path("nowhere"), (settings.recordings_dir,))
        yield Publisher(Entries(engine), first, checks, clock), clock
    finally:
        await engine.dispose()


async def published(desk: Publisher, entry_id: str, fields: Fields, **more: Any) -> None:
    """All the way, by two people."""
    await desk.write(entry_id, "ko", fields, "kim")
    await desk.submit(entry_id, "ko", "kim")
    await desk.publish(entry_id, "ko", "lee", **more)


async def answer(desk: Publisher, entry_id: str) -> str | None:
    """What callers hear now."""
    found: Entry | None = (await desk.spoken()).edition.get(entry_id, "ko")
    return found.answer_spoken[0] if found else None
