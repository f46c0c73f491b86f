"""A desk without models: it serves the real page and speaks the real protocol, answering from a script.

What it hears is checked against the desk's own event types, so that the page and the desk cannot drift apart.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from fastapi import APIRouter, FastAPI, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader
from pydantic import ValidationError

import voicebot
from voicebot.audio import Audio
from voicebot.channels.static import static_files
from voicebot.channels.words_door import words_door
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import CLIENT_EVENT, SpeechOptions
from voicebot.talk.server_events import SERVER_EVENT

WEB = Path(voicebot.__file__).parent / "web"
CSP = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
OUT_RATE = 24000
FRAME_S = 0.1

PASSPORT = (
    "여권은 구청 민원실에서 만들어요.",
    "사진 한 장과 신분증을 가져오세요.",
    "요금은 오만 이천 원이에요.",
)
NAMES = {
    "desk_name": "인천 서구 말로 묻는 창구",
    "desk_name_en": "Incheon Seo-gu voice desk",
    "desk_phone": "120",
}
TYPED: dict[str, Any] = {
    "가좌동 약국 어디예요": {
        "kind": "answer",
        "sentences": ["가좌동 가까이에는 가좌약국이 있어요."],
        "links": [
            {"label": "가좌약국", "detail": "가좌동 1 · 09:00~19:00", "url": "https://map.example/1"},
            {"label": "둘째약국", "detail": "가좌동 9", "url": None},
        ],
    },
    "여권 새로 만들려면 어떻게 해요?": {"kind": "answer", "sentences": PASSPORT},
    "How do I get a new passport?": {
        "kind": "answer",
        "sentences": ("You can apply at the district office.", "Bring one photo and your ID card."),
    },
}
CHOICES = [
    {
        "id": "choice-new",
        "number": 1,
        "label": "여권 새로 만들기",
        "picture": "🛂",
        "sentence": "1번, 여권 새로 만들기.",
    },
    {
        "id": "choice-lost",
        "number": 2,
        "label": "잃어버린 여권",
        "picture": "🔍",
        "sentence": "2번, 잃어버린 여권.",
    },
    {"id": "choice-fee", "number": 3, "label": "여권 요금", "picture": "💰", "sentence": "3번, 여권 요금."},
]


@dataclass
class Call:
    """One connection: what the page sent, and a way to send it something."""

    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    events: list[dict[str, Any]] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    seq: int = 0
    audio_seq: int = 0
    closed: bool = False

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The events of one type, oldest first."""
        return [event for event in list(self.events) if event.get("type") == kind]

    @property
    def sound(self) -> np.ndarray[Any, Any]:
        """Everything the microphone sent, −1…1 at 16 kHz."""
        pcm = b"".join(frame[4:] for frame in list(self.frames))
        return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768

    async def tell(self, type_: str, **fields: Any) -> None:
        """Send an event of the desk, checked and numbered."""
        self.seq += 1
        event = {"type": type_, "event_id": f"d-{self.seq}", "seq": self.seq, **fields}
        SERVER_EVENT.validate_python(event)
        await self.socket.send_json(event)

    async def sing(self, seconds: float, hertz: float = 330.0) -> None:
        """Send a quiet tone in frames of 100 ms."""
        time_s = np.arange(round(seconds * OUT_RATE)) / OUT_RATE
        pcm = (np.sin(2 * np.pi * hertz * time_s) * 3000).astype("<i2").tobytes()
        size = round(FRAME_S * OUT_RATE) * 2
        for start in range(0, len(pcm), size):
            await self.socket.send_bytes(struct.pack("<I", self.audio_seq) + pcm[start : start + size])
            self.audio_seq += 1

    def now(self, type_: str, **fields: Any) -> None:
        """`tell` from the test's thread."""
        asyncio.run_coroutine_threadsafe(self.tell(type_, **fields), self.loop).result(5)

    def drop(self, code: int = 1011) -> None:
        """Close the line from the desk's side."""
        asyncio.run_coroutine_threadsafe(self.socket.close(code), self.loop).result(5)


