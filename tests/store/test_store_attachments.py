"""Files of photos and sounds: private, never without a row for long, gone when they are removed."""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from store_rows import NOW, event, row

from voicebot.errors import StoreError
from voicebot.settings import Retention, Settings
from voicebot.store.attachments import Attachments, attachments_dir
from voicebot.store.checking import check
from voicebot.store.complaints import Complaints
from voicebot.store.database import connect, database_url, open_database, upgrade
from voicebot.store.keys import load_keyring
from voicebot.store.retention import purge_attachments


class Shelf:
    def __init__(self, engine: AsyncEngine, own: Settings) -> None:
        self.engine, self.folder = engine, attachments_dir(own.data_dir)
        self.files = Attachments(engine, self.folder, load_keyring(own))

    async def complaint(self, receipt: str, closed: dt.datetime | None = None) -> int:
        store = Complaints(self.engine)
        await store.add(row(receipt, closed_at=closed), event())
        found = await store.by_receipt(receipt)
        assert found is not None
        return found.id

    async def add(self, number: int, kind: str = "photo", most: int = 3, content: bytes = b"picture") -> Any:
        return await self.files.add(number, kind, "image/jpeg", content, _event("attach"), most)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


def _event(action: str) -> dict[str, Any]:
    return event(action, say=None, role="caller")


@pytest.fixture
async def shelf(stored: Settings) -> AsyncIterator[Shelf]:
    engine = await open_database(stored)
    yield Shelf(engine, stored)
    await engine.dispose()


async def test_a_file_is_its_owners_alone_and_cannot_be_guessed(shelf: Shelf) -> None:
    number = await shelf.complaint("000000001")
    one, other = await shelf.add(number), await shelf.add(number)
    assert (len(one.name), one.name != other.name) == (64, True)
    assert shelf.names() == sorted([one.name, other.name])
    assert (shelf.folder / one.name).stat().st_mode & 0o777 == 0o600
    assert shelf.folder.stat().st_mode & 0o777 == 0o700
    found = await shelf.files.read(number, one.name)
    assert found is not None
    assert found[1] == b"picture"


async def test_one_complaints_file_is_not_anothers(shelf: Shelf) -> None:
    mine, theirs = await shelf.complaint("000000001"), await shelf.complaint("000000002")
    one = await shelf.add(mine)
    assert await shelf.files.read(theirs, one.name) is None
    assert await shelf.files.read(mine, "../voicebot.db") is None


async def test_what_cannot_be_committed_leaves_no_file(shelf: Shelf) -> None:
    number = await shelf.complaint("000000001")
    await shelf.add(number, most=1)
    with pytest.raises(StoreError) as caught:
        await shelf.add(number, most=1)
    assert caught.value.code == "attachments_full"
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await shelf.add(4711)
    assert len(shelf.names()) == 1


async def test_what_a_crash_left_is_removed_once_it_is_old(shelf: Shelf) -> None:
    kept = await shelf.add(await shelf.complaint("000000001"))
    for name, age_s in (("new", 10), ("old", 7200)):
        (shelf.folder / name).write_bytes(b"half a picture")
        then = (shelf.folder / name).stat().st_mtime - age_s
        os.utime(shelf.folder / name, (then, then))
    os.utime(shelf.folder / kept.name, (then, then))
    assert await shelf.files.purge_orphans() == 1
    assert shelf.names() == sorted([kept.name, "new"])


async def test_removing_takes_the_file_and_keeps_that_it_was(shelf: Shelf) -> None:
    number = await shelf.complaint("000000001")
    one = await shelf.add(number)
    assert await shelf.files.remove(one, _event("detach"))
    assert not await shelf.files.remove(one, _event("detach"))
    assert shelf.names() == []
    actions = [each.action for each in await Complaints(shelf.engine).events(number)]
    assert actions == ["file", "attach", "detach"]


async def test_photos_go_with_the_words_and_sounds_by_their_own_clock(shelf: Shelf, stored: Settings) -> None:
    days = (None, 29, 31, 1826)
    numbers = [
        await shelf.complaint(f"00000000{at}", NOW - dt.timedelta(days=ago) if ago else None)
        for at, ago in enumerate(days)
    ]
    for number in numbers:
        await shelf.add(number)
        await shelf.add(number, "sound", 1)
    removed = await purge_attachments(shelf.files, Retention(), NOW)
    assert removed == {"photos": 1, "sounds": 2, "orphans": 0}
    left = [[one.kind for one in await shelf.files.of(number)] for number in numbers]
    assert left == [["photo", "sound"], ["photo", "sound"], ["photo"], []]
    assert len(shelf.names()) == 5
    assert (await purge_attachments(shelf.files, Retention(), NOW))["sounds"] == 0


async def test_a_check_finds_files_that_are_gone_and_rows_that_no_event_tells_of(
    shelf: Shelf, stored: Settings
) -> None:
    one = await shelf.add(await shelf.complaint("123456786"))
    keys = load_keyring(stored)
    (shelf.folder / one.name).write_bytes(b"pict")
    _, problems = await check(shelf.engine, keys, shelf.files)
    assert problems == ["123456786: the file of a photo is missing or cut short"]
    (shelf.folder / one.name).unlink()
    _, problems = await check(shelf.engine, keys, shelf.files)
    assert problems == ["123456786: the file of a photo is missing or cut short"]
    async with shelf.engine.begin() as connection:
        await connection.execute(text("DELETE FROM complaint_attachment"))
    _, problems = await check(shelf.engine, keys, shelf.files)
    assert problems[-1] == "123456786: its photos and sounds are not those its events say"


async def test_complaints_of_an_older_desk_can_be_joined_and_photographed(stored: Settings) -> None:
    url = database_url(stored)
    await asyncio.to_thread(upgrade, url, "0002")
    old = connect(url)
    number = await Shelf(old, stored).complaint("000000001")
    await old.dispose()
    engine = await open_database(stored)
    shelf = Shelf(engine, stored)
    await shelf.add(number)
    assert (await check(engine, load_keyring(stored), shelf.files)) == (1, [])
    await engine.dispose()
