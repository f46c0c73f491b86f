"""Wishes in every state, short questions, moods and everyday talk, as a caller meets them."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from talk_fakes import entry
from talk_world import Device, FakeDesk

from voicebot.civic.smalltalk import Topic
from voicebot.hear.listener import NothingSaid
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.phrases import phrases
from voicebot.understand.meaning import Zone

SAY = phrases("ko")
Say = Callable[[str], Awaitable[told.ResponseCreated]]


@pytest.fixture
async def world() -> AsyncIterator[tuple[FakeDesk, Device, Say]]:
    desk = FakeDesk()
    device = Device(desk)

    async def say(text: str) -> told.ResponseCreated:
        await device.send(asked.InputText(text=text))
        await device.played()
        return device.replies()[-1]

    yield desk, device, say
    await device.session.close()


def chats(*say: str, **more: object) -> dict[str, Topic]:
    return {"심심": Topic.model_validate({"topic": "bored", "ask": ["심심해"], "say": list(say), **more})}


async def test_a_short_question_goes_on_with_the_answer(world: tuple[FakeDesk, Device, Say]) -> None:
    _, _, say = world
    await say("수수료 알려 주세요")
    reply = await say("그건 얼마예요?")
    assert reply.source
    assert reply.source.faq_id == "fee"


async def test_a_new_topic_drops_the_thread(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    desk.matches["등본"] = (Zone.ANSWER, ["lost"])
    await say("수수료 알려 주세요")
    reply = await say("등본은 얼마예요?")
    assert reply.source
    assert reply.source.faq_id == "lost"


async def test_a_short_question_before_any_answer_is_matched(world: tuple[FakeDesk, Device, Say]) -> None:
    _, _, say = world
    reply = await say("얼마예요?")
    assert tuple(reply.sentences) == SAY("unknown")


async def test_two_questions_in_one_breath(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    desk.matches = {"수수료": (Zone.ANSWER, ["fee"]), "잃어": (Zone.ANSWER, ["lost"])}
    reply = await say("수수료는 얼마고 잃어버리면 어떻게 해요?")
    assert reply.sentences == ["오만 원이에요.", "다음은, 여권 분실.", "바로 신고하세요."]


async def test_not_that_is_kept_and_the_next_are_offered(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    await say("수수료 알려 주세요")
    reply = await say("아니 그거 말고")
    assert [choice.label for choice in reply.choices] == ["여권 분실"]
    assert desk.questions.rejected == [("수수료 알려 주세요", "fee")]


@pytest.mark.parametrize("name", ["what", "repeat"])
async def test_what_and_repeat_say_it_again(
    world: tuple[FakeDesk, Device, Say], name: asked.CommandName
) -> None:
    _, device, say = world
    first = await say("수수료 알려 주세요")
    await device.send(asked.Command(name=name))
    assert device.replies()[-1].sentences == first.sentences


async def test_a_mood_is_met_once(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    desk.matches["분실"] = (Zone.ANSWER, ["lost"])
    first = await say("속상해 죽겠어요 수수료 알려 주세요")
    again = await say("속상하네요 분실 신고 알려 주세요")
    assert tuple(first.sentences) == (*SAY("mood_sad"), "오만 원이에요.")
    assert again.sentences == ["바로 신고하세요."]


async def test_moods_can_be_switched_off(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    desk.settings = desk.settings.model_copy(update={"mood": False})
    reply = await say("속상해 죽겠어요 수수료 알려 주세요")
    assert reply.sentences == ["오만 원이에요."]


async def test_everyday_talk_leaves_the_thread(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    desk.chats = chats("저도 심심해요.")
    await say("수수료 알려 주세요")
    talk = await say("심심하네")
    assert (talk.kind, talk.sentences[0]) == ("small_talk", "저도 심심해요.")
    reply = await say("그건 얼마예요?")
    assert reply.source
    assert reply.source.faq_id == "fee"


async def test_a_yes_to_an_offer_is_answered(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    known = desk.knowledge["ko"]
    known._entries["care"] = entry("care", "돌봄이 있어요.")
    desk.chats = chats("적적하셨겠어요.", offer="돌봄을 알려 드릴까요?", entry="care")
    await say("심심하네")
    reply = await say("네")
    assert reply.sentences == ["돌봄이 있어요."]


async def test_silence_is_met_in_three_steps(world: tuple[FakeDesk, Device, Say]) -> None:
    _, device, _ = world
    for _ in range(5):
        await device.session._noticing.notice(NothingSaid())
        await device.settle()
        await device.played()
    first = [tuple(reply.sentences)[:1] for reply in device.replies()]
    assert first == [SAY("listening")[:1], SAY("menu")[:1], SAY("silence_goodbye")[:1]]


async def test_an_answer_after_which_somebody_wants_a_person_is_kept(
    world: tuple[FakeDesk, Device, Say],
) -> None:
    desk, device, say = world
    await say("수수료 알려 주세요")
    await device.send(asked.Command(name="person"))
    assert desk.questions.others == [("person", "수수료 알려 주세요", "fee")]
    await device.send(asked.Command(name="person"))
    assert len(desk.questions.others) == 1


async def test_what_the_desk_was_not_sure_of_is_kept(world: tuple[FakeDesk, Device, Say]) -> None:
    desk, _, say = world
    await say("여권이요")
    assert desk.questions.others == [("asked_back", "여권이요", "fee")]
    assert desk.questions.kept == []
