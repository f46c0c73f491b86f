"""Kakao waits five seconds: what takes longer comes by callback, or to whoever asks again."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from kakao_schema import bubbles, texts, valid_response
from kakao_world import Channel, callback_server, kakao, settle
from prometheus_client import REGISTRY

from voicebot.channels.kakao.callback import Callbacks
from voicebot.errors import EngineError

FEE = "여권 수수료 얼마예요?"


async def late(channel: Channel, text: str = FEE, **more: Any) -> Any:
    """A message whose answer is not there when the guard's time is over."""
    channel.desk.thinking.clear()
    asking = asyncio.create_task(channel.says(text, **more))
    await channel.patience.runs_out()
    return await asking


def sent(outcome: str) -> float:
    return REGISTRY.get_sample_value("voicebot_kakao_callbacks_total", {"outcome": outcome}) or 0.0


async def test_an_answer_in_time_asks_for_no_patience_beyond_the_guard() -> None:
    async with kakao() as channel:
        await channel.says(FEE)
        assert channel.patience.asked == [4.5]


async def test_a_late_answer_is_promised_and_posted_once() -> None:
    async with callback_server() as server, kakao(callback_origins=[server.origin]) as channel:
        promise = await late(channel, callback=f"{server.origin}/cb/token")
        assert promise["useCallback"] is True
        assert "template" not in promise
        assert server.posted.empty()
        channel.desk.thinking.set()
        path, template = await server.posted.get()
        assert (path, texts(valid_response(template))) == ("/cb/token", ["오만 원이에요."])
        await settle()
        assert server.posted.empty()
        assert channel.patience.asked == [4.5, 45.5, 5.0]


async def test_what_was_posted_is_not_owed_any_more() -> None:
    before = sent("sent")
    async with callback_server() as server, kakao(callback_origins=[server.origin]) as channel:
        await late(channel, callback=f"{server.origin}/cb")
        channel.desk.thinking.set()
        await server.posted.get()
        await settled(lambda: sent("sent") == before + 1)
        await channel.says(FEE)
        assert channel.desk.asked == [FEE, FEE]


async def test_an_answer_that_takes_a_minute_is_replaced_by_a_plea_and_kept() -> None:
    async with callback_server() as server, kakao(callback_origins=[server.origin]) as channel:
        await late(channel, callback=f"{server.origin}/cb")
        await channel.patience.runs_out()
        plea = valid_response((await server.posted.get())[1])
        assert "다시 한번 물어봐 주세요." in texts(plea)[0]
        channel.desk.thinking.set()
        assert texts(await channel.says(bubbles(plea)[0])) == ["오만 원이에요."]
        assert channel.desk.asked == [FEE]


@pytest.mark.parametrize("again", ["답 보여 주세요", FEE])
async def test_without_a_callback_the_answer_waits_for_whoever_asks_again(again: str) -> None:
    async with kakao() as channel:
        plea = await late(channel)
        assert texts(plea) == ["찾는 데 시간이 조금 걸려요.\n잠시 뒤에 다시 한번 물어봐 주세요."]
        assert bubbles(plea) == ["답 보여 주세요"]
        channel.desk.thinking.set()
        assert texts(await channel.says(again)) == ["오만 원이에요."]
        assert channel.desk.asked == [FEE]


async def test_the_same_word_means_another_question_once_something_else_was_said() -> None:
    async with kakao() as channel:
        await late(channel, "분실")
        channel.desk.thinking.set()
        await channel.says("연금이 뭐예요")
        assert texts(await channel.says("분실")) == ["바로 신고하세요."]
        assert channel.desk.asked.count("분실") == 2
        assert texts(await channel.says("답 보여 주세요")) == ["바로 신고하세요."]


async def test_another_number_is_another_message_even_if_both_are_personal() -> None:
    async with kakao() as channel:
        await late(channel, "제 번호는 010-1111-2222예요")
        channel.desk.thinking.set()
        await channel.says("제 번호는 010-3333-4444예요")
        assert len(channel.desk.asked) == 2


async def test_whoever_asks_again_too_early_is_asked_to_wait_again() -> None:
    async with kakao() as channel:
        await late(channel)
        assert bubbles(await late(channel, "답 보여 주세요")) == ["답 보여 주세요"]
        assert channel.desk.asked == [FEE]


async def test_the_bubble_of_an_answer_that_was_given_says_it_again() -> None:
    async with kakao() as channel:
        assert "아직" in texts(await channel.says("답 보여 주세요"))[0]
        await channel.says(FEE)
        assert texts(await channel.says("답 보여 주세요")) == ["오만 원이에요."]


@pytest.mark.parametrize("status", ["302 Found\r\nLocation: http://127.0.0.1:9/", "500 Broken"])
async def test_a_callback_that_is_refused_or_leads_elsewhere_leaves_the_answer_to_be_fetched(
    status: str,
) -> None:
    failed = sent("failed")
    async with callback_server(status) as server, kakao(callback_origins=[server.origin]) as channel:
        await late(channel, callback=f"{server.origin}/cb")
        channel.desk.thinking.set()
        await server.posted.get()
        await settled(lambda: sent("failed") == failed + 1)
        assert texts(await channel.says(FEE)) == ["오만 원이에요."]
        assert server.posted.empty()
        assert channel.desk.asked == [FEE]


async def test_a_callback_that_is_never_answered_is_given_up() -> None:
    failed = sent("failed")
    async with callback_server(None) as server, kakao(callback_origins=[server.origin]) as channel:
        await late(channel, callback=f"{server.origin}/cb")
        channel.desk.thinking.set()
        await server.posted.get()
        await channel.patience.runs_out()
        await settled(lambda: sent("failed") == failed + 1)
        assert texts(await channel.says("답 보여 주세요")) == ["오만 원이에요."]


