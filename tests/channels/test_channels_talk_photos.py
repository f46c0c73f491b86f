"""The door for photos of a conversation: its own caller's only, refused in words, never read when too big."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from counter_world import complaint_desk, typed
from fastapi import FastAPI, Request, Response
from pictures import heic, photo, with_place, zipped
from talk_world import Device

from voicebot.channels.websocket.conversation import Conversation
from voicebot.channels.websocket.lobby import Lobby
from voicebot.channels.websocket.photos import take_photo
from voicebot.settings import Attached, Limits

MOST = 100_000


class Talking:
    """A caller in the middle of a complaint, and the door."""

    def __init__(self, caller: Device) -> None:
        self.caller, self.session = caller, caller.session
        lobby, app = Lobby(Limits()), FastAPI()
        lobby.join(cast("Conversation", SimpleNamespace(session=self.session)))

        @app.post("/v1/talk/{session_id}/photos")
        async def photos(session_id: str, request: Request) -> Response:
            return await take_photo(request, session_id, lobby, MOST)

        self.wire = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk")

    async def shows(self, content: Any, session: str = "", token: str = "", **headers: str) -> httpx.Response:
        sent = {"Authorization": f"Bearer {token or self.session.resume_token}", **headers}
        return await self.wire.post(
            f"/v1/talk/{session or self.session.id}/photos", content=content, headers=sent
        )


@pytest.fixture
async def talking(tmp_path: Path) -> AsyncIterator[Talking]:
    async with complaint_desk(tmp_path / "var") as desk:
        caller = Device(desk, channel="browser")
        await typed(caller, "가로등이 나갔어요")
        found = Talking(caller)
        yield found
        await found.wire.aclose()
        await caller.session.close()


async def test_a_photo_is_taken_and_said_so(talking: Talking) -> None:
    taken = await talking.shows(with_place())
    assert (taken.status_code, taken.json()) == (201, {"say": "사진을 받았어요."})


async def test_another_callers_conversation_takes_none(talking: Talking) -> None:
    for session, token in (("s-0", ""), ("", "guessed")):
        refused = await talking.shows(photo(), session, token)
        assert (refused.status_code, refused.json()["type"]) == (401, "urn:voicebot:problem:token-wrong")
    bare = await talking.wire.post(f"/v1/talk/{talking.session.id}/photos", content=photo())
    assert bare.json()["type"] == "urn:voicebot:problem:token-missing"


@pytest.mark.parametrize(
    ("content", "status", "title"),
    [
        (heic(), 415, "이 사진 형식은 열 수 없어요. 사진을 JPG로 바꿔 올려 주세요."),
        (zipped(), 415, "사진을 열 수 없어요. JPG나 PNG 사진을 올려 주세요."),
        (photo()[:300], 422, "사진을 끝까지 읽을 수 없어요. 다시 올려 주세요."),
        (bytes(MOST + 1), 413, "사진이 너무 커요. 더 작은 사진을 올려 주세요."),
    ],
    ids=["HEIC", "a ZIP", "cut short", "too big"],
)
async def test_what_cannot_be_taken_is_told_in_words(
    talking: Talking, content: bytes, status: int, title: str
) -> None:
    refused = await talking.shows(content)
    assert (refused.status_code, refused.json()["title"]) == (status, title)
    english = await talking.shows(content, **{"Accept-Language": "en"})
    assert english.json()["title"].isascii()


async def test_fifty_megabytes_are_refused_at_once(talking: Talking) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(800):
            read += 65536
            yield bytes(65536)

    said = await talking.shows(b"", **{"Content-Length": str(50 * 1024 * 1024)})
    assert said.status_code == 413
    unsaid = await talking.shows(endless())
    assert unsaid.status_code == 413
    assert read <= MOST + 2 * 65536


async def test_more_than_three_are_refused(talking: Talking) -> None:
    for _ in range(Attached().photos):
        assert (await talking.shows(photo())).status_code == 201
    assert (await talking.shows(photo())).json()["title"] == "사진은 더 올릴 수 없어요."
