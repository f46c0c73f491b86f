"""The office asks for more: put to the caller, answered aloud, said back, passed on; no models."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, filed, typed, until
from interview_world import NOW
from sqlalchemy.exc import OperationalError
from talk_world import Device, FakeDesk

from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.talk import client_events as asked

STANDS = "도로과에서 여쭤볼 것이 있어요, 답해 주시면 이어서 할게요."
PASSED_ON = "알려 주신 것을 받았어요, 도로과에서 이어서 하고 있어요."
INVITED = ["몇 번 등인가요?", "지금 말씀해 주시면 제가 전해 드릴게요."]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def in_question(desk: FakeDesk, question: str = "몇 번 등인가요?") -> str:
    """A complaint about which the office has asked something."""
    receipt, register = await filed(desk), desk.backroom.office.register
    await register.act(receipt, Act("accept", "kim", "officer", NOW))
    await register.act(receipt, Act("ask", "kim", "officer", NOW, {"question": question}))
    return receipt


async def replies_kept(desk: FakeDesk, receipt: str) -> tuple[str, ...]:
    complaint: Complaint = await desk.backroom.office.register.get(receipt)
    return complaint.replies


async def test_who_knows_the_receipt_is_asked_and_the_answer_is_passed_on(desk: FakeDesk) -> None:
    receipt, caller = await in_question(desk), Device(desk)
    assert (await typed(caller, "내 민원 어떻게 됐어요?", receipt)).sentences == [STANDS, *INVITED]
    reply = await typed(caller, "칠 번 등이요")
    assert (reply.kind, reply.sentences) == ("confirm", ["칠 번 등이요.", "이렇게 전해 드릴까요?"])
    assert await replies_kept(desk, receipt) == ()
    reply = await typed(caller, "네")
    assert reply.sentences == [PASSED_ON]
    assert await replies_kept(desk, receipt) == ("칠 번 등이요",)
    await typed(caller, "네")
    assert await replies_kept(desk, receipt) == ("칠 번 등이요",)
    await caller.session.close()


async def test_an_answer_is_put_right_before_it_is_passed_on(desk: FakeDesk) -> None:
    receipt, caller = await in_question(desk), Device(desk)
    await typed(caller, "내 민원 어떻게 됐어요?", receipt, "일 번 등이요")
    assert (await typed(caller, "아니요")).sentences == ["그럼 처음부터 다시 말씀해 주세요."]
    assert (await typed(caller, "칠 번 등이요")).sentences[0] == "칠 번 등이요."
    reply = await typed(caller, "아니, 팔 번 등이에요")
    assert reply.sentences == ["팔 번 등이에요.", "이렇게 전해 드릴까요?"]
    await typed(caller, "네, 그렇게 전해 주세요")
    assert await replies_kept(desk, receipt) == ("팔 번 등이에요",)
    await caller.session.close()


@pytest.mark.parametrize("words", ["나중에 할게요", "지금은 못 해요"])
async def test_who_wants_to_answer_later_may(desk: FakeDesk, words: str) -> None:
    receipt, caller = await in_question(desk), Device(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", receipt, words)
    assert reply.sentences[0] == "네, 나중에 말씀해 주셔도 돼요."
    assert (await typed(caller, "내 민원 어떻게 됐어요?", receipt)).sentences == [STANDS, *INVITED]
    await caller.session.close()


@pytest.mark.parametrize("words", ["아니요, 없어요", "몰라요", "네"])
async def test_whatever_is_said_first_is_the_answer(desk: FakeDesk, words: str) -> None:
    receipt, caller = await in_question(desk, "옆에 다른 등도 나갔나요"), Device(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", receipt, words)
    assert reply.sentences == [f"{words}.", "이렇게 전해 드릴까요?"]
    await typed(caller, "네")
    assert await replies_kept(desk, receipt) == (words,)
    await caller.session.close()


async def test_by_telephone_number_alone_the_question_is_not_told(desk: FakeDesk) -> None:
    receipt, caller = await in_question(desk), Device(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", "공일공 일이삼사 오육칠팔")
    assert reply.sentences == [STANDS, "무엇을 여쭤보는지는 접수 번호를 말씀하시면 들려드릴게요."]
    assert (await typed(caller, receipt)).sentences == [STANDS, *INVITED]
    await caller.session.close()


async def test_an_open_call_hears_the_question_and_answers_it(desk: FakeDesk) -> None:
    receipt, caller, office = await filed(desk), Device(desk), desk.backroom.office
    await caller.send(asked.ComplaintWatch(receipt=receipt, token=office.watch.issue(receipt)))
    await until(lambda: desk.backroom.watchers._watched)
    await office.register.act(receipt, Act("accept", "kim", "officer", NOW))
    await until(lambda: len(caller.replies()) == 1)
    await caller.settle()
    await caller.played()
    await office.register.act(receipt, Act("ask", "kim", "officer", NOW, {"question": "사진이 있나요"}))
    await until(lambda: caller.replies() and "사진이 있나요?" in caller.replies()[-1].sentences)
    assert (await typed(caller, "네, 있어요")).sentences == ["네, 있어요.", "이렇게 전해 드릴까요?"]
    await typed(caller, "네")
    assert await replies_kept(desk, receipt) == ("네, 있어요",)
    await caller.session.close()


async def test_an_answer_that_could_not_be_kept_is_not_lost(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt, caller, register = await in_question(desk), Device(desk), desk.backroom.office.register

    async def full(*_: object) -> None:
        raise OperationalError("", {}, Exception("disk full"))

    await typed(caller, "내 민원 어떻게 됐어요?", receipt, "칠 번 등이요")
    with monkeypatch.context() as broken:
        broken.setattr(register, "act", full)
        assert (await typed(caller, "네")).sentences == ["지금은 전하지 못했어요.", "한 번 더 전해 볼까요?"]
    await typed(caller, "네")
    assert await replies_kept(desk, receipt) == ("칠 번 등이요",)
    await caller.session.close()


async def test_what_somebody_else_has_answered_meanwhile_is_told(desk: FakeDesk) -> None:
    receipt, caller, register = await in_question(desk), Device(desk), desk.backroom.office.register
    await typed(caller, "내 민원 어떻게 됐어요?", receipt, "칠 번 등이요")
    await register.act(receipt, Act("reply", "caller", "caller", NOW, {"text": "팔 번"}))
    assert (await typed(caller, "네")).sentences == [
        "알려 주신 것을 받았어요, 도로과에서 이어서 하고 있어요."
    ]
    assert await replies_kept(desk, receipt) == ("팔 번",)
    await caller.session.close()


async def test_personal_words_are_neither_shown_nor_stored(desk: FakeDesk) -> None:
    receipt, caller = await in_question(desk), Device(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", receipt, "제 번호는 010-1234-5678이에요")
    assert "1234" not in " ".join(reply.sentences)
    await typed(caller, "네")
    assert "1234" not in " ".join(await replies_kept(desk, receipt))
    await caller.session.close()
