"""Complaints told to a whole desk: heard, read back, filed in a real register, followed; no models."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from counter_world import complaint_desk, events, replied, typed, until
from talk_world import Device, FakeDesk

from voicebot.errors import StoreError
from voicebot.talk import clerk
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.counter import meaning
from voicebot.telemetry.logs import set_up_logs
from voicebot.understand.meaning import Candidate, Match, Zone
from voicebot.understand.suggest import Door, Suggestion

WHOLE = "어제 밤부터 가좌시장 앞 가로등이 나갔어요 제 번호는 010-1234-5678이에요"
UP_TO_READBACK = (WHOLE, "몰라요", "네", "김순자예요")


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What was logged, as operators have it."""
    set_up_logs(pretty=False)
    yield lambda: "".join(capfd.readouterr())
    structlog.reset_defaults()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def kept(desk: FakeDesk) -> list[str]:
    return [one.receipt for one in await desk.backroom.office.register.page([])]


async def test_a_complaint_is_filed_once_and_its_number_said_twice(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK)
    assert await kept(desk) == []
    filed = await typed(caller, "네")
    (receipt,) = await kept(desk)
    event = events(caller, told.ComplaintFiled)[0]
    assert (event.receipt, event.due) == (receipt, "2026-12-01")
    assert filed.sentences[2] == f"다시, {filed.sentences[1]}"
    assert "답은 늦어도 12월 1일 화요일까지 드릴게요." in filed.sentences
    await typed(caller, "네")
    assert await kept(desk) == [receipt]
    complaint = await desk.backroom.office.register.get(receipt)
    assert (complaint.kind, complaint.place, complaint.has_contact) == ("petition", "가좌시장 앞", True)
    await caller.session.close()


async def test_a_yes_before_the_readback_was_heard_files_nothing(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK[:-1])
    await typed(caller, UP_TO_READBACK[-1], heard=False)
    reply = await typed(caller, "네", heard=False)
    assert reply.sentences[0] == "끝까지 들어 보시고 말씀해 주세요."
    await caller.send(asked.ResponseCancel())
    await typed(caller, "네", heard=False)
    assert await kept(desk) == []
    await caller.session.close()


async def test_two_yeses_at_once_file_once(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK)
    await caller.send(asked.InputText(text="네"))
    await caller.send(asked.InputText(text="네"))
    await until(lambda: events(caller, told.ComplaintFiled))
    assert len(await kept(desk)) == 1
    await caller.session.close()


async def test_a_yes_that_comes_too_late_is_asked_for_again(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK)
    monkeypatch.setattr(meaning, "YES_S", -1.0)
    reply = await typed(caller, "네")
    assert reply.sentences[0] == "끝까지 들어 보시고 말씀해 주세요."
    assert await kept(desk) == []
    await caller.session.close()


async def test_where_nothing_can_be_kept_she_is_told_and_may_try_again(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller, office = Device(desk), desk.backroom.office
    await typed(caller, *UP_TO_READBACK)
    with monkeypatch.context() as broken:
        broken.setattr(office, "file", refused)
        reply = await typed(caller, "네")
    assert reply.sentences[0] == "지금 적어 두지 못했어요. 아직 내지 않았어요."
    assert (await typed(caller, "네")).sentences[0].startswith("잘 받았어요.")
    assert len(await kept(desk)) == 1
    await caller.session.close()


async def refused(*_: object, **__: object) -> None:
    raise StoreError("disk_full", "Nothing can be written.")


async def test_what_was_filed_long_ago_cannot_be_taken_back(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK, "네")
    monkeypatch.setattr(clerk, "UNDO_S", -1.0)
    reply = await typed(caller, "방금 거 취소해 주세요")
    assert reply.sentences[0] == "1분이 지나서 여기서는 취소할 수 없어요."
    (receipt,) = await kept(desk)
    assert (await desk.backroom.office.register.get(receipt)).state == "received"
    await caller.session.close()


async def test_the_sound_of_what_she_said_about_herself_is_not_kept(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK)
    said = caller.session._mind.dialogue.thread.said[-1]
    assert "김순자" in " ".join(said.sentences)
    assert not said.keep
    await caller.session.close()


@pytest.mark.parametrize("how", ["word", "command"])
async def test_what_was_filed_can_be_taken_back(desk: FakeDesk, how: str) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK, "네")
    before = len(caller.replies())
    undo = asked.InputText(text="방금 거 취소해 주세요") if how == "word" else asked.Command(name="undo")
    await caller.send(undo)
    await replied(caller, before)
    assert caller.replies()[-1].sentences[0] == "네, 없던 일로 했어요."
    (receipt,) = await kept(desk)
    assert (await desk.backroom.office.register.get(receipt)).state == "withdrawn"
    await caller.session.close()


