"""The audit log: nobody can change it unnoticed, an auditor finds, exports and checks it."""

import asyncio
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from staff_world import Browser, World

from voicebot.settings import Settings
from voicebot.staff.audit_table import cell
from voicebot.store.checking import check
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.store.rotation import rotate_keys
from voicebot.store.staff_audit import Entry, write
from voicebot.store.staff_verify import Verdict, verify


def entry(number: int) -> Entry:
    return Entry("kim", "complaints_officer", "contact.view", f"12345678{number}", {"what": "contact"})


async def fill(world: World, count: int = 5) -> None:
    for number in range(count):
        await write(world.engine, world.keys, entry(number))


async def whole(world: World, noted: str = "") -> Verdict:
    return await verify(world.engine, world.keys, noted)


async def by_force(engine: AsyncEngine, *statements: str) -> None:
    """As somebody who owns the database: without its triggers."""
    sqlite = engine.dialect.name == "sqlite"
    async with engine.begin() as connection:
        for name, table in (
            ("staff_audit_no_update", "staff_audit"),
            ("staff_audit_no_delete", "staff_audit"),
            ("staff_audit_head_no_delete", "staff_audit_head"),
        ):
            if sqlite:
                await connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            else:
                await connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
        for statement in statements:
            await connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE staff_audit SET actor = 'lee' WHERE number = 2",
        "DELETE FROM staff_audit WHERE number = 2",
        "DELETE FROM staff_audit_head",
    ],
)
async def test_the_database_refuses_to_change_it(both: World, statement: str) -> None:
    await fill(both)
    with pytest.raises(DBAPIError, match="append-only"):
        async with both.engine.begin() as connection:
            await connection.execute(text(statement))
    assert (await whole(both)).problems == ()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE staff_audit SET actor = 'lee' WHERE number = 2", "entry 2 changed"),
        ("UPDATE staff_audit SET at = '2020-01-01 00:00:00+00' WHERE number = 3", "entry 3 changed"),
        ("UPDATE staff_audit SET details = '{}' WHERE number = 4", "entry 4 changed"),
        ("DELETE FROM staff_audit WHERE number = 1", "entry 1 removed"),
        ("DELETE FROM staff_audit WHERE number IN (2, 3)", "entries 2 to 3 removed"),
        ("DELETE FROM staff_audit WHERE number = 5", "entries 5 to 5 removed"),
        ("DELETE FROM staff_audit", "entries 1 to 5 removed"),
        ("DELETE FROM staff_audit_head", "the signed end of the log is gone"),
        ("UPDATE staff_audit_head SET number = 4", "the log does not end where its signed end says"),
    ],
)
async def test_a_changed_or_removed_row_shows(both: World, statement: str, problem: str) -> None:
    await fill(both)
    await by_force(
        both.engine, statement.replace("+00", "" if both.engine.dialect.name == "sqlite" else "+00")
    )
    verdict = await whole(both)
    assert verdict.problems[0] == problem
    assert any(problem in one for one in (await check(both.engine, both.keys))[1])


async def test_who_writes_the_chain_anew_cannot_sign_its_end(world: World) -> None:
    from voicebot.store.staff_audit import chained
    from voicebot.store.staff_tables import StaffAudit

    await fill(world, 3)
    rows = sorted(await world.log(), key=lambda row: row.number)
    digest, statements = "", []
    for row in rows:
        told: StaffAudit = row
        forged = Entry("nobody", told.role, told.action, told.object, told.details)
        digest = chained(digest, told.number, told.at, forged)
        statements.append(
            f"UPDATE staff_audit SET actor = 'nobody', hash = '{digest}' WHERE number = {told.number}"
        )
    await by_force(world.engine, *statements, f"UPDATE staff_audit_head SET hash = '{digest}'")
    assert (await whole(world)).problems == ("the end of the log is not signed with a key of this desk",)


