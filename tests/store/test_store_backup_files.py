"""A backup holds the photos and sounds that its own rows tell of, whoever adds and removes meanwhile."""

import asyncio
import io
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from databases import KINDS, fresh_database
from store_rows import event, row

from voicebot.errors import StoreError
from voicebot.settings import Settings
from voicebot.store.attachments import Attachments, attachments_dir
from voicebot.store.backup import backup, restore
from voicebot.store.checking import check
from voicebot.store.complaints import Complaints
from voicebot.store.database import database_url, open_database
from voicebot.store.keys import Keyring, load_keyring, new_key
from voicebot.store.rotation import rotate_keys

ADDED, REMOVED = event("attach", say=None), event("detach", say=None)


class Store:
    def __init__(self, own: Settings) -> None:
        self.own, self.folder = own, attachments_dir(own.data_dir)

    async def __aenter__(self) -> "Store":
        self.engine = await open_database(self.own)
        self.files = Attachments(self.engine, self.folder, load_keyring(self.own))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.engine.dispose()

    async def complaint(self, number: int) -> int:
        store = Complaints(self.engine)
        await store.add(row(f"{number:09d}"), event())
        found = await store.by_receipt(f"{number:09d}")
        assert found is not None
        return found.id

    async def add(self, number: int, content: bytes = b"picture") -> Any:
        return await self.files.add(number, "photo", "image/jpeg", content, ADDED, 99)

    async def come_and_go(self, first: int, turns: int) -> None:
        """Photos come; of two one goes again."""
        for number in range(first, first + turns):
            complaint = await self.complaint(number)
            one, _ = await self.add(complaint), await self.add(complaint)
            await self.files.remove(one, REMOVED)

    async def problems(self) -> tuple[int, list[str]]:
        return await check(self.engine, load_keyring(self.own), self.files)

    async def back_up(self, target: Path) -> int:
        return await asyncio.to_thread(backup, database_url(self.own), target, self.folder)

    async def put_back(self, source: Path) -> None:
        await asyncio.to_thread(restore, database_url(self.own), source, self.folder)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*"))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_backup_taken_while_photos_come_and_go_is_whole(kind: str, tmp_path: Path) -> None:
    with fresh_database(kind, tmp_path / "one") as one, fresh_database(kind, tmp_path / "other") as other:
        async with Store(one) as store:
            await store.come_and_go(0, 10)
            writers = [asyncio.create_task(store.come_and_go(first, 15)) for first in (1000, 2000)]
            kept = [await store.back_up(tmp_path / f"backup{turn}") for turn in range(3)]
            await asyncio.gather(*writers)
            assert (await store.problems())[1] == []
        assert 10 <= kept[0] <= kept[-1] <= 40 + 2  # of two that just came one may not have gone yet
        assert sorted(path.name for path in one.data_dir.glob("copying-*")) == []
        other.data_dir.mkdir(parents=True, exist_ok=True)
        shutil.copy(one.keys_file, other.keys_file)
        for turn in range(3):
            async with Store(other) as store:
                await store.put_back(tmp_path / f"backup{turn}")
                assert len(store.names()) == kept[turn]
                count, problems = await store.problems()
            assert problems == []
            assert 10 <= count <= 40


async def test_what_was_there_before_is_replaced_with_its_files(stored: Settings, tmp_path: Path) -> None:
    async with Store(stored) as store:
        number = await store.complaint(1)
        one = await store.add(number, b"the first")
        assert await store.back_up(tmp_path / "backup") == 1
        assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
        await store.files.remove(one, REMOVED)
        await store.add(number, b"the second")
        await store.put_back(tmp_path / "backup")
        assert store.names() == [one.name]
        found = await store.files.read(number, one.name)
        assert found is not None
        assert found[1] == b"the first"
        assert await store.problems() == (1, [])
        assert store.folder.stat().st_mode & 0o777 == 0o700
        assert [path.name for path in stored.data_dir.glob("copying-*")] == []
    assert b"the first" not in (tmp_path / "backup").read_bytes()


async def test_a_file_that_is_missing_is_told_and_stops_no_backup(stored: Settings, tmp_path: Path) -> None:
    async with Store(stored) as store:
        number = await store.complaint(123456786)
        lost, kept = await store.add(number), await store.add(number)
        (store.folder / lost.name).unlink()
        assert await store.back_up(tmp_path / "backup") == 1
        await store.put_back(tmp_path / "backup")
        assert store.names() == [kept.name]
        assert await store.problems() == (1, ["123456786: the file of a photo is missing or cut short"])


async def test_a_file_that_no_row_names_is_told_and_is_in_no_backup(stored: Settings, tmp_path: Path) -> None:
    async with Store(stored) as store:
        one = await store.add(await store.complaint(1))
        (store.folder / ("f" * 64)).write_bytes(b"whose?")
        assert await store.problems() == (1, [])  # its row may be about to come
        then = (store.folder / one.name).stat().st_mtime - 7200
        os.utime(store.folder / ("f" * 64), (then, then))
        _, problems = await store.problems()
        assert problems == ["1 photos or sounds belong to no complaint: voicebot db purge removes them"]
        assert await store.back_up(tmp_path / "backup") == 1


async def test_a_file_that_somebody_changed_is_told(stored: Settings) -> None:
    async with Store(stored) as store:
        one = await store.add(await store.complaint(123456786))
        path = store.folder / one.name
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        assert (await store.problems())[1] == [
            "123456786: the file of a photo cannot be opened (file_damaged)"
        ]


