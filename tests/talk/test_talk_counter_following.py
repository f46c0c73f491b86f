"""Where a filed complaint stands, told to a whole desk: by number, by telephone, by itself; no models."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, events, filed, typed, until
from interview_world import NOW
from talk_world import Device, FakeDesk

from voicebot.civic.complaints.changes import Act
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.tracking import Number, Tracking

STANDS = ["민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요."]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def test_where_it_stands_by_number_and_by_telephone(desk: FakeDesk) -> None:
    receipt, caller = await filed(desk), Device(desk)
    assert (await typed(caller, "내 민원 어떻게 됐어요?", receipt)).sentences == STANDS
    assert (await typed(caller, "내 민원 어떻게 됐어요?", "공일공 일이삼사 오육칠팔")).sentences == STANDS
    assert "김순자" not in " ".join(caller.replies()[-1].sentences)
    await typed(caller, "내 민원 어떻게 됐어요?", f"{receipt[:4]}")
    assert (await typed(caller, receipt[4:])).sentences == STANDS
    await caller.session.close()


async def test_a_number_with_a_wrong_digit_is_asked_for_again(desk: FakeDesk) -> None:
    caller = Device(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", "123456789")
    assert reply.sentences[0] == "번호가 맞지 않아요."
    await caller.session.close()


async def test_five_wrong_numbers_lock_the_asker_out(desk: FakeDesk) -> None:
    receipt, caller = await filed(desk), Device(desk)
    for _ in range(5):
        reply = await typed(caller, "내 민원 어떻게 됐어요?", "010-9999-9999")
        assert reply.sentences[1] == "그 번호로는 찾을 수 없어요."
    reply = await typed(caller, "내 민원 어떻게 됐어요?", receipt)
    assert reply.sentences[0] == "틀린 번호가 여러 번이라 잠시 쉬어야 해요."
    await caller.session.close()


async def test_a_change_by_staff_reaches_the_open_conversation(desk: FakeDesk) -> None:
    receipt, caller, office = await filed(desk), Device(desk), desk.backroom.office
    await caller.send(asked.ComplaintWatch(receipt=receipt, token=office.watch.issue(receipt)))
    await until(lambda: desk.backroom.watchers._watched)
    await office.register.act(receipt, Act("accept", "kim", "officer", NOW))
    await until(lambda: events(caller, told.ComplaintStatus))
    status = events(caller, told.ComplaintStatus)[0]
    assert (status.receipt, status.state) == (receipt, "accepted")
    assert status.say == "도로과에서 확인하고 맡기로 했어요."
    await caller.session.close()


async def test_a_foreign_token_shows_nothing(desk: FakeDesk) -> None:
    receipt, other, caller = await filed(desk), await filed(desk), Device(desk)
    token = desk.backroom.office.watch.issue(other)
    await caller.send(asked.ComplaintWatch(receipt=receipt, token=token))
    await until(lambda: events(caller, told.Error))
    assert [event.code for event in events(caller, told.Error)] == ["watch_refused"]
    assert not desk.backroom.watchers.watching
    await caller.session.close()


async def test_wrong_numbers_by_keys_count_with_all_others(desk: FakeDesk) -> None:
    caller, tries = Device(desk), desk.backroom.office.tries
    for _ in range(5):
        reply = await typed(caller, "내 민원 어떻게 됐어요?")
        before = len(caller.replies())
        for key in "01099999999":
            await caller.send(asked.InputKey(key=key))
        await until(lambda: "그 번호로는 찾을 수 없어요." in caller.replies()[-1].sentences)
        assert len(caller.replies()) > before
    assert await tries.locked_s(caller.session.id) > 0
    receipt = await filed(desk)
    reply = await typed(caller, "내 민원 어떻게 됐어요?", receipt)
    assert reply.sentences[0] == "틀린 번호가 여러 번이라 잠시 쉬어야 해요."
    await caller.session.close()


async def test_a_telephone_number_that_was_misheard_is_asked_for_in_parts(desk: FakeDesk) -> None:
    caller = Device(desk)
    await filed(desk)
    await typed(caller, "내 민원 어떻게 됐어요?")
    caller.session._mind.dialogue.thread.tracking = Tracking(doubted=Number("01012345671", "phone"))
    reply = await typed(caller, "아니요")
    assert reply.sentences == ["그럼 나눠서 여쭤볼게요.", "가운데 네 자리만 말씀해 주세요."]
    reply = await typed(caller, "일이삼사")
    assert reply.sentences[-1] == "이제 끝 네 자리만 말씀해 주세요."
    assert (await typed(caller, "오육칠팔")).sentences == STANDS
    await caller.session.close()


async def test_a_no_that_is_only_near_in_sound_is_one_and_other_words_are_asked_about(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "내 민원 어떻게 됐어요?")
    thread = caller.session._mind.dialogue.thread
    thread.tracking = doubted = Tracking(doubted=Number("01012345671", "phone"))
    reply = await typed(caller, "네 바사요")
    assert reply.sentences == ["번호가 맞으면 네, 틀리면 아니요, 하고 말씀해 주세요."]
    assert caller.session._mind.dialogue.thread.tracking == doubted
    assert (await typed(caller, "안이요")).sentences[0] == "그럼 나눠서 여쭤볼게요."
    await caller.session.close()


async def test_another_matter_is_heard_while_a_number_is_asked_about(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "내 민원 어떻게 됐어요?")
    caller.session._mind.dialogue.thread.tracking = Tracking(doubted=Number("01012345671", "phone"))
    assert "번호가 맞으면" not in " ".join((await typed(caller, "여권 수수료 얼마예요?")).sentences)
    await caller.session.close()


async def test_what_is_said_after_a_whole_number_is_no_part_of_it(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "내 민원 어떻게 됐어요?", "010-9999-9999")
    mind = caller.session._mind
    assert mind.stands_alone(Transcript((Hypothesis("공일공", -0.2),), "ko"))
    await typed(caller, "공일공")
    assert not mind.stands_alone(Transcript((Hypothesis("일이삼사", -0.2),), "ko"))
    await caller.session.close()
