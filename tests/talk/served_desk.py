"""The real socket, doors and conversations on a real port; only the models are stand-ins."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

import numpy as np
import uvicorn
from counter_world import complaint_desk
from fastapi import FastAPI, WebSocket
from interview_world import DISTRICT
from talk_world import FakeDesk, FakeVoices

from voicebot.audio import Audio
from voicebot.channels.handset.bells import Bells
from voicebot.channels.handset.door import bell_door
from voicebot.channels.handset.prompts import prompts_door
from voicebot.channels.websocket.connection import Connection
from voicebot.channels.websocket.lobby import Lobby
from voicebot.settings import Handsets
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.desk import Desk
from voicebot.talk.reply import Reply

TONE_HZ = 440.0


class ToneVoices(FakeVoices):
    """Every sentence is a tone, so that a loudspeaker can be heard."""

    def __init__(self, seconds: float = 0.5) -> None:
        self.seconds = seconds

    async def ready_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, recording: Path | None = None
    ) -> Spoken:
        time_s = np.arange(round(self.seconds * rate)) / rate
        tone = 0.3 * np.sin(2 * np.pi * TONE_HZ * time_s)
        return Spoken(Audio(tone.astype(np.float32), rate), "cached", [(0, 0)])

    async def make_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, **_: object
    ) -> Spoken:
        return await self.ready_sound(text, language, options, rate)


class Hello:
    """Greets everybody the same."""

    def reply(self, language: str, channel: str, device: str | None) -> Reply:
        return Reply("greeting", ("안녕하세요.", "무엇을 도와드릴까요?"))


class Served:
    """A desk on a port.

    Attributes:
        desk: what it is made of.
        lobby: who is in.
        bells: of its handsets.
        url: where it answers.
        up: whether new connections are taken.
    """

    def __init__(self, desk: FakeDesk, handsets: Handsets) -> None:
        self.desk, self.lobby, self.bells = desk, Lobby(desk.settings.limits), Bells(handsets)
        self.url = ""
        self.up = True
        self.connections = 0

    @property
    def sessions(self) -> list[Any]:
        return [kept.session for kept in self.lobby._known.values()]

    def app(self) -> FastAPI:
        app = FastAPI()
        desk = cast("Desk", self.desk)
        app.include_router(bell_door(self.bells))
        app.include_router(prompts_door(desk))

        @app.websocket("/v1/talk")
        async def talk(socket: WebSocket) -> None:
            if not self.up:
                await socket.close(1011)
                return
            self.connections += 1
            await Connection(socket, desk, self.lobby, self.bells).run()

        @app.get("/readyz")
        def ready() -> dict[str, str]:
            return {"status": "ready"}

        return app


@asynccontextmanager
async def served_desk(
    folder: Path, handsets: Handsets | None = None, *, sentence_s: float = 0.5, **limits: float
) -> AsyncIterator[Served]:
    """A desk with a real register, for whoever calls over the network."""
    async with complaint_desk(folder) as desk:
        made: Any = desk
        made.settings = desk.settings.model_copy(
            update={"limits": desk.settings.limits.model_copy(update=limits)}
        )
        made.ready, made.failure, made.district = True, None, DISTRICT
        made.voices, made.greeter = ToneVoices(sentence_s), Hello()
        served = Served(desk, handsets or Handsets())
        config = uvicorn.Config(served.app(), host="127.0.0.1", port=0, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        served.url = f"http://127.0.0.1:{port}"
        try:
            yield served
        finally:
            server.should_exit = True
            server.force_exit = True
            with suppress(asyncio.CancelledError):
                await serving
            await served.lobby.close()
