"""Keys in the middle of a complaint: a digit is a choice or part of a number, and no key loses the thread."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, replied
from interview_world import book, hear
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.interview import Draft, Interview, take
from voicebot.talk.interview.keys import said_by

BEGUN = ("어제 밤부터 가좌시장 앞 가로등이 나갔어요",)
ASKED = {
    "extra": BEGUN,
    "consent": (*BEGUN, "몰라요"),
    "name": (*BEGUN, "몰라요", "네"),
    "readback": (*BEGUN, "몰라요", "네", "김순자요", "01012345678"),
}
"""What is typed until something is asked."""
OFFERED = ("road", "trees", "other")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def until_asked(caller: Device, asking: str) -> list[str]:
    """Tell a complaint up to a question; the question."""
    for text in ASKED[asking]:
        before = len(caller.replies())
        await caller.send(asked.InputText(text=text))
        await replied(caller, before)
        await caller.settle()
        await caller.played()
    assert draft(caller)["asking"] == asking
    return caller.replies()[-1].sentences


async def pressed(caller: Device, key: str) -> told.ResponseCreated:
    before = len(caller.replies())
    await caller.send(asked.InputKey.model_validate({"key": key}))
    await replied(caller, before)
    await caller.settle()
    await caller.played()
    return caller.replies()[-1]


def draft(caller: Device) -> dict[str, object]:
    return [event.form for event in caller.events if isinstance(event, told.ComplaintDraft)][-1]


NUMBER = "01062843057"


@pytest.mark.parametrize("hushed", [False, True])
async def test_no_digit_is_lost_however_fast_it_is_pressed(desk: FakeDesk, hushed: bool) -> None:
    """A kiosk stops the desk before each key; what an earlier key does is not stopped with it."""
    caller = Device(desk)
    await until_asked(caller, "name")
    before = len(caller.replies())
    await caller.send(asked.InputText(text="김순자요"))
    await replied(caller, before)
    for digit in NUMBER:
        if hushed:
            await caller.session.handle(asked.ResponseCancel())
        await caller.session.handle(asked.InputKey.model_validate({"key": digit}))
    await caller.until(lambda: draft(caller)["asking"] == "readback")
    interview = caller.session._mind.dialogue.thread.interview
    assert interview is not None
    assert interview.draft.phone == NUMBER
    await caller.session.close()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_digit_is_the_category_with_that_number(number: int, language: str) -> None:
    now = Interview(Draft("key", what="길이 파였어요"), "category", offered=OFFERED)
    words = said_by(now, str(number), language)
    assert words
    step = take(now, hear(words, language=language), book(language))
    assert step
    assert step.interview.draft.category == OFFERED[number - 1]


def test_a_digit_that_is_no_choice_says_nothing() -> None:
    now = Interview(Draft("key", what="길이 파였어요"), "category", offered=OFFERED)
    assert [said_by(now, key, "ko") for key in "0459*#"] == [None] * 6
    assert [said_by(Interview(Draft("key"), "phone"), key, "ko") for key in "059"] == ["0", "5", "9"]
    assert said_by(Interview(Draft("key"), "readback"), "1", "ko") is None


@pytest.mark.parametrize("asking", list(ASKED))
async def test_the_star_says_the_question_again_and_so_does_a_digit_that_answers_nothing(
    desk: FakeDesk, asking: str
) -> None:
    caller = Device(desk)
    question = await until_asked(caller, asking)
    form = draft(caller)
    for key in "*17":
        said = (await pressed(caller, key)).sentences
        assert question[-1] in said  # and what could be pressed, if anything
    assert draft(caller) == form
    await caller.session.close()


@pytest.mark.parametrize("asking", list(ASKED))
async def test_zero_names_a_person_and_the_complaint_waits(desk: FakeDesk, asking: str) -> None:
    caller = Device(desk)
    await until_asked(caller, asking)
    assert "120" in " ".join((await pressed(caller, "0")).sentences)
    now = caller.session._mind.counter.case.now
    assert now
    assert now.asking == "paused"
    await caller.session.close()


async def test_the_hash_is_the_yes_that_files(desk: FakeDesk) -> None:
    caller = Device(desk)
    await until_asked(caller, "readback")
    assert (await pressed(caller, "#")).sentences[0].startswith("잘 받았어요.")
    assert len(await desk.backroom.office.register.page([])) == 1
    await pressed(caller, "#")
    assert len(await desk.backroom.office.register.page([])) == 1
    await caller.session.close()


async def test_the_hash_gives_consent(desk: FakeDesk) -> None:
    caller = Device(desk)
    assert (await until_asked(caller, "consent"))[-1] == "이름과 전화번호를 적어도 될까요?"
    assert (await pressed(caller, "#")).sentences[-1] == "성함이 어떻게 되세요?"
    asked_again = await pressed(caller, "#")
    assert asked_again.sentences[:2] == ["성함이 어떻게 되세요?", "1번, 이름 없이."]
    await caller.session.close()
