"""Danger in the talk: a decision without clock, sound or model."""

from typing import get_args

import pytest
from counter_world import complaint_desk
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk.alarm import CALLS, Alert, alarm, urgent
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.telemetry.metrics import DANGERS
from voicebot.understand.meaning import Reading
from voicebot.understand.safety import Kind

LANGUAGES = get_args(asked.Language)


def heard(now: Alert | None, text: str, language: str = "ko") -> tuple[Alert | None, Reply | None]:
    return alarm(now, [Reading(text)], phrases(language), language)


def at_once(kind: Kind) -> Alert:
    return Alert(kind, certain=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_the_number_is_in_the_first_two_sentences_and_on_a_button(kind: Kind, language: str) -> None:
    asked_first = Alert(kind, certain=False)
    now, reply = heard(asked_first, "네" if language == "ko" else "yes", language)
    assert now is not None
    assert now.certain
    assert reply is not None
    assert reply.kind == "safety"
    assert CALLS[kind][0] in " ".join(reply.sentences[:2])
    assert reply.sentences[-1] == phrases(language).line("safety_alone")
    assert [call.number for call in reply.calls] == list(CALLS[kind])
    assert len(reply.sentences) == 3


def test_what_is_unclear_is_asked_about_and_a_no_ends_it() -> None:
    now, reply = heard(None, "죽을 것 같아요")
    assert now == Alert(Kind.SELF_HARM, certain=False)
    assert reply is not None
    assert reply.sentences == ("혹시 지금 죽고 싶다는 생각이 드세요?",)
    now, reply = heard(now, "아니요")
    assert now is None
    assert reply is not None


@pytest.mark.parametrize("text", ["뭐 내요", "응내", "나의"])
def test_a_misheard_answer_to_the_gentle_question_is_told_whom_to_call_and_asked_again(text: str) -> None:
    before = Alert(Kind.MEDICAL, certain=False, first=False)
    now, reply = heard(before, text)
    assert now == before
    assert reply is not None
    assert "119" in " ".join(reply.sentences)
    assert [call.number for call in reply.calls] == ["119"]
    assert heard(now, "네")[0] == at_once(Kind.MEDICAL)
    assert heard(now, "괜찮아요")[0] is None


def test_a_wish_leaves_the_gentle_question_open() -> None:
    before = Alert(Kind.MEDICAL, certain=False, first=False)
    assert heard(before, "다시 말해 줘") == (before, None)


def test_who_answers_the_gentle_question_with_something_else_is_answered_that() -> None:
    now, reply = heard(Alert(Kind.FALL, certain=False), "여권 수수료 얼마예요")
    assert (now, reply) == (None, None)


@pytest.mark.parametrize(
    "text", ["이제 괜찮아요", "구급차가 왔어요", "아니 그거 말고", "처음으로", "그런 뜻이 아니에요"]
)
def test_it_is_over_when_the_caller_says_so(text: str) -> None:
    now, reply = heard(at_once(Kind.MEDICAL), text)
    assert now is None
    assert reply is not None


@pytest.mark.parametrize("text", ["네", "아니요", "어떻게 해요"])
def test_what_follows_names_the_number_again_and_stays(text: str) -> None:
    now, reply = heard(at_once(Kind.GAS), text)
    assert now == Alert(Kind.GAS, certain=True, first=False)
    assert reply is not None
    assert "119" in " ".join(reply.sentences)
    assert reply.calls


def test_gas_is_no_place_for_switches() -> None:
    _, reply = heard(at_once(Kind.GAS), "어떻게 해요?")
    assert reply is not None
    assert "스위치" in reply.sentences[0]


@pytest.mark.parametrize("text", ["크게 말해 줘", "다시", "여권 수수료 얼마예요"])
def test_wishes_and_questions_are_granted_elsewhere_while_it_lasts(text: str) -> None:
    now, reply = heard(at_once(Kind.FALL), text)
    assert now is not None
    assert reply is None


def test_another_danger_comes_before_the_first() -> None:
    now, reply = heard(at_once(Kind.FALL), "불이 났어요")
    assert now == at_once(Kind.FIRE)
    assert reply is not None


def test_doors_without_a_conversation_say_whom_to_call() -> None:
    assert "119" in urgent("집에 불이 났어요", "ko")
    assert urgent("가로등이 나갔어요", "ko") == ""


async def test_danger_is_met_though_no_model_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FakeDesk()

    async def broken(*_: object) -> None:
        raise AssertionError("the matcher was asked")

    monkeypatch.setattr(desk, "match", broken)
    monkeypatch.setattr(desk.backroom, "understand", broken, raising=False)
    caller = Device(desk)
    await caller.send(asked.InputText(text="숨을 못 쉬겠어요"))
    assert [reply.kind for reply in caller.replies()] == ["safety"]
    assert [call.number for call in caller.replies()[0].calls] == ["119"]
    await caller.session.close()


async def test_nothing_times_out_and_nothing_is_kept_but_kind_and_hour() -> None:
    desk = FakeDesk()
    caller = Device(desk)
    counted = DANGERS.labels(kind="violence", hour="09")._value.get()
    await caller.send(asked.InputText(text="누가 문을 부수고 들어오려고 해요"))
    lasts = [caller.session.in_danger]
    await caller.send(asked.InputText(text="로또 번호 알려 줘요"))
    assert caller.replies()[-1].sentences[0] == "저는 여기 있어요."
    await caller.send(asked.InputText(text="이제 괜찮아요"))
    assert [*lasts, caller.session.in_danger] == [True, False]
    assert desk.questions.kept == []
    assert DANGERS.labels(kind="violence", hour="09")._value.get() == counted + 1
    await caller.session.close()


@pytest.mark.parametrize("text", ["도와주세요", "끊을게요", "심심해", "그건 얼마예요?"])
async def test_who_is_in_danger_gets_no_menu_farewell_or_chat(text: str) -> None:
    caller = Device(FakeDesk())
    for said in ("여권 수수료", "숨을 못 쉬겠어요", text):
        await caller.send(asked.InputText(text=said))
    assert caller.replies()[-1].sentences[0] == "저는 여기 있어요."
    assert caller.session.in_danger
    await caller.session.close()


async def test_a_draft_outlives_the_danger(tmp_path: object) -> None:
    async with complaint_desk(tmp_path) as desk:  # type: ignore[arg-type]
        caller = Device(desk)
        await caller.send(asked.InputText(text="가로등이 나갔어요"))
        await caller.played()
        for text in ("할머니가 쓰러졌어요", "이제 괜찮아요"):
            await caller.send(asked.InputText(text=text))
            await caller.played()
        assert caller.replies()[-1].sentences[-1] == "하시던 것은 나중에 이어서 할 수 있어요."
        assert caller.session._mind.counter.case.now is not None
        await caller.session.close()


@pytest.mark.parametrize("press", [asked.InputKey(key="1"), asked.InputChoice(choice_id="category-road")])
async def test_presses_wait_as_words_do_while_somebody_is_in_danger(
    tmp_path: object, press: asked.ClientEvent
) -> None:
    async with complaint_desk(tmp_path) as desk:  # type: ignore[arg-type]
        caller = Device(desk)
        await caller.send(asked.InputText(text="가로등이 나갔어요"))
        await caller.played()
        before = caller.session._mind.counter.case.now
        await caller.send(asked.InputText(text="할머니가 쓰러졌어요"))
        await caller.played()
        count = len(caller.replies())
        await caller.send(press)
        await caller.until(lambda: len(caller.replies()) > count)
        assert caller.replies()[-1].sentences[0] == "저는 여기 있어요."
        assert caller.session._mind.counter.case.now == before
        await caller.session.close()
