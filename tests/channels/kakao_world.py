"""The skill without models and without waiting: a desk that answers when told to, a clock that is set."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from kakao_schema import valid_request, valid_response
from talk_fakes import FakeKnowledge, entry
from talk_world import FakeDesk

from voicebot.channels.kakao.door import serve
from voicebot.channels.kakao.skill import Skill
from voicebot.channels.kakao.template import Template
from voicebot.civic.district import load_district
from voicebot.settings import Kakao, project_dir
from voicebot.talk.desk import Desk
from voicebot.understand.meaning import Match, Reading, Zone

ENTRIES = (
    entry("fee", "오만 원이에요.", label="여권 수수료", source_url="https://example.go.kr/fee"),
    entry("lost", "바로 신고하세요.", label="여권 분실", url="https://example.go.kr/do", phone="120"),
    entry("long", "하나예요.", "둘이에요.", "셋이에요.", "넷이에요."),
    entry("hurt", "119에 바로 전화하세요.", "다른 일은 1577-1000에 물어보세요.", urgent=True),
    entry("sad", "120도 있어요.", "109에 전화해 주세요.", "위험하면 119나 112에 전화하세요.", urgent=True),
    entry("endless", *("길고 긴 안내 문장이에요. " * 40 for _ in range(3)), phone="120"),
)
MATCHES: dict[str, tuple[Zone, Sequence[str]]] = {
    "수수료": (Zone.ANSWER, ["fee", "lost"]),
    "분실": (Zone.ANSWER, ["lost"]),
    "연금": (Zone.ANSWER, ["long"]),
    "다쳤": (Zone.ANSWER, ["hurt"]),
    "죽고": (Zone.ANSWER, ["sad"]),
    "끝없": (Zone.ANSWER, ["endless"]),
    "혹시": (Zone.ASK, ["fee"]),
    "여권": (Zone.ASK, ["fee", "lost"]),
}


class KakaoDesk(FakeDesk):
    """A desk that thinks for as long as `thinking` is cleared.

    `asked` are the questions that have reached the matcher.
    """

    def __init__(self, **kakao: Any) -> None:
        super().__init__()
        self.settings = self.settings.model_copy(update={"kakao": Kakao(**kakao)})
        self.ready = True
        self.district = load_district(project_dir() / "faq")
        self.knowledge = dict.fromkeys(("ko", "en"), FakeKnowledge(*ENTRIES))
        self.matches = MATCHES
        self.thinking = asyncio.Event()
        self.thinking.set()
        self.asked: list[str] = []
        self.breaks_with: Exception | None = None

    async def match(self, readings: Sequence[Reading], language: str, known: object = None) -> Match:
        self.asked.append(readings[0].text)
        await self.thinking.wait()
        if self.breaks_with:
            raise self.breaks_with
        return await super().match(readings, language)


class Patience:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._waiting: list[asyncio.Event] = []

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        over = asyncio.Event()
        self._waiting.append(over)
        await over.wait()

    async def runs_out(self) -> None:
        await settle()
        for over in self._waiting:
            over.set()
        self._waiting.clear()


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Channel:
    """Kakao's side: sends messages, checks every answer against the contract."""

    def __init__(self, desk: KakaoDesk) -> None:
        self.desk = desk
        self.patience, self.clock = Patience(), Clock()
        self.skill = Skill(cast("Desk", desk), sleep=self.patience, clock=self.clock)

    async def says(self, text: str, **more: Any) -> Template:
        body = json.dumps(valid_request(payload(text, **more)), ensure_ascii=False)
        return cast("Template", valid_response(await self.skill.answer(body.encode())))

    async def sends(self, body: bytes) -> Template:
        return cast("Template", valid_response(await self.skill.answer(body)))

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/kakao/skill")
        async def kakao(request: Request) -> Response:
            return await serve(request, self.skill, self.desk.settings.kakao)

        return app


@asynccontextmanager
async def kakao(**settings: Any) -> AsyncIterator[Channel]:
    world = Channel(KakaoDesk(**settings))
    try:
        yield world
    finally:
        await world.skill.close()


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(50):
        await asyncio.sleep(0)


def payload(
    text: str, user: str = "user-1", lang: str | None = "ko", callback: str | None = None
) -> dict[str, Any]:
    """A SkillPayload with everything that Kakao puts in."""
    request: dict[str, Any] = {
        "timezone": "Asia/Seoul",
        "params": {"ignoreMe": "true"},
        "block": {"id": "b1", "name": "폴백 블록"},
        "utterance": text,
        "lang": lang,
        "user": {"id": user, "type": "botUserKey", "properties": {"plusfriendUserKey": "p1"}},
    }
    if callback is not None:
        request["callbackUrl"] = callback
    return {
        "intent": {"id": "b1", "name": "폴백 블록", "extra": {"reason": {"code": 1, "message": "OK"}}},
        "userRequest": request,
        "bot": {"id": "bot", "name": "말로 하는 민원 창구"},
        "action": {"id": "a1", "name": "창구", "clientExtra": None, "params": {}, "detailParams": {}},
        "contexts": [],
    }


class CallbackServer:
    """A web server on this machine that keeps what is posted to it; without a status it never answers."""

    def __init__(self, status: str | None) -> None:
        self._status = status
        self.posted: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
        self.origin = ""
        self.serving: list[asyncio.Task[Any] | None] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.append(asyncio.current_task())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.lower().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
        await self.posted.put((head.split()[1], json.loads(await reader.readexactly(length))))
        if self._status is None:
            await reader.read()
        else:
            answer = f"HTTP/1.1 {self._status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            writer.write(answer.encode())
            await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def callback_server(status: str | None = "200 OK") -> AsyncIterator[CallbackServer]:
    server = CallbackServer(status)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.origin = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    async with listening:
        yield server
        await asyncio.gather(*(task for task in server.serving if task))
