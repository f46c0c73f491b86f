"""Who comes to a kiosk is greeted once, and not again when the connection comes back."""

import asyncio
import datetime as dt
import json
from typing import Any, cast

import pytest
from fastapi import WebSocket
from talk_world import FakeDesk

from voicebot.channels.websocket.connection import Connection
from voicebot.channels.websocket.lobby import Lobby
from voicebot.civic.calendar import office_calendar
from voicebot.civic.district import load_district
from voicebot.settings import project_dir
from voicebot.talk.desk import Desk
from voicebot.talk.greeting.greeter import Greeter

START = {"type": "session.start", "event_id": "start", "protocol": 1, "language": "ko"}


def a_desk() -> Any:
    folder = project_dir() / "faq"
    desk: Any = FakeDesk()
    desk.ready, desk.district = True, load_district(folder)
    calendar = office_calendar(desk.district)
    now = dt.datetime(2026, 11, 26, 14, tzinfo=calendar.zone)
    desk.greeter = Greeter(folder, calendar, lambda: None, desk.name, lambda: now)
    return desk


class Socket:
    """One connection: takes events, keeps what the desk sends, and drops when told to."""

    client, headers = None, dict[str, str]()

    def __init__(self) -> None:
        self._to_desk: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.events: list[dict[str, Any]] = []

    async def accept(self) -> None:
        """Nothing to do."""

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Nothing to do."""

    async def receive(self) -> dict[str, Any]:
        return await self._to_desk.get()

    async def send_text(self, text: str) -> None:
        self.events.append(json.loads(text))

    async def send_bytes(self, sound: bytes) -> None:
        """Nobody listens."""

    def say(self, event: dict[str, Any]) -> None:
        self._to_desk.put_nowait({"type": "websocket.receive", "text": json.dumps(event)})

    def drop(self) -> None:
        self._to_desk.put_nowait({"type": "websocket.disconnect", "code": 1006})

    async def until(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(30):
            while True:
                found = [event for event in self.events if event["type"] == kind]
                if found:
                    return found[-1]
                await asyncio.sleep(0.01)

    def kinds(self) -> list[str]:
        return [event["kind"] for event in self.events if event["type"] == "response.created"]


async def connected(desk: Any, lobby: Lobby, start: dict[str, Any]) -> tuple[Socket, asyncio.Task[None]]:
    socket = Socket()
    socket.say(START | start)
    serving = Connection(cast("WebSocket", socket), cast("Desk", desk), lobby).run()
    task = asyncio.create_task(serving)
    await socket.until("session.created")
    return socket, task


async def test_a_greeting_follows_the_sessions_beginning_and_comes_once() -> None:
    desk = a_desk()
    lobby = Lobby(desk.settings.limits)
    socket, task = await connected(desk, lobby, {"channel": "kiosk"})
    await socket.until("response.done")
    created, reply = socket.events[0], socket.events[1]
    assert (created["type"], reply["type"], reply["kind"]) == (
        "session.created",
        "response.created",
        "greeting",
    )
    assert reply["sentences"] == ["안녕하세요. 창구예요.", "무엇을 도와드릴까요?"]
    played = {"reply_id": reply["reply_id"], "sentence": 1, "state": "finished", "played_ms": 9000}
    socket.say({"type": "playback", "event_id": "p", **played})
    await asyncio.sleep(0.05)
    socket.drop()
    await task
    back = {
        "session_id": created["session_id"],
        "token": created["resume_token"],
        "last_event_seq": socket.events[-1]["seq"],
        "last_audio_in_seq": -1,
    }
    socket, task = await connected(desk, lobby, {"channel": "kiosk", "resume": back})
    socket.say({"type": "input_text", "event_id": "t", "text": "여권 수수료 얼마예요?"})
    await socket.until("response.created")
    assert socket.kinds() == ["answer"]
    socket.say({"type": "session.end", "event_id": "e"})
    await task
    await lobby.close()


@pytest.mark.parametrize(("start", "kinds"), [({}, []), ({"greet": True}, ["greeting"])])
async def test_a_page_is_spoken_to_first_only_when_it_asks_for_it(
    start: dict[str, Any], kinds: list[str]
) -> None:
    desk = a_desk()
    lobby = Lobby(desk.settings.limits)
    socket, task = await connected(desk, lobby, {"channel": "browser", **start})
    await (socket.until("response.done") if kinds else asyncio.sleep(0.05))
    assert socket.kinds() == kinds
    socket.say({"type": "session.end", "event_id": "e"})
    await task
    await lobby.close()
