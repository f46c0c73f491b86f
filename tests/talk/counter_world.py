"""A desk with a real register in the test's folder, for conversations about complaints."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from interview_world import CATEGORIES, DISTRICT, NOW, SUGGESTERS
from talk_world import Device, FakeDesk

from voicebot.civic.complaints.filing import Contact, made
from voicebot.civic.complaints.office import Office
from voicebot.settings import Attached, Settings
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.backroom import Backroom
from voicebot.talk.interview.ear import ComplaintEar
from voicebot.talk.watchers import Watchers
from voicebot.understand.meaning import Match, Reading
from voicebot.understand.suggest import Suggestion


class FixedOffice(Office):
    """An office whose clock stands still."""

    def now(self) -> dt.datetime:
        return NOW


async def at_once(work: Any) -> Any:
    return work()


async def suggest(readings: Sequence[Reading], language: str, trouble: str, faq: Match | None) -> Suggestion:
    return SUGGESTERS[language].suggest(readings, faq, trouble)


@asynccontextmanager
async def complaint_desk(folder: Path, **attached: Any) -> AsyncIterator[FakeDesk]:
    """The desk of the other tests, with a register behind it."""
    settings = Settings(data_dir=folder, database_url=None, keys=[], attached=Attached(**attached))
    engine = await open_database(settings)
    office = FixedOffice(engine, load_keyring(settings), DISTRICT, CATEGORIES, settings)
    ear = ComplaintEar(DISTRICT)
    desk = FakeDesk()
    watchers = Watchers(office, poll_s=0.02)
    desk.backroom = Backroom(office, ear, at_once, suggest, watchers, 90)
    try:
        yield desk
    finally:
        await watchers.close()
        await engine.dispose()


async def until(true: Callable[[], object]) -> None:
    """Wait for what another thread does, such as the database's."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def replied(caller: Device, before: int) -> None:
    """Wait for one more reply than there were."""
    await until(lambda: len(caller.replies()) > before)


def events(caller: Device, kind: type) -> list[Any]:
    return [event for event in caller.events if isinstance(event, kind)]


async def typed(caller: Device, *texts: str, heard: bool = True) -> told.ResponseCreated:
    """Type, wait for the reply, and hear it out."""
    for text in texts:
        before = len(caller.replies())
        await caller.send(asked.InputText(text=text))
        await replied(caller, before)
        await caller.settle()
        if heard:
            await caller.played()
    return caller.replies()[-1]


async def filed(desk: FakeDesk) -> str:
    return await filed_at(desk, "")


async def filed_at(desk: FakeDesk, place: str) -> str:
    person = Contact(name="김순자", phone="010-1234-5678")
    wanted = made(
        category="street_light", what="가로등이 나갔어요", place=place, contact=person, consent=True
    )
    office: Office = desk.backroom.office
    return (await office.file(wanted, key=None)).receipt