async def test_a_log_that_was_put_back_whole_shows_by_what_was_noted(world: World) -> None:
    await fill(world, 2)
    async with world.engine.connect() as connection:
        number, digest, seal = (
            await connection.execute(text("SELECT number, hash, seal FROM staff_audit_head"))
        ).one()
    await fill(world, 2)
    noted = (await whole(world)).head
    assert (await whole(world, noted)).problems == ()
    await fill(world, 1)
    assert (await whole(world, noted)).problems == ()
    back = f"UPDATE staff_audit_head SET number = {number}, hash = '{digest}', seal = '{seal}'"
    await by_force(world.engine, "DELETE FROM staff_audit WHERE number > 2", back)
    assert (await whole(world)).problems == ()
    assert "was written anew, or put back" in (await whole(world, noted)).problems[0]


async def test_an_emptied_log_beside_accounts_shows(world: World) -> None:
    await world.person("kim", "faq_officer")
    assert (await whole(world)).problems == ("there are accounts, but nothing is told of them",)


async def test_many_write_at_once_and_the_chain_holds(both: World) -> None:
    await asyncio.gather(*(write(both.engine, both.keys, entry(number % 10)) for number in range(24)))
    verdict = await whole(both)
    assert (verdict.count, verdict.problems) == (24, ())


async def test_a_new_key_signs_the_end_again(stored: Settings) -> None:
    engine, old = await open_database(stored), load_keyring(stored)
    await write(engine, old, entry(1))
    await rotate_keys(stored, engine, forget=True)
    assert (await verify(engine, load_keyring(stored))).problems == ()
    assert (await verify(engine, old)).problems != ()
    await engine.dispose()


async def auditor(world: World) -> Browser:
    await world.person("gam", "auditor", second=True)
    browser = world.browser()
    await browser.sign_in("gam")
    return browser


async def test_an_auditor_searches(both: World) -> None:
    await fill(both)
    browser = await auditor(both)
    page = await browser.get("/audit?object=123456782&action=contact")
    assert page.text.count(">contact.view<") == 1
    assert "123456781" not in page.text
    assert "찾은 것이 없어요" in (await browser.get("/audit?actor=nobody")).text
    assert "찾은 것이 없어요" in (await browser.get("/audit?until=2001-01-01")).text
    assert "123456781" in (await browser.get("/audit?since=2001-01-01&until=x&before=x")).text
    assert "찾은 것이 없어요" in (await browser.get("/audit?action=%25")).text


async def test_an_auditor_turns_pages(world: World) -> None:
    await fill(world, 60)
    browser = await auditor(world)
    first = await browser.get("/audit?action=contact")
    older = first.text.partition("/audit?action=contact&amp;before=")[2].partition('"')[0]
    assert older.isdigit()
    second = await browser.get(f"/audit?action=contact&before={older}")
    assert second.text.count(">contact.view<") == 10
    assert "before=" not in second.text


async def test_an_auditor_exports_and_that_is_kept_too(both: World) -> None:
    await fill(both, 3)
    await write(both.engine, both.keys, Entry("=cmd|'/c calc'!A0", "", "x", "+1"))
    browser = await auditor(both)
    answer = await browser.get("/audit/export?actor=&action=")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="audit-')
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["number"] for row in rows] == [str(n) for n in range(len(rows), 0, -1)]
    assert rows[0]["action"] == "audit.export"
    assert rows[-4]["actor"] == "'=cmd|'/c calc'!A0"
    assert rows[-4]["object"] == "'+1"
    assert rows[-1]["details"] == '{"what": "contact"}'


async def test_an_auditor_checks(both: World) -> None:
    await fill(both)
    browser = await auditor(both)
    await browser.get("/audit")
    good = await browser.post("/audit/verify")
    assert "모두 그대로예요" in good.text
    await by_force(both.engine, "UPDATE staff_audit SET actor = 'lee' WHERE number = 2")
    await browser.get("/audit")
    assert "entry 2 changed" in (await browser.post("/audit/verify")).text


@given(st.text())
def test_no_cell_begins_like_a_formula(value: str) -> None:
    assert cell(value).lstrip()[:1] not in tuple("=+-@|%")
    assert cell(value).endswith(value)
