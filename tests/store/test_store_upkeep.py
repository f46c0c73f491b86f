"""Backups taken while somebody writes, checks that find what is wrong, new keys, and purges."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from databases import fresh_database
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from store_rows import NOW, event, row

from voicebot.errors import StoreError
from voicebot.settings import Retention, Settings
from voicebot.store.attachments import attachments_dir
from voicebot.store.backup import backup, restore
from voicebot.store.checking import check
from voicebot.store.complaints import Complaints
from voicebot.store.database import connect, database_url, open_database, upgrade
from voicebot.store.keys import load_keyring
from voicebot.store.questions import Questions
from voicebot.store.retention import purge
from voicebot.store.rotation import rotate_keys

CONTACT = {"name": "김순자", "phone": "01012345678"}


async def write(engine: AsyncEngine, first: int, count: int) -> None:
    """File complaints and take each on at once."""
    complaints = Complaints(engine)
    for number in range(first, first + count):
        await complaints.add(row(f"{number:09d}"), event())
        found = await complaints.by_receipt(f"{number:09d}")
        assert found is not None
        await complaints.change(found, {"state": "accepted"}, event("accept", "accepted"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_backup_taken_while_somebody_writes_is_whole(kind: str, tmp_path: Path) -> None:
    with fresh_database(kind, tmp_path / "one") as one, fresh_database(kind, tmp_path / "other") as other:
        engine, file = await open_database(one), tmp_path / "backup"
        await write(engine, 0, 20)
        writers = [asyncio.create_task(write(engine, first, 40)) for first in (1000, 2000)]
        await asyncio.to_thread(backup, database_url(one), file, attachments_dir(one.data_dir))
        written_meanwhile = not all(writer.done() for writer in writers)
        await asyncio.gather(*writers)
        await engine.dispose()
        assert written_meanwhile
        assert file.stat().st_mode & 0o777 == 0o600
        await (await open_database(other)).dispose()
        await asyncio.to_thread(restore, database_url(other), file, attachments_dir(other.data_dir))
        restored = await open_database(other)
        count, problems = await check(restored, load_keyring(other))
        assert problems == []
        assert 20 <= count <= 100
        await write(restored, 5000, 1)
        await restored.dispose()


async def test_a_backup_overwrites_nothing(stored: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(StoreError) as caught:
        backup(database_url(stored), tmp_path / "mine", tmp_path / "attachments")
    assert caught.value.code == "backup_exists"
    assert (tmp_path / "mine").read_text() == "precious"


async def test_what_is_no_backup_is_not_restored(
    stored: Settings, engine: AsyncEngine, tmp_path: Path
) -> None:
    await write(engine, 0, 1)
    (tmp_path / "letter").write_text("Dear sirs, " * 500)
    for name, code in (("letter", {"no_backup", "tool_failed"}), ("nothing", {"no_backup"})):
        with pytest.raises(StoreError) as caught:
            restore(database_url(stored), tmp_path / name, tmp_path / "attachments")
        assert caught.value.code in code
    assert (await check(engine, load_keyring(stored)))[0] == 1


def test_without_postgresqls_tools_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="postgresql-client") as caught:
        backup("postgresql+psycopg://desk@nowhere/desk", tmp_path / "file", tmp_path / "attachments")
    assert caught.value.code == "tool_missing"


async def test_a_check_finds_what_the_events_do_not_say(stored: Settings, engine: AsyncEngine) -> None:
    await write(engine, 0, 3)
    assert await check(engine, load_keyring(stored)) == (3, [])
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE complaint SET state = 'answered' WHERE receipt = '000000001'"))
        await connection.execute(text("UPDATE complaint SET version = 9 WHERE receipt = '000000002'"))
        await connection.execute(text("UPDATE complaint SET contact = 'x' WHERE receipt = '000000000'"))
    _, problems = await check(engine, load_keyring(stored))
    assert [problem.split(":")[0] for problem in problems] == ["000000000", "000000001", "000000002"]
    assert "state is not what its events say" in problems[1]


async def test_a_check_finds_a_missing_guard_and_old_tables(stored: Settings, engine: AsyncEngine) -> None:
    where = "" if engine.dialect.name == "sqlite" else " ON complaint_event"
    async with engine.begin() as connection:
        await connection.execute(text(f"DROP TRIGGER complaint_event_no_update{where}"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    _, problems = await check(engine, load_keyring(stored))
    assert [problem.split()[1] for problem in problems] == ["tables", "trigger"]


async def test_new_keys_open_what_older_ones_sealed(stored: Settings, engine: AsyncEngine) -> None:
    complaints, old = Complaints(engine), load_keyring(stored)
    sealed = {"contact": old.seal(CONTACT), "phone_hash": old.phone_hash("01012345678")}
    await complaints.add(row("000000001", **sealed), event())
    await complaints.add(row("000000002"), event())
    assert await rotate_keys(stored, engine) == 1
    new = load_keyring(stored)
    assert len(await complaints.by_phone(new.phone_hashes("010-1234-5678"))) == 1
    assert await complaints.by_phone(old.phone_hashes("010-1234-5678")) == []
    assert new.open(sealed["contact"]) == CONTACT  # a backup made before
    assert await rotate_keys(stored, engine, forget=True) == 1
    (only,) = await complaints.by_phone(load_keyring(stored).phone_hashes("010-1234-5678"))
    assert load_keyring(stored).open(only.contact or "") == CONTACT
    with pytest.raises(StoreError):
        load_keyring(stored).open(sealed["contact"])
    assert await check(engine, load_keyring(stored)) == (2, [])


async def test_what_was_kept_long_enough_goes_and_the_fact_remains(
    stored: Settings, engine: AsyncEngine
) -> None:
    complaints, ring = Complaints(engine), load_keyring(stored)
    for number, days in enumerate((None, 10, 100, 4000)):
        closed = NOW - dt.timedelta(days=days) if days else None
        personal = {"contact": ring.seal(CONTACT), "phone_hash": ring.phone_hash(CONTACT["phone"])}
        await complaints.add(row(f"00000000{number}", closed_at=closed, **personal), event())
    await Questions(engine).add("로또 번호", language="ko", channel="test")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=31)
    removed = {
        "questions": 0, "callbacks": 0, "contacts": 2, "joins": 0, "complaints": 1, "outbox": 0, "tallies": 0,
    }  # fmt: skip
    assert (await purge(engine, Retention(), NOW)) == removed
    assert (await purge(engine, Retention(contacts_days=9999), later))["questions"] == 1
    assert (await purge(engine, Retention(), NOW)) == dict.fromkeys(removed, 0)
    rows = [await complaints.by_receipt(f"00000000{number}") for number in range(4)]
    assert [bool(r and r.contact) for r in rows] == [True, True, False, False]
    assert [bool(r and r.phone_hash) for r in rows] == [True, True, False, False]
    assert [bool(r and r.what) for r in rows] == [True, True, True, False]
    assert rows[3] is not None
    assert [(e.action, e.params) for e in await complaints.events(rows[3].id)] == [
        ("file", {}),
        ("purge", {"what": "contact"}),
        ("purge", {"what": "words"}),
    ]
    assert await check(engine, ring) == (4, [])


def test_a_backup_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        backup(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}", tmp_path / "file", tmp_path / "attachments")
    assert caught.value.code == "no_database"
    assert list(tmp_path.iterdir()) == []
    upgrade(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")
    backup(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}", tmp_path / "file", tmp_path / "attachments")
    assert (tmp_path / "file").stat().st_size > 10_000


async def test_a_store_in_which_nothing_was_kept_yet_is_whole(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path)
    empty = connect(database_url(own))
    assert await check(empty, load_keyring(own)) == (0, [])
    await empty.dispose()
