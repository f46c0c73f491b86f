"""What officers lay over the files reaches every process of the desk, without a restart."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping

import pytest

from voicebot.civic.district import Department
from voicebot.civic.greetings import Phrase
from voicebot.civic.overlay import days_off, district, greetings, menu, places
from voicebot.civic.overlay.menu import Choice
from voicebot.civic.places.place import Place
from voicebot.settings import Settings, Weather
from voicebot.store.ledger import Change, Content, Ledger, Lines, Writer
from voicebot.store.tallies import add_tallies
from voicebot.talk.desk import Desk
from voicebot.talk.quick_menu import QuickMenu
from voicebot.talk.upkeep import Upkeep

AT = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.fixture
async def desks(stored: Settings) -> AsyncIterator[tuple[Desk, Desk]]:
    """Two processes on one database, without models."""
    quiet = {"warm_cache": False, "weather": Weather(sources=[], air=[])}
    both = Desk(stored.model_copy(update=quiet)), Desk(stored.model_copy(update=quiet))
    for desk in both:
        await desk._open_store()
    yield both
    for desk in both:
        await desk.close()


async def write(desk: Desk, chapter: str, key: str, content: Content | None) -> None:
    assert desk.database
    ledger = Ledger(desk.database)
    writer = Writer("kim", AT, await ledger.version(chapter))
    await ledger.write(Change(chapter, {key: content}, writer))


async def test_both_desks_have_it_at_the_next_look(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    assert other.office
    today = other.today()
    notice = greetings.Spoken("notice", Phrase(says="내일은 구청이 쉬어요."))
    road = Department(id="road", name="도로관리과", name_en="roads", phone="032-560-0001", confirmed=True)
    toilet = Place(name="정서진 화장실", address="정서진1로 41")
    off = days_off.content_of(days_off.DayOff(today, False, "임시공휴일", True))
    for chapter, key, content in (
        (greetings.chapter("ko"), "n", greetings.content_of(notice, off=False)),
        (district.CHAPTER, "department:road", district.content_of(road)),
        (days_off.CHAPTER, today.isoformat(), off),
        (places.chapter("toilet"), "t", places.content_of(toilet)),
        (menu.CHAPTER, "bulky-waste", menu.content_of(Choice(number=9, picture="sofa"))),
    ):
        await write(one, chapter, key, content)
    assert await other._upkeep.refresh()
    assert not await other._upkeep.refresh()
    assert other.greeter.line("ko").endswith("내일은 구청이 쉬어요.")
    assert not other.calendar.works(today)
    assert other.is_holiday(today)
    found = other.office.register.district.department("road", today)
    assert found
    assert found.name == "도로관리과"
    assert not other.office.register._calendar.works(today)
    assert other.guide.shelf.around("toilet", "정서진")[0].place == toilet
    said = other.guide.hear("지금 구청 열었어요", "ko")
    assert said
    assert said.reply.sentences[0] == "지금은 닫혀 있어요."
    item = other.menu("ko")[-1]
    assert (item.number, item.entry.id, item.picture) == (9, "bulky-waste", "sofa")
    assert one.greeter.line("ko") != other.greeter.line("ko")
    await write(other, greetings.chapter("ko"), "n", None)
    assert await one._upkeep.refresh()
    assert "내일은" not in one.greeter.line("ko")
    assert not one.calendar.works(today)


async def test_a_desk_that_starts_later_begins_with_it(desks: tuple[Desk, Desk]) -> None:
    one, _ = desks
    await write(one, district.CHAPTER, "desk", {"name": "새 창구", "name_en": "New desk", "phone": "110"})
    late = Desk(one.settings)
    await late._open_store()
    assert (late.name("ko"), late.phone) == ("새 창구", "110")
    assert late.office
    assert late.office.district.desk.phone == "110"
    await late.close()


async def test_a_look_that_fails_is_made_again(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    assert one.database
    looks: list[int] = []

    async def besides() -> None:
        looks.append(1)
        if len(looks) == 1:
            raise RuntimeError("the store was away")

    laid, there = list[Mapping[str, Lines]](), asyncio.Event()

    def lay(lines: Mapping[str, Lines]) -> None:
        laid.append(lines)
        there.set()

    upkeep = Upkeep(Ledger(one.database), lay, besides)
    await write(other, menu.CHAPTER, "flu-shot", menu.content_of(Choice(hidden=True)))
    running = asyncio.create_task(upkeep.run(0.001))
    await asyncio.wait_for(there.wait(), 20)
    running.cancel()
    assert list(laid[0]) == [menu.CHAPTER]
    assert len(looks) >= 2


async def test_the_menu_follows_the_month_and_the_hour(desks: tuple[Desk, Desk]) -> None:
    one, _ = desks
    assert one.database
    now = dt.datetime(2026, 11, 23, 9, tzinfo=one.district.zone)
    for at, entry, count in (
        (now.replace(hour=9), "flu-shot", 9),
        (now.replace(hour=21), "bulky-waste", 12),
        (now.replace(year=2025), "kimjang-waste", 4),
        (now.replace(month=5), "car-tax-june", 90),
    ):
        await add_tallies(one.database, at, {("entry", entry): count, ("question", "answered"): count})
    clock = [now]
    quick = QuickMenu(["passport-new"], lambda: clock[0])
    assert quick.order() == ["passport-new"]
    await quick.count(one.database)
    assert quick.order() == ["flu-shot", "kimjang-waste", "bulky-waste", "passport-new"]
    clock[0] = now.replace(hour=21)
    assert quick.order()[0] == "bulky-waste"
    clock[0] = dt.datetime(2027, 5, 3, 9, tzinfo=one.district.zone)
    await quick.count(one.database)
    assert quick.order() == ["car-tax-june", "passport-new"]
