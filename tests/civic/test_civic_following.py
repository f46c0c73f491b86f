"""Tokens to follow a complaint with, wrong tries that end, and what every door asks of a filing."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.tries import WrongTries, asker_of
from voicebot.civic.complaints.watching import WatchTokens
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError
from voicebot.settings import Settings, project_dir
from voicebot.store.database import open_database
from voicebot.store.keys import Keyring, new_key

FAQ = project_dir() / "faq"
KEYS = Keyring([new_key()])


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


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


@given(st.text(max_size=300))
def test_no_text_is_a_token_by_chance(text: str) -> None:
    assert WatchTokens(KEYS).receipt(text) is None


def test_the_fifth_wrong_try_locks_until_time_has_passed() -> None:
    clock = Clock()
    tries = WrongTries(5, 900.0, clock=clock)
    for _ in range(4):
        tries.wrong("a")
    assert tries.locked_s("a") == 0.0
    tries.wrong("a")
    assert (tries.locked_s("a"), tries.locked_s("b")) == (900.0, 0.0)
    clock.now = 899.0
    assert tries.locked_s("a") == 1.0
    clock.now = 900.0
    assert tries.locked_s("a") == 0.0
    tries.wrong("a")
    assert tries.locked_s("a") == 0.0


def test_slow_trying_is_forgotten() -> None:
    clock = Clock()
    tries = WrongTries(2, 900.0, clock=clock)
    for _ in range(10):
        tries.wrong("a")
        clock.now += 900.0
    assert tries.locked_s("a") == 0.0


@given(st.lists(st.integers(0, 30)))
def test_no_more_askers_are_remembered_than_there_is_room_for(askers: list[int]) -> None:
    tries = WrongTries(5, 900.0, askers=10, clock=Clock())
    for asker in askers:
        tries.wrong(str(asker))
    assert len(tries) <= 10
    if askers[-5:] == [1] * 5:
        assert tries.locked_s("1") == 900.0


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
        (await office.file(made(category="road", what=f"길이 파였어요 {n}"), key=None)).receipt for n in range(3)
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
