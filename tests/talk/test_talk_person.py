"""A caller who wants a person: what is passed on was heard and allowed; then a call now, or a call back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from talk_world import Device, FakeDesk

from voicebot.settings import Settings
from voicebot.store.callbacks import Callbacks
from voicebot.store.database import open_database
from voicebot.store.keys import Keyring, new_key
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.handing import CALL, CALLBACK, Handing, chose, heard
from voicebot.talk.phrases import phrases

SAY = phrases("ko")
Say = Callable[[str], Awaitable[told.ResponseCreated]]


@pytest.fixture
async def caller(tmp_path: Path) -> AsyncIterator[tuple[Device, Say, Callbacks]]:
    desk = FakeDesk()
    database = await open_database(Settings(data_dir=tmp_path, database_url=None))
    desk.callbacks = Callbacks(database, Keyring([new_key()]))
    device = Device(desk)

    async def say(text: str) -> told.ResponseCreated:
        before = len(device.replies())
        await device.send(asked.InputText(text=text))
        await device.until(lambda: len(device.replies()) > before)
        await device.played()
        return device.replies()[-1]

    yield device, say, desk.callbacks
    await device.session.close()
    await database.dispose()


async def test_a_call_back_is_kept_with_what_was_allowed(caller: tuple[Device, Say, Callbacks]) -> None:
    _, say, queue = caller
    await say("수수료 알려 주세요")
    asked_for = await say("사람 바꿔 줘")
    assert "여권 수수료" in " ".join(asked_for.sentences)
    how = await say("네")
    assert [choice.id for choice in how.choices] == [CALL, CALLBACK]
    await say("2번")
    await say("공일공 일이삼사 오육칠팔")
    noted = await say("내일 오전이요")
    assert tuple(noted.sentences) == SAY("person_noted")
    [one] = await queue.waiting()
    assert (one.phone, one.wanted, one.channel) == ("01012345678", "내일 오전이요", "test")
    assert "여권 수수료" in one.summary


async def test_what_was_not_allowed_is_not_passed_on(caller: tuple[Device, Say, Callbacks]) -> None:
    _, say, queue = caller
    for text in ("수수료 알려 주세요", "상담원 연결해 주세요", "아니요", "2번", "01012345678", "아무 때나"):
        await say(text)
    [one] = await queue.waiting()
    assert one.summary == ""


async def test_without_a_question_there_is_nothing_to_pass_on(caller: tuple[Device, Say, Callbacks]) -> None:
    device, say, _ = caller
    how = await say("사람 바꿔 줘")
    assert how.choices
    await device.send(asked.InputChoice(choice_id=CALL))
    await device.until(lambda: tuple(device.replies()[-1].sentences) == SAY("person_now"))


async def test_a_yes_before_the_summary_was_heard_passes_nothing_on(
    caller: tuple[Device, Say, Callbacks],
) -> None:
    device, say, _ = caller
    await say("수수료 알려 주세요")
    before = len(device.replies())
    await device.send(asked.InputText(text="사람 바꿔 줘"))
    await device.until(lambda: len(device.replies()) > before)
    again = await say("네")
    assert tuple(again.sentences)[: len(SAY("person_hear_out"))] == SAY("person_hear_out")


async def test_the_button_does_what_the_words_do(caller: tuple[Device, Say, Callbacks]) -> None:
    device, say, _ = caller
    await say("수수료 알려 주세요")
    await device.send(asked.Command(name="person"))
    await device.until(lambda: "여권 수수료" in " ".join(device.replies()[-1].sentences))
    assert device.replies()[-1].kind == "question"


async def test_the_number_is_not_shown(caller: tuple[Device, Say, Callbacks]) -> None:
    device, say, _ = caller
    for text in ("사람 바꿔 줘", "2번"):
        await say(text)
    assert device.session._mind.personal
    await say("01012345678")
    assert not device.session._mind.personal


async def test_another_question_leaves_it(caller: tuple[Device, Say, Callbacks]) -> None:
    _device, say, _ = caller
    await say("사람 바꿔 줘")
    answer = await say("수수료 알려 주세요")
    assert answer.kind == "answer"


@pytest.mark.parametrize("text", ["네", "아니요"])
def test_a_number_is_asked_for_twice_then_the_phone_desk_is_named(text: str) -> None:
    now = Handing("phone")
    if text == "아니요":
        left = heard(now, text, "ko", whole=True)
        assert left
        assert (left.handing, left.phrase) == (None, "person_not_called")
        return
    again = heard(now, text, "ko", whole=True)
    assert again
    assert again.handing
    assert heard(again.handing, text, "ko", whole=True) == chose(Handing("how"), CALL)


def test_a_number_in_parts() -> None:
    first = heard(Handing("phone"), "공일공 일이삼사", "ko", whole=True)
    assert first
    assert first.handing
    whole = heard(first.handing, "오육칠팔", "ko", whole=True)
    assert whole
    assert whole.handing
    assert (whole.handing.asking, whole.handing.phone) == ("when", "01012345678")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_step_can_be_said(language: str) -> None:
    for name in (
        "summary",
        "how",
        "phone",
        "phone_rest",
        "phone_again",
        "when",
        "noted",
        "now",
        "not_called",
        "not_kept",
        "hear_out",
    ):
        assert phrases(language)(f"person_{name}", summary="x")
