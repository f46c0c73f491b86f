"""What had no answer: counted, made into drafts and phrasings, or put aside; on both databases."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest
from publishing_world import SEOUL, Clock, office, text
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.publishing.gaps import GapDesk, counted
from voicebot.civic.publishing.publisher import Publisher
from voicebot.errors import EntryError, StoreError
from voicebot.settings import Retention, Settings
from voicebot.store.gaps import Gaps, NewGroup
from voicebot.store.questions import QuestionKind, Questions
from voicebot.store.retention import purge
from voicebot.store.tables import QuestionGroup, UnansweredQuestion

Office = tuple[GapDesk, Publisher, Questions, Clock, AsyncEngine]


@pytest.fixture
async def desk(stored: Settings) -> AsyncIterator[Office]:
    async with office(stored) as (publisher, clock):
        engine = publisher.entries._engine
        yield GapDesk(Gaps(engine), publisher, clock), publisher, Questions(engine), clock, engine


async def asked(desk: Office, *texts: str, kind: QuestionKind = "unanswered") -> None:
    """Questions that are put in one group."""
    gaps, _, questions, _, _ = desk
    for one in texts:
        await questions.add(one, language="ko", channel="kiosk", nearest="fee", kind=kind)
    numbers = [row.id for row in await gaps.gaps.ungrouped("ko", 100)]
    await gaps.gaps.put({}, [NewGroup("ko", b"\0\0" * 4, tuple(numbers))])


async def test_a_group_is_counted_by_reason_week_and_channel(desk: Office) -> None:
    await asked(desk, "공원은 언제 열어요", "공원은 언제 열어요", "공원 여는 시간")
    await asked(desk, "수수료가 틀렸어요", kind="rejected")
    found = await desk[0].listed()
    assert [gap.total for gap in found] == [3, 1]
    assert found[0].wordings == ("공원은 언제 열어요", "공원 여는 시간")
    assert (found[0].kinds, found[0].channels, found[0].nearest) == ({"unanswered": 3}, {"kiosk": 3}, "fee")
    assert list(found[0].weeks.values()) == [3]
    assert found[1].kinds == {"rejected": 1}


def test_a_week_is_that_of_the_office_and_not_of_greenwich() -> None:
    sunday = dt.datetime(2026, 11, 22, 16, tzinfo=dt.UTC)  # Monday, one in the morning, in Seoul
    group = QuestionGroup(id=1, language="ko", state="open", middle=b"")
    row = UnansweredQuestion(
        id=1, asked_at=sunday, channel="kiosk", question="공원", kind="unanswered", group_id=1, language="ko"
    )
    assert counted([group], [row], SEOUL)[0].weeks == {"2026-W48": 1}
    assert counted([group], [row], dt.UTC)[0].weeks == {"2026-W47": 1}


async def test_an_entry_is_made_of_a_group(desk: Office) -> None:
    gaps, publisher, *_ = desk
    await asked(desk, "공원은 언제 열어요", "공원 여는 시간", "제 번호 010-1234-5678로 공원 시간 알려 주세요")
    number = (await gaps.listed())[0].number
    with pytest.raises(EntryError, match="already"):
        await gaps.draft(number, "fee", "공원과", "kim")
    held = await gaps.draft(number, "park", "공원과", "kim")
    assert held.fields["question"] in ("공원은 언제 열어요", "공원 여는 시간")
    assert len(held.fields["variants"]) == 1
    assert held.standing.state == "draft"
    assert await gaps.listed() == []
    assert [(gap.state, gap.entry) for gap in await gaps.listed(("drafted",))] == [("drafted", "park")]
    with pytest.raises(EntryError, match="answer_spoken"):
        await publisher.submit("park", "ko", "kim")
    await publisher.write("park", "ko", {**text("여섯 시예요.", entry_id="park"), **held.fields}, "kim")


async def test_a_phrasing_is_added_once_and_open_again_when_it_did_not_help(desk: Office) -> None:
    gaps, publisher, _, clock, engine = desk
    await asked(desk, "수수료 좀요", "수수료  좀요!", "fee 어떻게 해요?")
    number = (await gaps.listed())[0].number
    held = await gaps.add(number, "fee", "kim")
    assert [one.replace(" ", "") for one in held.fields["variants"]] == ["수수료좀요"] or held.fields[
        "variants"
    ] == ["수수료  좀요!"]
    assert (await publisher.held("fee", "ko")).standing.state == "draft"
    with pytest.raises(EntryError, match="There is no ko entry"):
        await gaps.add(number, "nothing", "kim")
    late = clock() + dt.timedelta(days=1)
    assert await gaps.listed(("added",)) or await gaps.listed()
    async with engine.begin() as connection:
        await connection.execute(update(UnansweredQuestion).values(asked_at=late.astimezone(dt.UTC)))
    assert [gap.state for gap in await gaps.listed()] == ["open"]


async def test_what_is_not_ours_stays_away(desk: Office) -> None:
    gaps, _, _, clock, engine = desk
    await asked(desk, "로또 번호 알려 줘요")
    number = (await gaps.listed())[0].number
    await gaps.dismiss(number, "kim")
    async with engine.begin() as connection:
        later = clock().astimezone(dt.UTC) + dt.timedelta(days=9)
        await connection.execute(update(UnansweredQuestion).values(asked_at=later))
    assert await gaps.listed() == []
    with pytest.raises(StoreError, match="There is no group"):
        await gaps.dismiss(number + 1, "kim")


async def test_nothing_personal_becomes_a_phrasing(desk: Office) -> None:
    await asked(desk, "제 번호는 010-1234-5678이에요")
    number = (await desk[0].listed())[0].number
    with pytest.raises(EntryError, match="personal"):
        await desk[0].draft(number, "park", "공원과", "kim")


async def test_a_group_goes_with_its_last_question(desk: Office) -> None:
    gaps, _, questions, _, engine = desk
    await asked(desk, "공원은 언제 열어요")
    await questions.add("새로운 말", language="ko", channel="kiosk")
    assert await gaps.gaps.waiting() == 1
    assert len(await gaps.gaps.groups()) == 1
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=31)
    assert (await purge(engine, Retention(), later))["questions"] == 2
    assert await gaps.gaps.groups() == []