class Tone:
    """A voice that hums for half a second, and remembers what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        self.said.append(text)
        hum = 0.2 * np.sin(2 * np.pi * 220 * np.arange(rate // 2) / rate)
        return Spoken(Audio(hum.astype(np.float32), rate), "cached", [])


class FakeDesk:
    """What every test can set and see; what a page says by itself it hums."""

    ready = True

    def __init__(self) -> None:
        self.voices = Tone()
        self.calls: list[Call] = []
        self.requests: list[str] = []
        self.url = ""
        self.doors: list[APIRouter] = []
        self.sentence_s = 0.5
        self.shut = False
        self.answers = True
        self.deaf = False
        self.complaints: dict[str, dict[str, str]] = {}
        self.photos: list[tuple[str, str, bytes]] = []
        self.refuses = ""

    def reset(self) -> None:
        """Forget the last test."""
        self.calls.clear()
        self.requests.clear()
        self.sentence_s, self.shut, self.answers = 0.5, False, True
        self.deaf, self.refuses = False, ""
        self.complaints = {}
        self.photos.clear()

    @property
    def call(self) -> Call:
        """The newest connection."""
        return self.calls[-1]

    def wait(self, ready: Callable[[], object], what: str, seconds: float = 10.0) -> None:
        """Until something is true of what the page sent; fails by saying what was awaited."""
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                seen = [e for call in self.calls for e in call.events][-12:]
                raise AssertionError(f"waited in vain for {what}; last events: {seen}")
            time.sleep(0.02)

    def got(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Wait for an event with these fields on any connection; the newest such."""

        def found() -> list[dict[str, Any]]:
            events = [e for call in self.calls for e in call.of(kind)]
            return [e for e in events if all(e.get(k) == v for k, v in fields.items())]

        self.wait(found, f"{kind} {fields}")
        return found()[-1]

    # -- the script --------------------------------------------------------------------------------

    async def converse(self, call: Call) -> None:
        """Read until the page hangs up."""
        try:
            while True:
                message = await call.socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if message.get("bytes") is not None:
                    await self._heard(call, message["bytes"])
                else:
                    await self._event(call, message["text"])
        except (WebSocketDisconnect, RuntimeError):
            return
        finally:
            call.closed = True

    async def _heard(self, call: Call, frame: bytes) -> None:
        call.frames.append(frame)
        if len(call.frames) % 25 == 0:
            await call.tell("ack", audio_seq=len(call.frames) - 1)

    async def _event(self, call: Call, text: str) -> None:
        try:
            event = CLIENT_EVENT.validate_json(text)
        except ValidationError as error:
            call.invalid.append(f"{text}: {error}")
            return
        call.events.append(event.model_dump(mode="json"))
        act = getattr(self, "_" + event.type.replace(".", "_"), None)
        if act:
            await act(call, event)

    async def _session_start(self, call: Call, event: Any) -> None:
        if event.resume:
            call.seq = event.resume.last_event_seq
        await call.tell(
            "session.created",
            session_id="fake-1",
            resume_token="token-1",
            protocol=1,
            capabilities={"languages": ["ko", "en"], "rates": [24000], "engines": {}, "limits": {}},
            desk={"name": NAMES["desk_name_en" if event.language == "en" else "desk_name"], "phone": "120"},
        )

    async def _ping(self, call: Call, event: Any) -> None:
        await call.tell("pong")

    async def _input_text(self, call: Call, event: Any) -> None:
        if not self.answers:
            return
        if "골라" in event.text:
            await self.offer(call)
        else:
            await self.reply(call, **TYPED.get(event.text, {"kind": "answer", "sentences": PASSPORT}))

    async def _input_choice(self, call: Call, event: Any) -> None:
        await self.reply(call, kind="answer", sentences=PASSPORT)

    async def _input_audio_buffer_commit(self, call: Call, event: Any) -> None:
        await self.understood(call)

    async def _input_hold(self, call: Call, event: Any) -> None:
        if not event.down:
            await self.understood(call)

    async def understood(self, call: Call) -> None:
        """A spoken turn is over: say what was heard and answer."""
        if self.deaf:
            return
        await call.tell("turn.ended", reason="commit")
        if not self.answers:
            return
        text = "여권 새로 만들려면 어떻게 해요?"
        await call.tell("input_audio_transcription.completed", text=text, confidence=0.93)
        await self.reply(call, kind="answer", sentences=PASSPORT, more=True)

    async def offer(self, call: Call) -> None:
        """Ask back with three numbered choices."""
        sentences = (
            "어떤 것이 궁금하세요?",
            *(c["sentence"] for c in CHOICES),
            "번호를 말씀하시거나 눌러 주세요.",
        )
        await self.reply(call, kind="choices", sentences=sentences, choices=CHOICES)

    async def reply(self, call: Call, *, kind: str, sentences: Any, **fields: Any) -> None:
        """A whole reply with sound and marks, at once: the page does the pacing."""
        reply = f"reply-{call.seq}"
        source = (
            {"faq_id": "passport", "version": "1", "verified_on": "2026-03-01"} if kind == "answer" else None
        )
        await call.tell(
            "response.created", reply_id=reply, kind=kind, sentences=list(sentences), source=source, **fields
        )
        for number, sentence in enumerate(sentences):
            await self._voiced(call, reply, number, sentence)
        await call.tell("response.done", reply_id=reply, timings={"total": 400})

    async def _voiced(self, call: Call, reply: str, number: int, sentence: str) -> None:
        where = {"reply_id": reply, "sentence": number}
        step = self.sentence_s * 1000 / len(sentence)
        marks = [{"char": i, "ms": round(i * step)} for i in range(len(sentence))]
        await call.tell("response.audio.started", **where, voice="cached")
        await call.tell("response.audio.marks", **where, marks=marks)
        await call.sing(self.sentence_s)
        await call.tell("response.audio.done", **where, status="complete")


