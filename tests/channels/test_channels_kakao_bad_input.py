"""Whatever is posted to the skill, the answer is Kakao's version 2.0; strangers get none."""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kakao_schema import calls, texts, valid_response
from kakao_world import KakaoDesk, kakao, payload
from prometheus_client import REGISTRY
from pydantic import ValidationError
from structlog.testing import capture_logs

from voicebot.app import create_app
from voicebot.channels.kakao.door import MOST_BYTES
from voicebot.settings import Kakao, Settings

SECRET = "a-secret-of-the-office"


def counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("voicebot_kakao_requests_total", {"outcome": outcome}) or 0.0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b"{}", b'{"userRequest": null}',
        b'{"userRequest": {"utterance": "a"}}',
        b'{"userRequest": {"utterance": 5, "user": {"id": "a"}}}',
        b'{"userRequest": {"utterance": " ", "user": {"id": "a"}}}',
        b'{"userRequest": {"utterance": "a", "user": {"id": ""}}}',
        b'{"userRequest": {"utterance": "\\ud800", "user": {"id": "a"}}}',
        b'{"userRequest": {"utterance": "a", "user": {"id": "a"}, "callbackUrl": 7}}',
        b"[" * 100_000,
    ],
)  # fmt: skip
async def test_what_is_no_payload_is_answered_in_words_and_counted(body: bytes) -> None:
    before = counted("bad_payload")
    async with kakao() as channel:
        answer = await channel.sends(body)
        assert texts(answer) == ["무슨 말씀인지 받지 못했어요.\n다시 한번 보내 주세요."]
        assert channel.desk.asked == []
    assert counted("bad_payload") == before + 1


async def test_a_novel_is_asked_for_in_parts() -> None:
    async with kakao() as channel:
        assert "짧게 나누어" in texts(await channel.says("가로등이 나갔어요. " * 1000))[0]
        assert "shorter parts" in texts(await channel.says("light " * 1000, lang="en"))[0]
        assert channel.desk.asked == []


async def test_a_desk_that_is_still_opening_says_so_and_where_to_call() -> None:
    async with kakao() as channel:
        channel.desk.ready = False
        assert calls(await channel.says("여권")) == [("120 전화하기", "032-120")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SAID = st.sampled_from(
    [
        "네",
        "아니요",
        "1번",
        "2번",
        "여권",
        "여권 분실",
        "연금",
        "끝없는",
        "다시",
        "처음으로",
        "답 보여 주세요",
        "사람",
    ]
) | st.text(max_size=60)
URLS = st.none() | st.text(max_size=30) | st.sampled_from(["https://bot-api.kakao.com/x", "http://10.0.0.1/"])
FIELDS = [
    ("userRequest",), ("userRequest", "user"), ("userRequest", "user", "id"), ("userRequest", "utterance"),
    ("userRequest", "lang"), ("userRequest", "callbackUrl"), ("userRequest", "block"), ("action",), ("bot",),
]  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """A payload, or one with a field that is something else."""
    user, lang = draw(st.sampled_from("ab")), draw(st.sampled_from(["ko", "en", None]))
    whole = payload(draw(SAID), user, lang, draw(URLS))
    if draw(st.booleans()):
        _replace(whole, draw(st.sampled_from(FIELDS)), draw(JSON))
    return json.dumps(whole, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


def _replace(whole: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        whole = whole[name]
    whole[path[-1]] = value


@settings(deadline=None, max_examples=80)
@given(st.lists(bodies() | st.binary(max_size=40) | JSON.map(lambda j: json.dumps(j).encode()), max_size=8))
def test_no_order_of_payloads_leaves_kakao_without_a_valid_answer(said: list[bytes]) -> None:
    async def talk() -> None:
        async with kakao(conversations=2) as channel:
            client = httpx.AsyncClient(transport=httpx.ASGITransport(channel.app()), base_url="http://desk")
            async with client:
                for body in said:
                    response = await client.post("/kakao/skill", content=body)
                    assert response.status_code == 200
                    valid_response(response.json())
            assert len(channel.skill.callers) <= 2

    asyncio.run(talk())


# -- the door --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Skill-Secret": "wrong"}, 401),
        ({"X-Skill-Secret": "가".encode()}, 401),
        ({"X-Skill-Secret": SECRET}, 200),
        ({"x-skill-secret": SECRET}, 200),
    ],
)
async def test_only_who_brings_the_secret_is_heard(headers: dict[str, Any], status: int) -> None:
    async with (
        kakao(secret=SECRET) as channel,
        httpx.AsyncClient(transport=httpx.ASGITransport(channel.app()), base_url="http://desk") as client,
    ):
        response = await client.post("/kakao/skill", json=payload("여권"), headers=headers)
        assert response.status_code == status
        assert channel.desk.asked == (["여권"] if status == 200 else [])


async def test_a_body_that_is_too_big_is_not_read_to_its_end() -> None:
    read = 0

    async def endless() -> Any:
        nonlocal read
        while True:
            read += 1
            yield b" " * 65536

    async with (
        kakao() as channel,
        httpx.AsyncClient(transport=httpx.ASGITransport(channel.app()), base_url="http://desk") as client,
    ):
        response = await client.post("/kakao/skill", content=endless())
        assert "받지 못했어요" in texts(valid_response(response.json()))[0]
    assert read <= MOST_BYTES // 65536 + 2


def test_an_empty_or_short_secret_is_no_secret() -> None:
    for secret in ("", "short"):
        with pytest.raises(ValidationError):
            Kakao.model_validate({"secret": secret})


async def test_the_service_answers_at_its_address_before_its_models_are_there(own_settings: Settings) -> None:
    app = create_app(own_settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as client:
        response = await client.post("/kakao/skill", json=payload("여권 수수료"))
    assert "창구를 열고 있어요" in texts(valid_response(response.json()))[0]


# -- personal data ---------------------------------------------------------------------------------


async def test_nothing_of_a_person_is_logged_or_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    number, key = "010-1234-5678", "person-key-77"
    with capture_logs() as logs:
        async with kakao() as channel:
            channel.desk.breaks_with = RuntimeError(number)
            await channel.says(f"제 번호는 {number}예요", user=key, callback="http://evil.example/token-9")
            channel.desk.breaks_with = None
            await channel.says("아무도 모르는 일", user=key)
            channel.desk.thinking.clear()
            asking = asyncio.create_task(
                channel.says(f"제 번호는 {number}예요", user=key, callback="http://evil.example/token-9")
            )
            await channel.patience.runs_out()
            await asking
            kept = _reachable(channel.skill.callers)
            assert "몰라요" in kept
            channel.desk.thinking.set()
    written = json.dumps(logs, default=str, ensure_ascii=False) + caplog.text
    assert "turn failed" in written
    assert "callback refused" in written
    for personal in (number, key, "token-9"):
        assert personal not in written
        assert personal not in kept


def _reachable(thing: Any) -> str:
    """Every string that a conversation holds on to between two messages, deep inside."""
    seen: set[int] = set()

    def walk(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if id(value) in seen or isinstance(value, KakaoDesk):
            return []
        seen.add(id(value))
        if isinstance(value, dict):
            return [text for pair in value.items() for part in pair for text in walk(part)]
        inside = [
            getattr(value, name) for name in getattr(type(value), "__slots__", ()) if hasattr(value, name)
        ]
        inside += list(getattr(value, "__dict__", {}).values())
        if isinstance(value, list | tuple | set):
            inside += list(value)
        return [text for part in inside for text in walk(part)]

    return "\n".join(walk(thing))