async def test_a_question_in_the_middle_is_answered_and_the_draft_stays(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "가로등이 나갔어요")
    reply = await typed(caller, "여권 수수료가 얼마예요?")
    assert reply.sentences == ["오만 원이에요.", "이제 하시던 것을 이어서 할게요.", "어디에서 그런가요?"]
    await typed(caller, "석남역 앞이요")
    assert events(caller, told.ComplaintDraft)[-1].form["place"] == "석남역 앞"
    await caller.session.close()


async def test_a_question_alone_begins_no_complaint(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await typed(caller, "여권 수수료 얼마예요?")).sentences == ["오만 원이에요."]
    assert events(caller, told.ComplaintDraft) == []
    await caller.session.close()


async def test_given_up_and_gone_on_with(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "가로등이 나갔어요", "됐어요")
    reply = await typed(caller, "아까 그거 계속할게요")
    assert reply.sentences[-1] == "어디에서 그런가요?"
    await caller.session.close()


async def test_danger_comes_before_any_form(desk: FakeDesk) -> None:
    caller = Device(desk)
    reply = await typed(caller, "집에서 가스 냄새가 나요")
    assert reply.kind == "safety"
    assert "119" in " ".join(reply.sentences)
    assert events(caller, told.ComplaintDraft) == []
    await caller.session.close()


async def test_digits_of_a_telephone_can_be_pressed(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "어제부터 가좌시장 앞 가로등이 나갔어요", "몰라요", "네", "김순자요")
    for digit in "01012345678":
        await caller.send(asked.InputKey.model_validate({"key": digit}))
        await caller.played()
    assert events(caller, told.ComplaintDraft)[-1].form["asking"] == "readback"
    await caller.session.close()


async def test_the_position_fills_in_here(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "여기 가로등이 나갔어요")
    before = len(caller.replies())
    await caller.send(asked.InputLocation(lat=37.49, lon=126.67, accuracy_m=20))
    await replied(caller, before)
    assert events(caller, told.ComplaintDraft)[-1].form["place"] == "지금 계신 곳"
    await caller.session.close()


async def test_what_was_said_about_herself_is_in_no_file_log_or_caption(
    desk: FakeDesk, tmp_path: Path, logged: Callable[[], str]
) -> None:
    caller = Device(desk)
    for words in (*UP_TO_READBACK, "네", "네"):
        before = len(caller.replies())
        await caller.says(words, seconds=max(1.0, len(words) * 0.15))
        await replied(caller, before)
        await caller.played()
    assert len(await kept(desk)) == 1
    await caller.session.close()
    files = [path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file()]
    log = logged()
    shown = " ".join(event.model_dump_json() for event in caller.events)
    for said in ("김순자", "1234-5678", "12345678", "일이삼사, 오육칠팔"):
        assert not any(said.encode() in content for content in files), said
        assert said not in log
        assert said not in shown


@pytest.mark.parametrize("said", ["지금 한 말 지워 줘", "내 정보 지워 줘", "내 이름 말한 거 지워 주세요"])
@pytest.mark.parametrize("at", range(1, len(UP_TO_READBACK) + 1))
async def test_what_she_wants_forgotten_is_gone_at_every_question(desk: FakeDesk, at: int, said: str) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK[:at])
    reply = await typed(caller, said)
    assert reply.sentences == ["지금까지 하신 말씀을 지웠어요."]
    mind = caller.session._mind
    assert mind.counter.case.now is None
    assert "가로등" not in repr(mind.dialogue.thread) + repr(mind.parts.before)
    assert events(caller, told.ComplaintDraft)[-1].form == {}
    assert events(caller, told.Notice)[-1].kind == "forgotten"
    await typed(caller, "네")
    assert await kept(desk) == []
    await caller.session.close()


