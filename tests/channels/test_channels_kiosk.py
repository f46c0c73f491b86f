"""The kiosk's door: its words and their sound, the bell; and what a kiosk may ask of a conversation."""

from __future__ import annotations

import asyncio
import io
import re
import wave
from collections.abc import AsyncIterator
from typing import Any

import httpx
import numpy as np
import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates
from pydantic import HttpUrl, ValidationError
from test_channels_greeting import a_desk, connected

from voicebot.app import WEB
from voicebot.audio import Audio
from voicebot.channels.kiosk.bell import Bell
from voicebot.channels.kiosk.door import kiosk_door
from voicebot.channels.kiosk.words import words
from voicebot.channels.menu import menu_door
from voicebot.channels.websocket.lobby import Lobby
from voicebot.civic.faq import load_faq
from voicebot.civic.overlay.menu import Choice, Item, menu
from voicebot.errors import EngineError
from voicebot.settings import Kiosk, Limits, project_dir
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import SpeechOptions


class Voice:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.busy = False

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        if self.busy:
            raise EngineError("busy", "Too many wait.")
        self.said.append(text)
        return Spoken(Audio(np.zeros(rate, np.float32), rate), "cached", [])


class Desk:
    phone, ready = "120", True

    def __init__(self) -> None:
        self.faq = load_faq(project_dir() / "faq")
        self.voices = Voice()
        self.chosen: dict[str, Choice] = {}

    def name(self, language: str) -> str:
        return f"desk {language}"

    def menu(self, language: str, most: int = 7) -> list[Item]:
        return menu(self.chosen, ["passport-new", "no-such-entry"], self.faq.entries(language), most)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    kiosk = Kiosk(diagonal_in=21.5, low=True, keys={"F15": "help"})
    app.include_router(kiosk_door(desk, kiosk, Jinja2Templates(WEB / "templates")))
    app.include_router(menu_door(desk.menu))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as found:
        yield found


async def test_the_page_knows_its_screen_and_its_keys(client: httpx.AsyncClient) -> None:
    page = await client.get("/kiosk")
    assert page.headers["cache-control"] == "no-store"
    for part in (
        'data-diagonal="21.5"',
        'data-hung-high="true"',
        'data-duplex="half"',
        "F15",
        "말로 물어보세요.",
    ):
        assert part in page.text
    assert not re.search(r"<script(?![^>]*src)|\son\w+=|style=", page.text)
    calibrate = await client.get("/kiosk/calibrate")
    assert "85.60" in calibrate.text


async def test_its_words_and_their_sound(client: httpx.AsyncClient, desk: Desk) -> None:
    told = (await client.get("/kiosk/words/ko")).json()
    assert [topic["label"] for topic in told["topics"]][:3] == ["불편 신고", "내 민원", "여권 만들기"]
    assert [topic["number"] for topic in told["topics"]] == [1, 2, 3, 4, 5, 6]
    name = told["topics"][2]["say"]
    assert told["spoken"][name] == "3번, 여권 만들기."
    assert told["says"]["offline"] == "지금은 연결이 안 돼요. 120으로 전화해 주세요."
    sound = await client.get(f"/kiosk/say/ko/{name}.wav")
    with wave.open(io.BytesIO(sound.content)) as file:
        assert (file.getframerate(), file.getnframes()) == (24000, 24000)
    assert desk.voices.said == ["3번, 여권 만들기."]


async def test_a_changed_menu_is_told_once_and_has_another_sound(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    first = await client.get("/kiosk/menu/ko")
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await client.get("/kiosk/menu/ko", headers=tag)).status_code == 304
    desk.chosen = {"bulky-waste": Choice(3, picture="sofa")}
    then = await client.get("/kiosk/menu/ko", headers=tag)
    before, after = first.json()["topics"][2], then.json()["topics"][2]
    assert (after["label"], after["picture"], after["ask"]) == (
        "대형폐기물",
        "sofa",
        "소파나 침대 같은 큰 쓰레기는 어떻게 버려요?",
    )
    assert before["say"] != after["say"]
    assert then.json()["spoken"][after["say"]] == "3번, 대형폐기물."
    assert (await client.get(f"/kiosk/say/ko/{after['say']}.wav")).status_code == 200
    assert (await client.get("/kiosk/menu/xx")).status_code == 404


async def test_pages_have_the_same_menu_with_more_of_it(client: httpx.AsyncClient, desk: Desk) -> None:
    desk.chosen = {"bulky-waste": Choice(5), "passport-new": Choice(hidden=True)}
    found = await client.get("/v1/menu?language=ko")
    items = found.json()["items"]
    assert [item["number"] for item in items] == [3, 4, 5, 6, 7, 8, 9]
    assert (items[2]["entry"], items[2]["say"]) == ("bulky-waste", "5번, 대형폐기물.")
    assert "passport-new" not in {item["entry"] for item in items}
    tag = {"If-None-Match": found.headers["etag"]}
    assert (await client.get("/v1/menu?language=ko", headers=tag)).status_code == 304
    assert (await client.get("/v1/menu?language=xx")).status_code == 422