def application(desk: FakeDesk) -> FastAPI:
    """The page, its files and the socket, under the same policy as the real service."""
    app = FastAPI()
    pages = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)

    @app.middleware("http")
    async def policy(request: Request, proceed: Any) -> Response:
        desk.requests.append(request.url.path)
        response: Response = await proceed(request)
        response.headers["Content-Security-Policy"] = CSP
        return response

    @app.get("/")
    async def page(channel: str = "browser") -> HTMLResponse:
        return HTMLResponse(pages.get_template("talk.html").render(**NAMES, channel=channel))

    _programs(app, desk)
    app.include_router(words_door(desk))
    for door in desk.doors:
        app.include_router(door)

    @app.websocket("/v1/talk")
    async def talk(socket: WebSocket) -> None:
        if desk.shut:
            await socket.close(1011)
            return
        await socket.accept()
        call = Call(socket, asyncio.get_running_loop())
        desk.calls.append(call)
        await desk.converse(call)

    app.mount("/static", static_files(WEB / "static"))
    return app


def _programs(app: FastAPI, desk: FakeDesk) -> None:
    """What the page asks as a program would."""

    @app.get("/v1/complaints/{receipt}")
    async def complaint(receipt: str, request: Request) -> Response:
        """What REST tells whoever has the token; another token is refused."""
        known = desk.complaints.get(receipt)
        if known is None or request.headers.get("authorization") != f"Bearer {known['token']}":
            return JSONResponse({}, 401)
        return JSONResponse({**known, "receipt": receipt})

    @app.post("/v1/talk/{session}/photos")
    async def photos(session: str, request: Request) -> JSONResponse:
        if desk.refuses:
            return JSONResponse({"title": desk.refuses}, 415)
        desk.photos.append((session, request.headers["Authorization"], await request.body()))
        return JSONResponse({"say": "사진을 받았어요."}, 201)


@contextmanager
def serving(desk: FakeDesk) -> Iterator[FakeDesk]:
    """Serve on a free port until the tests are done."""
    listener = socket.create_server(("127.0.0.1", 0))
    desk.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(application(desk), log_level="warning", ws="websockets-sansio", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
