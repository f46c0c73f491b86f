"""Joining somebody's complaint: found, counted, told, taken back, merged; on both databases."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import Contact, made
from voicebot.civic.complaints.joining import Joiner
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError
from voicebot.settings import Retention, Settings, project_dir
from voicebot.store.attachments import attachments_dir
from voicebot.store.checking import check
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.store.retention import purge
from voicebot.store.rotation import rotate_keys

FAQ = project_dir() / "faq"
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone(dt.timedelta(hours=9)))
NEIGHBOUR = Contact(phone="010-9876-5432")


class Desk:
    def __init__(self, engine: AsyncEngine, settings: Settings) -> None:
        self.engine, self.settings, self.keys = engine, settings, load_keyring(settings)
        self.office = Office(engine, self.keys, load_district(FAQ), load_categories(FAQ), settings)

    async def file(self, at: dt.datetime = NOW, phone: str = "010-1234-5678", **more: Any) -> str:
        person = Contact(name="김순자", phone=phone)
        given = {"category": "street_light", "what": "가로등이 나갔어요", "place": "가좌시장 앞"}
        wanted = made(**{**given, "contact": person, "consent": True, **more})
        kept = await self.office.register.file(wanted, actor="caller", role="caller", at=at)
        return kept.receipt

    async def similar(
        self, place: str = "가좌시장 뒤", category: str = "street_light", **more: Any
    ) -> tuple[str, int] | None:
        found = await self.office.joining.similar(category, place, more.get("position"), more.get("at", NOW))
        return (found.receipt, found.people) if found else None

    async def join(self, receipt: str, key: str | None = None, **more: Any) -> int:
        joiner = Joiner(**{"contact": NEIGHBOUR, "consent": True, **more})
        joined = await self.office.joining.join(receipt, joiner, actor="caller", key=key, at=NOW)
        return joined.id

    async def staff(self, receipt: str, action: Any, **params: Any) -> None:
        await self.office.register.act(receipt, Act(action, "kim", "officer", NOW, params))

    async def phones(self, receipt: str) -> list[str]:
        return sorted(contact.phone for contact, _, _ in await self.office.joining.contacts(receipt))


@pytest.fixture
async def desk(stored: Settings) -> AsyncIterator[Desk]:
    engine = await open_database(stored)
    made_ = Desk(engine, stored)
    yield made_
    assert (await check(engine, load_keyring(stored)))[1] == []
    await engine.dispose()


async def test_the_same_trouble_is_found_nearby_and_lately(desk: Desk) -> None:
    receipt = await desk.file()
    assert await desk.similar() == (receipt, 1)
    assert await desk.similar("석남역 앞") is None
    assert await desk.similar(category="road") is None
    assert await desk.similar(at=NOW + dt.timedelta(days=31)) is None
    assert await desk.similar("우리 집 앞") is None
    await desk.staff(receipt, "accept")
    await desk.staff(receipt, "answer", outcome="granted", answer="고쳤어요")
    assert await desk.similar() is None


async def test_positions_find_it_where_words_do_not(desk: Desk) -> None:
    receipt = await desk.file(place="지금 계신 곳", latitude=37.49, longitude=126.67)
    assert await desk.similar("여기", position=(37.4903, 126.67)) == (receipt, 1)
    assert await desk.similar("여기", position=(37.4910, 126.67)) is None


async def test_what_is_somebodys_own_is_not_found(desk: Desk) -> None:
    await desk.file(category="welfare")
    assert await desk.similar(category="welfare") is None


async def test_who_joins_is_counted_once_and_told(desk: Desk) -> None:
    receipt = await desk.file()
    first = await desk.join(receipt, key="a")
    assert await desk.join(receipt, key="a") == first
    await desk.join(receipt, contact=Contact(), consent=False)
    assert await desk.office.joining.people(receipt) == 3
    assert await desk.similar() == (receipt, 3)
    assert await desk.phones(receipt) == ["010-1234-5678", "010-9876-5432"]
    actions = [event.action for event in await desk.office.register.history(receipt)]
    assert actions == ["file", "join", "join"]


async def test_two_retries_at_once_join_once(desk: Desk) -> None:
    receipt = await desk.file()
    ids = await asyncio.gather(*(desk.join(receipt, key="same") for _ in range(4)))
    assert len(set(ids)) == 1
    assert await desk.office.joining.people(receipt) == 2


async def test_a_key_is_good_for_one_complaint(desk: Desk) -> None:
    await desk.join(await desk.file(), key="a")
    with pytest.raises(ComplaintError) as caught:
        await desk.join(await desk.file(), key="a")
    assert caught.value.code == "key_reused"


async def test_a_joining_does_not_make_a_colleagues_change_fail(desk: Desk) -> None:
    receipt = await desk.file()
    seen = (await desk.office.register.get(receipt)).version
    await desk.join(receipt)
    done = await desk.office.register.act(receipt, Act("accept", "kim", "officer", NOW), version=seen)
    assert done.state == "accepted"


async def test_without_consent_no_number_is_kept(desk: Desk) -> None:
    receipt = await desk.file()
    with pytest.raises(ComplaintError) as caught:
        await desk.join(receipt, consent=False)
    assert caught.value.code == "consent_missing"
    assert await desk.office.joining.people(receipt) == 1


async def test_taking_it_back_leaves_the_complaint(desk: Desk) -> None:
    receipt = await desk.file()
    join = await desk.join(receipt)
    for _ in range(2):
        left = await desk.office.joining.leave(join, actor="caller", at=NOW)
        assert left is not None
        assert left.people == 1
    assert (await desk.office.register.get(receipt)).state == "received"
    assert await desk.phones(receipt) == ["010-1234-5678"]
    assert [e.action for e in await desk.office.register.history(receipt)] == ["file", "join", "leave"]
    assert await desk.office.joining.leave(99, actor="caller", at=NOW) is None


async def test_one_person_under_two_keys_counts_once(desk: Desk) -> None:
    receipt = await desk.file()
    for key, phone in (("page", "010-9876-5432"), ("phone", "01098765432"), ("kakao", "+82 10 9876 5432")):
        await desk.join(receipt, key=key, contact=Contact(name=key, phone=phone))
    assert await desk.office.joining.people(receipt) == 2
    await desk.join(receipt, key="other", contact=Contact(phone="010-9876-5433"))
    assert await desk.office.joining.people(receipt) == 3


async def test_an_e_mail_tells_too_where_there_is_no_telephone(desk: Desk) -> None:
    receipt = await desk.file(contact=Contact(name="이영희", email="lee@example.com"))
    for key, mail in (("own", "LEE@example.com"), ("one", "kim@example.com"), ("two", "Kim@Example.com")):
        await desk.join(receipt, key=key, contact=Contact(email=mail))
    assert await desk.office.joining.people(receipt) == 2
    assert await desk.office.person.confirms(receipt, "lee@example.com")
    assert not await desk.office.person.confirms(receipt, "kim@example.com")


async def test_who_files_and_joins_is_one_and_the_last_to_leave_is_gone(desk: Desk) -> None:
    receipt = await desk.file(phone="010-9876-5432")
    joins = [await desk.join(receipt, key=key) for key in ("a", "b")]
    assert await desk.office.joining.people(receipt) == 1
    other = Contact(phone="010-5555-1234")
    others = [await desk.join(receipt, key=key, contact=other) for key in ("c", "d")]
    assert await desk.office.joining.people(receipt) == 2
    await desk.office.joining.leave(others[0], actor="caller", at=NOW)
    assert await desk.office.joining.people(receipt) == 2
    await desk.office.joining.leave(others[1], actor="caller", at=NOW)
    await desk.office.joining.leave(joins[0], actor="caller", at=NOW)
    assert await desk.office.joining.people(receipt) == 1


async def test_who_left_nothing_is_somebody_each_time(desk: Desk) -> None:
    receipt = await desk.file()
    for key in ("a", "b"):
        await desk.join(receipt, key=key, contact=Contact(), consent=False)
    for key in ("c", "d"):
        await desk.join(receipt, key=key, contact=Contact(name="김철수", address="가좌동"))
    assert await desk.office.joining.people(receipt) == 5


async def test_one_person_stays_one_while_keys_are_changed(desk: Desk) -> None:
    """The desk that runs has the older key until it is started again."""
    receipt = await desk.file()
    await desk.join(receipt, key="a")
    await rotate_keys(desk.settings, desk.engine)
    restarted = Desk(desk.engine, desk.settings)
    await desk.join(receipt, key="b")
    assert await desk.office.joining.people(receipt) == 3  # it cannot know the newer hash
    await restarted.join(receipt, key="c")
    assert await desk.office.joining.people(receipt) == 3
    await rotate_keys(desk.settings, desk.engine)
    assert await desk.office.joining.people(receipt) == 2


async def test_one_person_in_two_merged_complaints_is_told_once(desk: Desk) -> None:
    first, second = await desk.file(), await desk.file()
    await desk.join(first, key="a")
    await desk.join(first, key="b")
    await desk.join(second, key="c")
    await desk.staff(second, "merge", into=first)
    assert await desk.office.joining.people(first) == 2
    register = Register(desk.engine, desk.keys, load_district(FAQ), load_categories(FAQ), {"sms": True})
    await register.act(first, Act("accept", "kim", "officer", NOW))
    async with desk.engine.connect() as connection:
        told = list(await connection.scalars(text("SELECT subscriber FROM outbox ORDER BY id")))
    assert len(told) == 2
    assert (told[0], told[1].partition(":")[0]) == ("caller", "join")


async def test_what_is_over_cannot_be_joined(desk: Desk) -> None:
    receipt = await desk.file()
    await desk.office.register.act(receipt, Act("withdraw", "caller", "caller", NOW))
    with pytest.raises(ComplaintError) as caught:
        await desk.join(receipt)
    assert caught.value.code == "not_possible"


async def test_followers_move_along_when_staff_merge(desk: Desk) -> None:
    first, second, third = [await desk.file(phone=f"010-1234-000{one}") for one in (1, 2, 3)]
    await desk.join(second)
    await desk.staff(second, "merge", into=first)
    assert await desk.office.joining.people(first) == 3
    await desk.staff(first, "merge", into=third)
    assert await desk.office.joining.people(third) == 4
    filed = ["010-1234-0001", "010-1234-0002", "010-1234-0003"]
    assert await desk.phones(third) == [*filed, "010-9876-5432"]
    known = [number for _, _, number in await desk.office.joining.contacts(third)]
    assert sorted(known) == sorted([first, second, second, third])
    await desk.staff(third, "accept")
    latest = await desk.office.latest([first, second, third])
    assert [latest[number].action for number in (first, second, third)] == ["accept"] * 3


async def test_who_joins_what_was_merged_joins_what_goes_on(desk: Desk) -> None:
    first, second = await desk.file(), await desk.file(phone="010-1234-0002")
    await desk.staff(second, "merge", into=first)
    await desk.join(second, key="a")
    await desk.join(second, key="a")
    assert await desk.office.joining.people(first) == 3
    assert [e.action for e in await desk.office.register.history(first)] == ["file", "join"]


async def test_tokens_of_who_joined_follow_and_show_no_more(desk: Desk) -> None:
    receipt, other = await desk.file(), await desk.file()
    join = await desk.join(receipt)
    token = desk.office.watch.issue_join(join)
    assert len(token) <= 128
    assert await desk.office.may_watch(receipt, token)
    assert not await desk.office.may_watch(other, token)
    assert not desk.office.watch.fits(token, receipt)
    assert desk.office.watch.join(desk.office.watch.issue(receipt)) is None
    await desk.office.joining.leave(join, actor="caller", at=NOW)
    assert not await desk.office.may_watch(receipt, token)


async def test_the_contact_of_who_joined_is_sealed_resealed_and_goes(desk: Desk) -> None:
    receipt = await desk.file()
    await desk.join(receipt)
    async with desk.engine.connect() as connection:
        rows = (await connection.execute(text("SELECT * FROM complaint_join"))).all()
    assert "9876" not in str(rows)
    assert await rotate_keys(desk.settings, desk.engine) == 2
    await desk.staff(receipt, "accept")
    await desk.staff(receipt, "answer", outcome="done", answer="고쳤어요")
    late = NOW + dt.timedelta(days=91)
    assert (await purge(desk.engine, Retention(), late))["joins"] == 1
    assert await desk.phones(receipt) == []
    assert await desk.office.joining.people(receipt) == 2


async def test_what_was_merged_is_remembered_while_the_other_goes_on(desk: Desk) -> None:
    first, second = await desk.file(), await desk.file()
    await desk.join(second)
    await desk.staff(second, "merge", into=first)
    removed = await purge(desk.engine, Retention(), NOW + dt.timedelta(days=91))
    assert (removed["contacts"], removed["joins"]) == (0, 0)
    assert len(await desk.phones(first)) == 3


async def test_a_check_finds_joins_that_no_event_tells_of(stored: Settings) -> None:
    engine = await open_database(stored)
    desk = Desk(engine, stored)
    receipt = await desk.file()
    await desk.join(receipt)
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM complaint_join"))
    assert (await check(engine, desk.keys))[1] == [f"{receipt}: who joined it is not who its events say"]
    await engine.dispose()


def test_no_folder_is_needed_before_there_is_a_photo(tmp_path: Path) -> None:
    assert not attachments_dir(tmp_path).exists()