async def test_what_is_forgotten_does_not_come_back_when_the_turn_goes_on(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, WHOLE)
    await caller.says("지금 한 말 지워 줘")
    await until(lambda: events(caller, told.Notice))
    await caller.says("그리고요")
    assert "가로등" not in repr(caller.session._mind.dialogue.thread)
    await caller.session.close()


async def test_what_was_filed_stays_when_the_talk_is_forgotten(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK, "네")
    before = len(caller.replies())
    await caller.send(asked.Command(name="forget"))
    await replied(caller, before)
    reply = caller.replies()[-1]
    assert reply.sentences[-1] == "받아 둔 민원은 그대로 있어요."
    assert len(await kept(desk)) == 1
    await caller.session.close()


@pytest.mark.parametrize("text", ["뭐라고요?", "다시 말해 주세요", "잘 못 들었습니다"])
async def test_a_question_of_the_interview_is_said_again(desk: FakeDesk, text: str) -> None:
    caller = Device(desk)
    asked_for = await typed(caller, WHOLE, "몰라요")
    again = await typed(caller, text)
    assert again.sentences == asked_for.sentences
    assert await kept(desk) == []
    await caller.session.close()


@pytest.mark.parametrize("text", ["천천히 말해 주세요", "좀 크게 물어봐 주세요"])
async def test_the_pace_changes_and_the_question_stays(desk: FakeDesk, text: str) -> None:
    caller = Device(desk)
    asked_for = await typed(caller, WHOLE)
    again = await typed(caller, text)
    assert again.sentences[1:] == asked_for.sentences
    await caller.session.close()


async def test_going_back_asks_what_is_wrong(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, *UP_TO_READBACK)
    reply = await typed(caller, "하나 전 질문으로 돌아가요 잘못 대답했어")
    assert reply.sentences[0] == "어디를 고칠까요?"
    await caller.session.close()


async def test_a_person_is_offered_and_the_complaint_waits(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, WHOLE)
    how = await typed(caller, "사람 바꿔 줘")
    assert [choice.number for choice in how.choices] == [1, 2]
    interview = caller.session._mind.dialogue.thread.interview
    assert interview
    assert interview.asking == "paused"
    await caller.session.close()


async def test_where_only_the_kind_for_everything_else_fits_nothing_is_offered(desk: FakeDesk) -> None:
    async def nowhere(*_: object) -> Suggestion:
        return Suggestion(Door.OFFER, Match(Zone.ANSWER, (Candidate("other", 0.9, ""),), ""), "other")

    desk.backroom = replace(desk.backroom, suggest=nowhere)
    caller = Device(desk)
    reply = await typed(caller, "수수료 알려 주세요")
    assert reply.kind == "answer"
    assert not events(caller, told.Error)
    await caller.session.close()


@pytest.mark.parametrize("agreed", ["네, 적어도 돼요.", "네, 적으세요."])
async def test_words_that_answer_the_question_are_no_wish(desk: FakeDesk, agreed: str) -> None:
    """Alone they sound like 도와줘 and 지워 줘."""
    caller = Device(desk)
    await typed(caller, "가로등이 나갔어요", "가정역 앞이요", "어제부터요", "몰라요")
    assert (await typed(caller, agreed)).sentences == ["성함이 어떻게 되세요?"]
    await caller.session.close()


async def test_who_does_not_agree_loses_nothing_of_what_was_told(desk: FakeDesk) -> None:
    caller = Device(desk)
    await typed(caller, "가로등이 나갔어요", "가정역 앞이요", "어제부터요", "몰라요")
    reply = await typed(caller, "아니요, 적지 마세요.")
    assert reply.sentences[0] == "그럼 이름 없이 제보로 낼게요."
    assert "가정역 앞" in " ".join(reply.sentences)
    await caller.session.close()
