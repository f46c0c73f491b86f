"""Tokens to follow a complaint with, wrong tries that end, and what every door asks of a filing."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.tries import LockedError, WrongTries, asker_of
from voicebot.civic.complaints.watching import WatchTokens
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError
from voicebot.settings import Limits, Settings, project_dir
from voicebot.store.database import connect, database_url, open_database
from voicebot.store.keys import Keyring, new_key
from voicebot.store.tables import WrongTryRow

FAQ = project_dir() / "faq"
KEYS = Keyring([new_key()])


class Clock:
    seconds = 0.0

    def __call__(self) -> dt.datetime:
        return dt.datetime(2026, 11, 23, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)


def test_a_token_is_good_for_its_complaint_and_while_its_key_is_known() -> None:
    old, new = new_key(), new_key()
    token = WatchTokens(Keyring([old])).issue("123456786")
    rotated = WatchTokens(Keyring([new, old]))
    assert rotated.receipt(token) == "123456786"
    assert rotated.fits(token, "123456786")
    assert not rotated.fits(token, "123456787")
    assert WatchTokens(Keyring([new])).receipt(token) is None


def test_what_the_keys_seal_for_something_else_is_no_token() -> None:
    assert WatchTokens(KEYS).receipt(KEYS.seal({"name": "김순자", "phone": "01012345678"})) is None


@given(st.text(max_size=150))
def test_no_text_is_a_token_by_chance(text: str) -> None:
    assert WatchTokens(KEYS).receipt(text) is None


async def test_the_fifth_wrong_try_locks_until_time_has_passed(engine: AsyncEngine) -> None:
    clock = Clock()
    tries = WrongTries(engine, KEYS, Limits(), clock)
    for _ in range(4):
        await tries.wrong("a")
    assert await tries.locked_s("a") == 0.0
    await tries.wrong("a")
    assert (await tries.locked_s("a"), await tries.locked_s("b")) == (900.0, 0.0)
    clock.seconds = 899.0
    assert await tries.locked_s("a") == 1.0
    clock.seconds = 900.0
    assert await tries.locked_s("a") == 0.0
    await tries.wrong("a")
    assert await tries.locked_s("a") == 0.0


async def test_slow_trying_is_forgotten_and_leaves_nothing(engine: AsyncEngine) -> None:
    clock = Clock()
    tries = WrongTries(engine, KEYS, Limits(wrong_tries=2), clock)
    for asker in "aaabc":
        await tries.wrong(asker)
        clock.seconds += 900.0
    assert await tries.locked_s("a") == 0.0
    async with engine.connect() as connection:
        assert len((await connection.execute(select(WrongTryRow))).all()) == 1


async def test_wrong_tries_count_together_in_all_processes_and_no_address_is_kept(
    engine: AsyncEngine, stored: Settings
) -> None:
    other = connect(database_url(stored))
    here, there = WrongTries(engine, KEYS, Limits()), WrongTries(other, KEYS, Limits())
    await asyncio.gather(*(tries.wrong("192.0.2.1") for tries in (here, there, here, there, here)))
    assert await here.locked_s("192.0.2.1") > 0
    assert await there.locked_s("192.0.2.1") > 0
    async with other.connect() as connection:
        kept = select(WrongTryRow.asker, WrongTryRow.count)
        ((asker, count),) = (await connection.execute(kept)).all()
    assert count == 5
    assert "192.0.2.1" not in asker
    await other.dispose()


async def test_what_is_found_after_the_lock_is_not_told(engine: AsyncEngine) -> None:
    tries = WrongTries(engine, KEYS, Limits(wrong_tries=1))

    async def found_late() -> str:
        await tries.wrong("a")  # another request of theirs, meanwhile
        return "secret"

    with pytest.raises(LockedError) as caught:
        await tries.ask("a", found_late)
    assert 0 < caught.value.wait_s <= 900


@pytest.mark.parametrize(
    ("address", "asker"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("kiosk", "kiosk"),
    ],
)
def test_who_is_one_asker(address: str, asker: str) -> None:
    assert asker_of(address) == asker


@pytest.mark.parametrize(
    ("latitude", "longitude", "ours"),
    [
        (37.5453, 126.6759, True),  # Seo-gu
        (37.5935, 126.6755, True),  # Geomdan
        (37.534, 126.643, True),  # Cheongna
        (37.5665, 126.9780, False),  # Seoul
        (35.1796, 129.0756, False),  # Busan
        (37.5453, -126.6759, False),
    ],
)
def test_how_far_the_district_reaches(latitude: float, longitude: float, ours: bool) -> None:
    assert load_district(FAQ).reaches(latitude, longitude) is ours


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    engine = await open_database(Settings(data_dir=tmp_path / "var", database_url=None, keys=[]))
    yield Office(engine, KEYS, load_district(FAQ), load_categories(FAQ))
    await engine.dispose()


async def test_the_last_sentence_of_many_at_once(office: Office) -> None:
    filed = [
        (await office.file(made(category="road", what=f"길이 파였어요 {n}"), key=None)).receipt
        for n in range(3)
    ]
    await office.register.contact(filed[0], actor="kim", role="officer", at=office.now())
    last = await office.latest([*filed, "000000000"])
    assert {receipt: event.say for receipt, event in last.items()} == dict.fromkeys(filed, "file.report")


async def test_a_day_to_come_is_counted_by_the_districts_clock(office: Office) -> None:
    tomorrow = (office.now() + dt.timedelta(days=1)).date().isoformat()
    with pytest.raises(ComplaintError) as caught:
        await office.file(made(category="road", what="길", occurred=tomorrow), key=None)
    assert caught.value.code == "future"
    today = office.now().date().isoformat()
    assert (await office.file(made(category="road", what="길", occurred=today), key=None)).occurred == today