async def test_new_keys_seal_photos_again_and_those_in_the_open(stored: Settings) -> None:
    async with Store(stored) as store:
        number = await store.complaint(1)
        sealed, bare = await store.add(number, b"sealed"), await store.add(number, b"barely")
        (store.folder / bare.name).write_bytes(b"barely")  # as an older desk wrote it
        opened = await store.files.read(number, bare.name)
        assert (opened and opened[1], (await store.problems())[1]) == (b"barely", [])
        assert await rotate_keys(stored, store.engine, forget=True) == 2
        assert all(b"barely" not in path.read_bytes() for path in store.folder.iterdir())
        with pytest.raises(StoreError):
            await store.files.read(number, sealed.name)  # the desk that runs has the older key
    async with Store(stored) as store:
        found = [await store.files.read(number, one.name) for one in (sealed, bare)]
        assert [one and one[1] for one in found] == [b"sealed", b"barely"]
        assert await store.problems() == (1, [])


async def test_what_is_removed_while_keys_are_changed_does_not_come_back(
    stored: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Store(stored) as store:
        one, _ = [await store.add(await store.complaint(number)) for number in (1, 2)]
        files = store.files._files
        seal_again: Callable[[str], None] = files.reseal
        loop = asyncio.get_running_loop()

        def slowly(name: str) -> None:
            whole = (store.folder / name).read_bytes()
            if name == one.name:
                asyncio.run_coroutine_threadsafe(store.files.remove(one, REMOVED), loop).result(20)
                (store.folder / name).write_bytes(whole)  # as a renaming just then does
            seal_again(name)

        monkeypatch.setattr(files, "reseal", slowly)
        assert await store.files.reseal() == 1
        assert one.name not in store.names()
        assert await store.problems() == (2, [])


async def test_without_its_key_a_photo_stays_shut(stored: Settings) -> None:
    async with Store(stored) as store:
        await store.add(await store.complaint(123456786))
        stranger = Attachments(store.engine, store.folder, Keyring([new_key()]))
        _, problems = await check(store.engine, load_keyring(stored), stranger)
        assert problems == ["123456786: the file of a photo cannot be opened (key_missing)"]
        with pytest.raises(StoreError) as caught:
            await stranger.reseal()
        assert caught.value.code == "key_missing"


async def test_what_older_desks_wrote_is_restored_beside_the_photos_that_are_there(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[])
    async with Store(own) as store:
        one = await store.add(await store.complaint(1))
        with (
            sqlite3.connect(own.data_dir / "voicebot.db") as source,
            sqlite3.connect(tmp_path / "old") as old,
        ):
            source.backup(old)
        old.execute("PRAGMA journal_mode=DELETE")
        old.close()
        source.close()
        await store.complaint(2)
        await store.put_back(tmp_path / "old")
        assert store.names() == [one.name]
        assert await store.problems() == (1, [])


def archive(path: Path, *members: tuple[str, bytes], link: str = "") -> Path:
    with tarfile.open(path, "w") as made:
        for name, content in members:
            head = tarfile.TarInfo(name)
            head.size = len(content)
            made.addfile(head, io.BytesIO(content))
        if link:
            head = tarfile.TarInfo(link)
            head.type, head.linkname = tarfile.SYMTYPE, "/etc/passwd"
            made.addfile(head)
    return path


SAYS = ("contents.json", b'{"database": "sqlite", "files": 1}')


@pytest.mark.parametrize(
    "members",
    [
        [("hello", b"there")],
        [("contents.json", b"[]"), ("database", b"")],
        [("contents.json", b"{}"), ("database", b"")],
        [SAYS, ("database", b""), ("attachments/../../keys", b"mine")],
        [SAYS, ("database", b""), ("/etc/passwd", b"mine")],
        [SAYS, ("database", b"")],
        [SAYS, ("attachments/" + "a" * 64, b"")],
        [SAYS, ("database", b"no database"), ("attachments/" + "a" * 64, b"")],
        [("contents.json", b'{"database": "oracle", "files": 0}'), ("database", b"")],
    ],
)
async def test_an_archive_of_something_else_changes_nothing(
    members: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[])
    async with Store(own) as store:
        one = await store.add(await store.complaint(1))
        before = sorted(path.name for path in own.data_dir.iterdir())
        with pytest.raises(StoreError) as caught:
            await store.put_back(archive(tmp_path / "given", *members))
        assert caught.value.code == "no_backup"
        assert store.names() == [one.name]
        assert await store.problems() == (1, [])
        assert sorted(path.name for path in own.data_dir.iterdir()) == before


async def test_an_archive_with_a_link_or_cut_short_is_refused(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[])
    linked = archive(tmp_path / "linked", SAYS, ("database", b""), link="attachments/" + "a" * 64)
    async with Store(own) as store:
        await store.add(await store.complaint(1))
        await store.back_up(tmp_path / "whole")
        whole = (tmp_path / "whole").read_bytes()
        cuts = [whole[:size] for size in (len(whole) // 2, whole.index(b"attachments/") + 700)]
        for number, content in enumerate([linked.read_bytes(), *cuts]):
            given = tmp_path / f"given{number}"
            given.write_bytes(content)
            with pytest.raises(StoreError) as caught:
                await store.put_back(given)
            assert caught.value.code == "no_backup"
        assert await store.problems() == (1, [])


async def test_purging_clears_what_a_backup_that_crashed_left(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[])
    async with Store(own) as store:
        for name, age_s in (("copying-old", 100_000), ("copying-new", 60)):
            (own.data_dir / name).mkdir()
            (own.data_dir / name / "photo").write_bytes(b"sealed")
            then = (own.data_dir / name).stat().st_mtime - age_s
            os.utime(own.data_dir / name, (then, then))
        assert await store.files.purge_orphans() == 0
    assert [path.name for path in own.data_dir.glob("copying-*")] == ["copying-new"]
