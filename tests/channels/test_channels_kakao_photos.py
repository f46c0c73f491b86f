"""Photos on KakaoTalk: fetched from Kakao alone and only where the operator allows it; else said so."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from counter_world import complaint_desk
from kakao_schema import bubbles, texts
from kakao_world import Channel, KakaoDesk, payload
from pictures import heic, photo, with_place

from voicebot.channels.kakao.payload import read_payload
from voicebot.channels.kakao.pictures import Pictures, photo_urls

ADDRESS = "http://secure.kakaocdn.net/dna/a/b/img_org.jpg?credential=x&expires=1&signature=y%3D"
WHOLE = "어제 밤부터 가좌시장 앞 가로등이 나갔어요"


def plugin(*urls: str) -> dict[str, str]:
    value = {
        "privacyAgreement": "Y",
        "imageQuantity": str(len(urls)),
        "secureUrls": f"List({', '.join(urls)})",
    }
    return {"secureimage": json.dumps(value)}


@asynccontextmanager
async def channel(
    folder: Path, answer: Callable[[httpx.Request], httpx.Response], **kakao: Any
) -> AsyncIterator[Channel]:
    async with complaint_desk(folder) as behind:
        desk = KakaoDesk(**kakao)
        desk.backroom = behind.backroom
        made = Channel(desk)
        made.skill._pictures = Pictures(1_000_000, httpx.MockTransport(answer))
        yield made
        await made.skill.close()


async def shows(channel: Channel, *urls: str) -> list[str]:
    body = payload("사진 전송")
    body["action"]["params"] = plugin(*urls)
    return texts(await channel.sends(json.dumps(body).encode()))


async def test_a_photo_is_fetched_and_kept_with_the_complaint(tmp_path: Path) -> None:
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        return httpx.Response(200, content=with_place())

    async with channel(tmp_path, answer, photos=True) as kakao:
        await kakao.says(WHOLE)
        told = await shows(kakao, ADDRESS)
        assert told[0].startswith("사진을 받았어요.")
        assert asked[0].scheme == "https"
        for text in ("몰라요", "아니요", "네"):
            await kakao.says(text)
        office = kakao.desk.backroom.office
        (one,) = await office.register.page([])
        assert [each.kind for each in await office.attaching.listed(one.receipt)] == ["photo"]


async def test_where_it_is_not_allowed_nothing_is_fetched_and_it_is_said(tmp_path: Path) -> None:
    def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"fetched from {request.url.host}")

    async with channel(tmp_path, never) as kakao:
        await kakao.says("가로등이 나갔어요")
        (told,) = await shows(kakao, ADDRESS)
        assert told.startswith("여기서는 사진을 받을 수 없어요.")
        assert told.endswith("어디에서 그런가요?")
        assert texts(await kakao.says("사진 있어요"))[0].startswith("여기서는 사진을 받을 수 없어요.")


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (httpx.Response(200, content=heic()), "이 사진 형식은 열 수 없어요."),
        (httpx.Response(200, content=bytes(2_000_000)), "사진이 너무 커요."),
        (httpx.Response(404), "사진을 끝까지 읽을 수 없어요."),
        (httpx.Response(302, headers={"Location": "http://127.0.0.1/"}), "사진을 끝까지 읽을 수 없어요."),
    ],
    ids=["heic", "too big", "gone", "sent on elsewhere"],
)
async def test_what_is_no_photo_is_told(tmp_path: Path, response: httpx.Response, said: str) -> None:
    async with channel(tmp_path, lambda _: response, photos=True) as kakao:
        await kakao.says("가로등이 나갔어요")
        (told,) = await shows(kakao, ADDRESS)
        assert told.startswith(said)


async def test_without_a_complaint_it_is_said_what_comes_first(tmp_path: Path) -> None:
    async with channel(tmp_path, lambda _: httpx.Response(200, content=photo()), photos=True) as kakao:
        (told,) = await shows(kakao, ADDRESS)
        assert told.startswith("먼저 어떤 일인지 말씀해 주세요.")


@pytest.mark.parametrize(
    "address",
    [
        "https://kakaocdn.net.evil.example/a.jpg",
        "https://evil.example/kakaocdn.net",
        "https://secure.kakaocdn.net:8080/a.jpg",
        "https://user@secure.kakaocdn.net/a.jpg",
        "file:///etc/passwd",
        "http://127.0.0.1/a.jpg",
        "not an address",
    ],
)
def test_only_kakaos_own_store_is_asked(address: str) -> None:
    assert photo_urls(address, plugin(address)) == ()


def test_a_photo_is_found_where_kakao_puts_it() -> None:
    two = photo_urls("사진 전송", plugin(ADDRESS, ADDRESS.replace("a/b", "c/d")))
    assert [str(url).partition("?")[0] for url in two] == [
        "https://secure.kakaocdn.net/dna/a/b/img_org.jpg",
        "https://secure.kakaocdn.net/dna/c/d/img_org.jpg",
    ]
    assert len(photo_urls("https://talk.kakaocdn.net/dna/x.jpg", {})) == 1
    assert photo_urls("사진 전송", {"secureimage": '{"secureUrls": 3', "other": 3}) == ()
    assert len(photo_urls("", plugin(*[ADDRESS] * 9))) == 3


def test_a_request_cannot_name_its_photos_itself() -> None:
    body = payload("안녕")
    body["userRequest"]["photos"] = ["https://evil.example/a.jpg"]
    assert read_payload(json.dumps(body).encode()).photos == ()


async def test_whether_to_join_can_be_pressed(tmp_path: Path) -> None:
    async with channel(tmp_path, lambda _: httpx.Response(404)) as kakao:
        office = kakao.desk.backroom.office
        for text in (WHOLE, "몰라요", "아니요", "네"):
            await kakao.says(text)
        asked = await kakao.says(WHOLE, user="user-2")
        assert texts(asked)[0].endswith("이미 한 분이 알려 주셨어요.\n함께 알림 받으시겠어요?")
        assert bubbles(asked) == ["네", "아니요"]
        await kakao.says("네", user="user-2")
        await kakao.says("아니요", user="user-2")
        (one,) = await office.register.page([])
        assert await office.joining.people(one.receipt) == 2
