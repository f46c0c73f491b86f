"""From a draft to what callers hear, on SQLite and on PostgreSQL."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from publishing_world import FIRST, Clock, answer, office, published, text

from voicebot.civic.faq import read_faq
from voicebot.civic.publishing.differences import differences, word_by_word
from voicebot.civic.publishing.edition import export, merged
from voicebot.civic.publishing.publisher import FIRST_EDITION, Publisher
from voicebot.civic.publishing.steps import NOWHERE
from voicebot.civic.publishing.texts import as_entry, as_yaml, blank, from_yaml
from voicebot.errors import EntryError, StoreError
from voicebot.settings import Settings

Office = tuple[Publisher, Clock]


@pytest.fixture
async def desk(stored: Settings) -> AsyncIterator[Office]:
    async with office(stored) as opened:
        yield opened


async def test_a_draft_is_heard_by_nobody_until_a_second_person_publishes_it(desk: Office) -> None:
    publisher, _ = desk
    await publisher.write("fee", "ko", text("육만 원이에요."), "kim")
    await publisher.submit("fee", "ko", "kim")
    assert await answer(publisher, "fee") == "오만 원이에요."
    with pytest.raises(EntryError, match="somebody else"):
        await publisher.publish("fee", "ko", "kim")
    await publisher.publish("fee", "ko", "lee")
    assert await answer(publisher, "fee") == "육만 원이에요."


async def test_it_is_heard_from_its_day_until_its_day(desk: Office) -> None:
    publisher, clock = desk
    begins, ends = clock() + dt.timedelta(days=1), clock() + dt.timedelta(days=2)
    await published(publisher, "fee", text("육만 원이에요."), begins=begins, ends=ends)
    assert await answer(publisher, "fee") == "오만 원이에요."
    assert (await publisher.spoken()).until == begins
    clock.passes(days=1)
    assert await answer(publisher, "fee") == "육만 원이에요."
    clock.passes(days=1)
    assert await answer(publisher, "fee") is None
    with pytest.raises(EntryError) as refused:
        await publisher.publish("fee", "ko", "lee", begins=ends, ends=begins)
    assert refused.value.code == "period"


async def test_a_new_entry_is_added_and_a_filed_one_is_hidden(desk: Office) -> None:
    publisher, _ = desk
    await published(publisher, "park", text("공원은 여섯 시에 열어요.", entry_id="park"))
    await publisher.withdraw("lost", "ko", "kim", "틀렸어요")
    found = (await publisher.spoken()).edition
    assert list(found.entries("ko")) == ["fee", "park"]
    assert found.version != FIRST.version
    steps = await publisher.entries.steps("lost", "ko")
    assert [(step.action, step.actor, step.why) for step in steps][-1] == ("withdraw", "kim", "틀렸어요")
    with pytest.raises(EntryError, match="cannot follow"):
        await publisher.withdraw("lost", "ko", "kim")


async def test_one_step_back_to_what_two_people_agreed_on(desk: Office) -> None:
    publisher, _ = desk
    await published(publisher, "fee", text("육만 원이에요."))
    await publisher.write("fee", "ko", text("칠만 원이에요."), "kim")
    texts = await publisher.entries.texts("fee", "ko")
    assert [one.approver for one in texts] == [FIRST_EDITION, "lee", None]
    back = await publisher.back("fee", "ko", 1, "park")
    assert (back.standing.state, back.standing.revision) == ("published", 4)
    assert await answer(publisher, "fee") == "오만 원이에요."
    draft = await publisher.back("fee", "ko", 3, "park")
    assert (draft.standing.state, await answer(publisher, "fee")) == ("draft", "오만 원이에요.")
    with pytest.raises(EntryError, match="no version 9"):
        await publisher.back("fee", "ko", 9, "park")


async def test_two_officers_do_not_overwrite_each_other(desk: Office) -> None:
    publisher, _ = desk
    seen = (await publisher.held("fee", "ko")).standing.version
    first = await publisher.write("fee", "ko", text("육만 원이에요."), "kim", at=seen)
    with pytest.raises(StoreError) as late:
        await publisher.write("fee", "ko", text("칠만 원이에요."), "lee", at=seen)
    assert late.value.code == "entry_changed"
    both = [
        publisher.write("fee", "ko", text(f"{n}만 원이에요."), "kim", at=first.standing.version)
        for n in range(1, 6)
    ]
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(one, StoreError) for one in done) == 4
    assert len(await publisher.entries.texts("fee", "ko")) == 3
    new = [publisher.write("new", "ko", text(f"{n}번이에요."), "kim", at=0) for n in range(3)]
    done = await asyncio.gather(*new, return_exceptions=True)
    assert sum(isinstance(one, StoreError) for one in done) == 2


async def test_what_is_unfit_is_not_handed_in(desk: Office) -> None:
    publisher, _ = desk
    await publisher.write("new", "ko", blank("공원은 언제 열어요?", [], "민원과"), "kim")
    with pytest.raises(EntryError, match="answer_spoken"):
        await publisher.submit("new", "ko", "kim")
    taken = text("여섯 시예요.", entry_id="new", question="fee 어떻게 해요?")
    await publisher.write("new", "ko", taken, "kim")
    with pytest.raises(EntryError, match="asked in fee too"):
        await publisher.submit("new", "ko", "kim")
    long = "아주 길고 " * 11 + "길어요."
    await publisher.write("new", "ko", text(long, entry_id="new"), "kim")
    with pytest.raises(EntryError, match="syllables"):
        await publisher.submit("new", "ko", "kim")
    with pytest.raises(EntryError, match="There is no ko entry"):
        await publisher.submit("nothing", "ko", "kim")


async def test_who_reads_it_may_give_it_back(desk: Office) -> None:
    publisher, _ = desk
    await publisher.write("fee", "ko", text("육만 원이에요."), "kim")
    await publisher.submit("fee", "ko", "kim")
    given = await publisher.refuse("fee", "ko", "lee", "근거가 없어요")
    assert given.standing.state == "draft"
    assert [row.entry for row in await publisher.entries.listed(["draft"])] == ["fee"]
    assert await publisher.entries.listed(["published"]) == []


async def test_what_the_store_no_longer_understands_is_not_spoken(desk: Office) -> None:
    publisher, _ = desk
    await published(publisher, "fee", text("육만 원이에요."))
    publisher.checks.findings = lambda *_: []  # type: ignore[method-assign]
    await published(publisher, "lost", {"question": "어디서 찾아요?"})
    assert (await publisher.held("lost", "ko")).standing != NOWHERE
    assert await answer(publisher, "lost") is None
    assert await answer(publisher, "fee") == "육만 원이에요."


def test_an_edition_that_is_exported_can_be_started_from(tmp_path: Path) -> None:
    new = as_entry(("ko", "park"), text("여섯 시예요.", entry_id="park", valid_until=dt.date(2027, 1, 1)))
    edition = merged(FIRST, {("ko", "park"): new, ("ko", "lost"): None})
    assert {path.name for path in export(edition, tmp_path)} == {"life.yaml", "added.yaml"}
    again, problems = read_faq(tmp_path)
    assert (again.version, problems) == (edition.version, [])


def test_a_file_of_entries_is_read_as_it_is_written() -> None:
    fields = text("육만 원이에요.", valid_from=dt.date(2026, 1, 1))
    assert from_yaml(as_yaml([("fee", fields)])) == [("fee", fields)]
    for wrong in ("- a: 1", "id: x", "- id: ../x", "- id: a\n  id: b", "{", "- id: a\n  b: !!python/name:os"):
        with pytest.raises(EntryError):
            from_yaml(wrong)


def test_differences_are_told_word_by_word() -> None:
    old = {"fee": "오만 원", "docs": ["신분증", "사진 1장"], "topic": "여권"}
    new = {"fee": "육만 원", "docs": ["신분증", "사진 2장", "신청서"], "topic": "여권"}
    found = {
        (one.field, tuple((piece.kind, piece.text.strip()) for piece in one.pieces))
        for one in differences(old, new)
    }
    assert found == {
        ("fee", (("gone", "오만"), ("new", "육만"), ("same", "원"))),
        ("docs", (("same", "사진"), ("gone", "1장"), ("new", "2장"))),
        ("docs", (("new", "신청서"),)),
    }
    huge = " ".join(["말"] * 5_000)
    assert [piece.kind for piece in word_by_word(huge, f"{huge} 더")] == ["gone", "new"]