@pytest.mark.parametrize("path", ["words/xx", "say/ko/nothing.wav", "say/xx/home.wav", "say/ko/..%2Fko.wav"])
async def test_nothing_else_is_said(client: httpx.AsyncClient, desk: Desk, path: str) -> None:
    assert (await client.get(f"/kiosk/{path}")).status_code == 404
    assert desk.voices.said == []


async def test_a_desk_that_cannot_speak_says_when_to_come_back(client: httpx.AsyncClient, desk: Desk) -> None:
    desk.voices.busy = True
    assert (await client.get("/kiosk/say/ko/home.wav")).status_code == 503
    desk.voices.busy, desk.ready = False, False
    answer = await client.get("/kiosk/say/ko/home.wav")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")


def test_both_languages_have_the_same_words_and_short_sentences() -> None:
    korean, english = words("ko", "120"), words("en", "120")
    for kind in ("labels", "says", "asks", "spoken"):
        assert list(getattr(korean, kind)) == list(getattr(english, kind))
    for name, text in korean.says.items():
        if not name.startswith("desk."):
            for sentence in re.split(r"(?<=[.?]) ", text):
                assert len(re.findall(r"[가-힣]", sentence)) <= 40, name
    assert all(len(label) <= 8 for label in korean.labels.values())


# -- the bell --------------------------------------------------------------------------------------


@pytest.fixture
async def staff() -> AsyncIterator[tuple[str, list[Any]]]:
    """The staff's own program: its address and what it was sent."""
    heard: list[Any] = []
    app = FastAPI()

    @app.post("/bell")
    async def bell(request: Request) -> None:
        heard.append(await request.json())

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/bell", heard
    server.should_exit = True
    await serving


async def test_the_bell_tells_the_staff_once_in_ten_seconds(staff: tuple[str, list[Any]]) -> None:
    url, heard = staff
    now = [100.0]
    bell = Bell(url, lambda: now[0])
    assert [await bell.ring(), await bell.ring()] == [True, True]
    assert heard == [{"event": "kiosk.help"}]
    now[0] += 11
    assert await bell.ring()
    assert len(heard) == 2


async def test_a_bell_that_nobody_hears_says_so(staff: tuple[str, list[Any]]) -> None:
    url, _ = staff
    assert not await Bell("").ring()
    assert not await Bell(url.replace("/bell", "/nobody")).ring()
    assert not await Bell("http://127.0.0.1:9/bell").ring()


async def test_the_page_is_told_whether_somebody_comes(client: httpx.AsyncClient) -> None:
    answer = await client.post("/kiosk/help")
    assert answer.json() == {"called": False}


# -- the conversation ------------------------------------------------------------------------------


@pytest.mark.parametrize(("channel", "ends"), [("kiosk", True), ("browser", False)])
async def test_a_kiosk_is_freed_sooner(channel: str, ends: bool) -> None:
    desk = a_desk()
    desk.settings = desk.settings.model_copy(
        update={"limits": Limits(idle_s=60_000, kiosk_idle_s=90, hurried=60)}
    )
    lobby = Lobby(desk.settings.limits)
    socket, task = await connected(desk, lobby, {"channel": channel, "greet": False})
    if ends:
        assert (await socket.until("notice"))["kind"] == "timeout_soon"
        await task
        assert [e["kind"] for e in socket.events if e["type"] == "notice"] == ["timeout_soon", "ended"]
    else:
        await asyncio.sleep(2.2)
        assert [e for e in socket.events if e["type"] == "notice"] == []
        socket.drop()
        await task
    await lobby.close()


async def test_a_choice_that_is_looked_at_is_said_and_stays_open() -> None:
    desk: Any = a_desk()
    lobby = Lobby(desk.settings.limits)
    socket, task = await connected(desk, lobby, {"channel": "kiosk", "greet": False})
    socket.say({"type": "command", "event_id": "m", "name": "menu"})
    menu = await socket.until("response.created")
    assert menu["choices"]
    looked, other = menu["choices"][0], {"choice_id": "choice-nothing", "preview": True}
    socket.events.clear()
    socket.say({"type": "input_choice", "event_id": "p", "choice_id": looked["id"], "preview": True})
    said = await socket.until("response.created")
    assert said["sentences"] == [looked["sentence"]]
    assert [c["id"] for c in said["choices"]] == [c["id"] for c in menu["choices"]]
    socket.say({"type": "input_choice", "event_id": "o", **other})
    assert (await socket.until("error"))["code"] == "choice_unknown"
    socket.events.clear()
    socket.say({"type": "input_key", "event_id": "k", "key": str(looked["number"])})
    assert (await socket.until("response.created"))["kind"] == "answer"
    socket.drop()
    await task
    await lobby.close()


def test_a_key_may_mean_only_what_a_kiosk_can_do() -> None:
    with pytest.raises(ValidationError):
        Kiosk(keys={"F15": "explode"})
    assert Kiosk(help_url=HttpUrl("https://staff.example/bell")).help_url