@pytest.mark.parametrize(
    "url",
    [
        "http://bot-api.kakao.com/cb", "https://kakao.com.evil.example/cb", "https://evilkakao.com/cb",
        "https://bot-api.kakao.com:8443/cb", "https://bot-api.kakao.com@evil.example/cb",
        "https://evil.example\\@bot-api.kakao.com/cb", "https://user:pw@bot-api.kakao.com/cb",
        "https://127.0.0.1/cb", "https://[::1]/cb", "https://[::1/cb", "https://169.254.169.254/",
        "file:///etc/passwd",
        "https://evil.example/?https://bot-api.kakao.com", "https://evil.example#.kakao.com",
        "//kakao.com/cb", "https://kakao.com./cb", "ftp://kakao.com/x", "", "한글", "https://",
        "https://xn--/", "\n", "https://evil.example%2f.kakao.com/", "https://a..kakao.com/",
    ],
)  # fmt: skip
async def test_nothing_is_posted_to_anybody_but_kakao(url: str) -> None:
    async with kakao() as channel:
        answer = await late(channel, callback=url)
        assert bubbles(answer) == ["답 보여 주세요"]


@pytest.mark.parametrize(
    "url", ["https://bot-api.kakao.com/v1/bots/5!/callback/cbtoken:1f", "https://KAKAO.com:443/x"]
)
def test_kakaos_own_addresses_are_taken(url: str) -> None:
    address = Callbacks().address(url)
    assert address is not None
    assert address.host.endswith("kakao.com")


async def test_two_messages_of_one_person_do_not_cross() -> None:
    async with kakao() as channel:
        channel.desk.thinking.clear()
        first = asyncio.create_task(channel.says("여권"))
        await settle()
        second = asyncio.create_task(channel.says("여권 분실"))
        await settle()
        assert channel.desk.asked == ["여권"]
        channel.desk.thinking.set()
        assert bubbles(await first) == ["여권 수수료", "여권 분실"]
        assert texts(await second) == ["바로 신고하세요."]
        assert channel.desk.asked == ["여권"]


async def test_people_do_not_wait_for_each_other() -> None:
    async with kakao() as channel:
        channel.desk.thinking.clear()
        asking = [asyncio.create_task(channel.says(FEE, user=name)) for name in "ab"]
        await settle()
        assert channel.desk.asked == [FEE, FEE]
        channel.desk.thinking.set()
        assert [texts(answer) for answer in await asyncio.gather(*asking)] == [["오만 원이에요."]] * 2


async def test_people_have_conversations_of_their_own() -> None:
    async with kakao() as channel:
        await channel.says("여권", user="a")
        assert channel.desk.questions.kept == []
        assert "몰라요" in texts(await channel.says("1번", user="b"))[0]


async def test_who_sends_too_much_at_once_is_asked_to_wait() -> None:
    async with kakao() as channel:
        channel.desk.thinking.clear()
        asking = [asyncio.create_task(channel.says(f"연금 {n}")) for n in range(3)]
        await settle()
        assert "잠시 뒤에" in texts(await channel.says("연금 더"))[0]
        channel.desk.thinking.set()
        await asyncio.gather(*asking)


async def test_everybody_together_is_bounded_too() -> None:
    async with kakao(at_once=2) as channel:
        channel.desk.thinking.clear()
        asking = [asyncio.create_task(channel.says(FEE, user=name)) for name in "ab"]
        await settle()
        assert "기다리는 분이 많아요" in texts(await channel.says(FEE, user="c"))[0]
        channel.desk.thinking.set()
        await asyncio.gather(*asking)


async def test_only_so_many_conversations_are_kept_the_latest() -> None:
    async with kakao(conversations=3) as channel:
        for name in "abcad":
            await channel.says("여권", user=name)
        assert len(channel.skill.callers) == 3
        asked = len(channel.desk.asked)
        assert texts(await channel.says("1번", user="a")) == ["오만 원이에요."]
        assert len(channel.desk.asked) == asked
        assert "몰라요" in texts(await channel.says("1번", user="b"))[0]


async def test_a_silent_conversation_is_forgotten_when_somebody_writes() -> None:
    async with kakao(keep_s=60.0) as channel:
        await channel.says("여권", user="a")
        channel.clock.now += 61
        await channel.says("여권", user="b")
        assert len(channel.skill.callers) == 1
        assert "몰라요" in texts(await channel.says("1번", user="a"))[0]


async def test_a_silent_conversation_is_forgotten_even_if_nobody_writes() -> None:
    async with kakao(keep_s=0.0) as channel:
        await channel.says("여권")
        await settled(lambda: len(channel.skill.callers) == 0)


async def test_who_wants_to_be_forgotten_is() -> None:
    async with kakao() as channel:
        await channel.says("여권")
        assert "지웠어요" in texts(await channel.says("지금 한 말 지워 줘"))[0]
        assert len(channel.skill.callers) == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EngineError("busy", "Full."), "기다리는 분이 많아요"),
        (EngineError("hung", "It hangs."), "문제가 생겼어요"),
        (RuntimeError("010-1234-5678"), "문제가 생겼어요"),
    ],
)
async def test_a_failure_is_told_in_words_and_the_conversation_goes_on(error: Exception, words: str) -> None:
    async with kakao() as channel:
        channel.desk.breaks_with = error
        assert words in texts(await channel.says(FEE))[0]
        channel.desk.breaks_with = None
        assert texts(await channel.says(FEE)) == ["오만 원이에요."]


async def settled(done: Callable[[], bool]) -> None:
    """Let sockets and tasks go on until it is so."""
    for _ in range(100_000):
        if done():
            return
        await asyncio.sleep(0)
    pytest.fail("it never came")
