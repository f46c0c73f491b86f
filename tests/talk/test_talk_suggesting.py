"""A trouble begins an interview, a question is answered and filing offered, talk is talk; no models."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, replied
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.understand.meaning import Zone

OFFER = "제가 바로 신고해 드릴까요?"
QUESTION = "가로등 고장은 어디에 신고해요?"
WHOLE = "어제 밤부터 가좌시장 앞 가로등이 나갔어요 제 번호는 010-1234-5678이에요"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    """A desk whose entries answer whatever is said of street lights."""
    async with complaint_desk(tmp_path / "var") as found:
        found.matches["가로등"] = (Zone.ANSWER, ["long"])
        yield found


async def typed(caller: Device, *texts: str) -> told.ResponseCreated:
    for text in texts:
        before = len(caller.replies())
        await caller.send(asked.InputText(text=text))
        await replied(caller, before)
        await caller.settle()
        await caller.played()
    return caller.replies()[-1]


def form(caller: Device) -> dict[str, object]:
    return [event for event in caller.events if isinstance(event, told.ComplaintDraft)][-1].form


async def test_what_is_wrong_is_filed_though_an_entry_is_about_it(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await typed(caller, "가로등이 나갔어요")).sentences == ["가로등 문제군요.", "어디에서 그런가요?"]
    await caller.session.close()


async def test_a_question_is_answered_and_filing_offered_in_one_sentence(desk: FakeDesk) -> None:
    caller = Device(desk)
    reply = await typed(caller, QUESTION)
    assert reply.sentences == ["하나예요.", "둘이에요.", "셋이에요.", OFFER]
    assert (await typed(caller, "네")).sentences == ["가로등 문제군요.", "어떤 일인지 말씀해 주세요."]
    await typed(caller, "불이 안 들어와요")
    assert (form(caller)["category"], form(caller)["asking"]) == ("street_light", "place")
    await caller.session.close()


async def test_whoever_declines_the_offer_may_ask_something_else(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await typed(caller, QUESTION, "아니요")).sentences[0] == "네, 알겠어요."
    assert (await typed(caller, "여권 수수료 얼마예요?")).sentences == ["오만 원이에요."]
    assert not [event for event in caller.events if isinstance(event, told.ComplaintDraft)]
    await caller.session.close()


async def test_the_rest_of_the_answer_can_still_be_heard(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await typed(caller, QUESTION, "더 들려줘")).sentences == ["넷이에요."]
    await caller.session.close()


async def test_the_offer_is_repeated_with_the_answer_and_can_be_taken_by_key(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await typed(caller, QUESTION, "다시 말해 줘")).sentences[-1] == OFFER
    before = len(caller.replies())
    await caller.send(asked.InputKey.model_validate({"key": "#"}))
    await replied(caller, before)
    assert caller.replies()[-1].sentences[0] == "가로등 문제군요."
    await caller.session.close()


async def test_an_offer_is_over_once_something_else_was_said(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, QUESTION, "여권 수수료 얼마예요?", "네")
    assert not [event for event in caller.events if isinstance(event, told.ComplaintDraft)]
    await caller.session.close()


@pytest.mark.parametrize("text", ["네", "점심은 드셨어요?", "노래 들으려면 어떻게 해요?", "안녕하세요"])
async def test_what_tells_of_nothing_begins_nothing(desk: FakeDesk, text: str) -> None:
    caller = Device(desk)
    await typed(caller, text)
    assert not [event for event in caller.events if isinstance(event, told.ComplaintDraft)]
    await caller.session.close()


JOURNEYS = {
    "all in one sentence": (WHOLE, "몰라요", "네", "김순자예요", "네"),
    "one word at a time": (
        "민원 넣고 싶어요", "가로등이요", "가좌동이요", "가좌시장 앞이요", "어제 밤부터요", "몰라요",
        "네", "김순자요", "공일공", "일이삼사", "오육칠팔", "네",
    ),
    "changes her mind twice": (
        WHOLE.replace("가좌시장 앞", "석남역 앞"), "몰라요", "네", "김순자예요",
        "아니, 위치가 석남역 앞이 아니라 가좌시장 앞이에요", "날짜가 틀렸어요", "어제 밤부터요", "네",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JOURNEYS)
async def test_however_it_is_told_the_same_complaint_is_filed(desk: FakeDesk, name: str) -> None:
    caller = Device(desk)
    reply = await typed(caller, *JOURNEYS[name])
    assert reply.sentences[0].startswith("잘 받았어요.")
    (complaint,) = await desk.backroom.office.register.page([])
    assert (complaint.category, complaint.kind, complaint.has_contact) == ("street_light", "petition", True)
    assert "가좌시장 앞" in complaint.place
    assert complaint.occurred == "어제 밤부터"
    await caller.session.close()
