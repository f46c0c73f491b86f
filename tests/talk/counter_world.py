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
from voicebot.civic.complaints.tries import WrongTries
from voicebot.settings import Settings
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.talk.backroom import LOCKED_S, WRONG_TRIES, Backroom
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
async def complaint_desk(folder: Path) -> AsyncIterator[FakeDesk]:
    """The desk of the other tests, with a register behind it."""
    settings = Settings(data_dir=folder, database_url=None, keys=[])
    engine = await open_database(settings)
    office = FixedOffice(engine, load_keyring(settings), DISTRICT, CATEGORIES)
    ear, tries = ComplaintEar(DISTRICT, CATEGORIES), WrongTries(WRONG_TRIES, LOCKED_S)
    desk = FakeDesk()
    desk.backroom = Backroom(office, ear, at_once, suggest, tries, Watchers(office, poll_s=0.02), 90)
    try:
        yield desk
    finally:
        await desk.backroom.watchers.close()
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


async def filed(desk: FakeDesk) -> str:
    person = Contact(name="김순자", phone="010-1234-5678")
    wanted = made(category="street_light", what="가로등이 나갔어요", contact=person, consent=True)
    office: Office = desk.backroom.office
    return (await office.file(wanted, key=None)).receipt
