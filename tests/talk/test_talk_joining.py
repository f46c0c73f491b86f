"""Others have told of it already: asked once; joined, taken back, or filed as new."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, filed_at, replied, typed, until
from interview_world import NOW, Teller
from talk_world import Device, FakeDesk

from voicebot.civic.complaints.changes import Act
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.interview.counting import people_told

HERS = "가좌시장 앞 가로등이 나갔어요"
ASKED = ["이미 한 분이 알려 주셨어요.", "함께 알림 받으시겠어요?"]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def people(desk: FakeDesk, receipt: str) -> int:
    return int(await desk.backroom.office.joining.people(receipt))


async def kept(desk: FakeDesk) -> int:
    return len(await desk.backroom.office.register.page([]))


async def test_once_category_and_place_are_known_she_is_asked(desk: FakeDesk) -> None:
    await filed_at(desk, "가좌시장 뒤편")
    caller = Device(desk)
    reply = await typed(caller, "가로등이 나갔어요")
    assert reply.sentences[-1] == "어디에서 그런가요?"
    reply = await typed(caller, "가좌시장 앞이요")
    assert (reply.kind, reply.sentences) == ("confirm", ASKED)
    await caller.session.close()


async def test_she_joins_with_a_number_and_hears_the_receipt_twice(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS)
    reply = await typed(caller, "네")
    assert reply.sentences[0] == "알려 드리려면 전화번호가 있어야 해요."
    await typed(caller, "네")
    reply = await typed(caller, "공일공 구팔칠육 오사삼이")
    assert "바뀌는 것이 있으면 알려 드릴게요." in reply.sentences
    at = next(n for n, line in enumerate(reply.sentences) if line.startswith("다시, "))
    assert reply.sentences[at] == f"다시, {reply.sentences[at - 1]}"
    (joined,) = [e for e in caller.events if isinstance(e, told.ComplaintJoined)]
    assert (joined.receipt, joined.people) == (receipt, 2)
    contacts = await desk.backroom.office.joining.contacts(receipt)
    assert "01098765432" in [contact.phone for contact, _, _ in contacts]
    assert (await people(desk, receipt), await kept(desk)) == (2, 1)
    assert not [e for e in caller.events if isinstance(e, told.ComplaintFiled)]
    await caller.session.close()


async def test_without_a_number_she_is_counted(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    reply = await typed(caller, HERS, "네", "싫어요")
    assert reply.sentences[0] == "네, 전화번호는 적지 않을게요." or "함께하신" in reply.sentences[0]
    assert "바뀌는 것이 있으면 알려 드릴게요." not in reply.sentences
    assert await people(desk, receipt) == 2
    assert len(await desk.backroom.office.joining.contacts(receipt)) == 1
    await typed(caller, "네")
    assert await people(desk, receipt) == 2
    await caller.session.close()


@pytest.mark.parametrize("no", ["아니요", "다른 거예요", "괜찮아요"])
async def test_something_else_is_filed_as_new_and_not_asked_again(desk: FakeDesk, no: str) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    reply = await typed(caller, HERS, no)
    assert reply.sentences[0] == "네, 새로 낼게요."
    await typed(caller, "어제부터요", "몰라요", "아니요", "네")
    assert (await people(desk, receipt), await kept(desk)) == (1, 2)
    everything = [line for reply in caller.replies() for line in reply.sentences]
    assert everything.count(ASKED[1]) == 1
    await caller.session.close()


async def test_a_yes_before_the_question_was_heard_joins_nothing(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS, heard=False)
    reply = await typed(caller, "네", heard=False)
    assert reply.sentences[0] == "끝까지 들어 보시고 말씀해 주세요."
    assert reply.sentences[-1] == ASKED[1]
    assert await people(desk, receipt) == 1
    await caller.session.close()


async def test_joining_can_be_taken_back_and_the_complaint_stays(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS, "네", "싫어요")
    reply = await typed(caller, "방금 거 취소해 주세요")
    assert reply.sentences[0] == "네, 함께하신 것을 거두었어요."
    assert await people(desk, receipt) == 1
    assert (await desk.backroom.office.register.get(receipt)).state == "received"
    await caller.session.close()


async def test_who_joined_hears_of_a_change_while_the_conversation_is_open(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS, "네", "싫어요")
    before = len(caller.replies())
    await desk.backroom.office.register.act(receipt, Act("accept", "kim", "officer", NOW))
    await replied(caller, before)
    assert caller.replies()[-1].sentences == ["도로과에서 확인하고 맡기로 했어요."]
    await caller.session.close()


async def test_another_page_can_follow_with_the_token_of_the_joining(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS, "네", "싫어요")
    (joined,) = [e for e in caller.events if isinstance(e, told.ComplaintJoined)]
    other = Device(desk)
    await other.send(asked.ComplaintWatch(receipt=receipt, token=joined.watch_token))
    await until(lambda: len(desk.backroom.watchers._watched[receipt]) == 2)
    assert [e for e in other.events if isinstance(e, told.Error)] == []
    await caller.session.close()
    await other.session.close()


async def test_what_was_closed_meanwhile_is_filed_as_new(desk: FakeDesk) -> None:
    receipt, caller = await filed_at(desk, "가좌시장 앞"), Device(desk)
    await typed(caller, HERS, "네")
    await desk.backroom.office.register.act(receipt, Act("withdraw", "caller", "caller", NOW))
    reply = await typed(caller, "싫어요")
    assert "그사이에 그 일이 끝났어요." in reply.sentences
    assert reply.sentences[-2] == "언제부터 그랬나요?"
    await caller.session.close()


async def test_nothing_of_the_first_caller_is_said(desk: FakeDesk) -> None:
    await filed_at(desk, "가좌시장 앞 우리 집 102동 303호")
    caller = Device(desk)
    await typed(caller, HERS, "네", "싫어요")
    everything = " ".join(event.model_dump_json() for event in caller.events)
    for hers in ("김순자", "1234", "303", "우리 집"):
        assert hers not in everything
    await caller.session.close()


def test_people_are_counted_as_they_are_said() -> None:
    told_ = [people_told(number, "ko") for number in (1, 2, 3, 20, 21, 99, 100)]
    assert told_ == ["한 분", "두 분", "세 분", "스무 분", "스물한 분", "아흔아홉 분", "백 분"]
    assert [people_told(number, "en") for number in (1, 3)] == ["one person", "3 people"]


def test_without_anybody_else_nothing_is_asked() -> None:
    assert Teller(HERS).last.interview.asking == "when"
