"""The real tracking page over a real store, served without models."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from web_fake_desk import CSP, WEB

from voicebot.audio import Audio
from voicebot.channels.mounted import mounted
from voicebot.channels.tracking.door import tracking_door
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import Contact, made
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Action
from voicebot.civic.district import load_district
from voicebot.settings import Settings, project_dir
from voicebot.speak.speaker import Spoken
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.talk.watchers import Watchers

_T = TypeVar("_T")


@dataclass
class TrackDesk:
    """What the page needs of the desk, and what the tests do to it."""

    folder: Path
    ready: bool = True
    phone: str = "120"
    url: str = ""
    office: Office | None = None
    watchers: Watchers = field(init=False)
    loop: asyncio.AbstractEventLoop = field(init=False)
    server: uvicorn.Server = field(init=False)

    @property
    def voices(self) -> Any:
        return self

    async def make_sound(self, _text: str, _language: str, _options: object, rate: int) -> Spoken:
        return Spoken(Audio.silence(2.0, rate), "cached", [])

    def do(self, work: Callable[[Office], Awaitable[_T]]) -> _T:
        """Something of the office's, from the test's thread."""
        assert self.office

        async def run() -> _T:
            assert self.office
            return await work(self.office)

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(30)

    def filed(self, **more: Any) -> tuple[str, str]:
        """Receipt and token of a new complaint."""
        person = Contact(name="김순자", phone="010-1234-5678")
        wanted = made(category="street_light", what="가로등이 나갔어요", contact=person, consent=True, **more)
        receipt = self.do(lambda office: office.file(wanted, key=None)).receipt
        assert self.office
        return receipt, self.office.watch.issue(receipt)

    def staff(self, receipt: str, action: Action, **params: Any) -> None:
        """An officer does something, in this process."""
        self.do(
            lambda office: office.register.act(receipt, Act(action, "kim", "officer", office.now(), params))
        )

    async def serve(self, listener: socket.socket, up: threading.Event) -> None:
        self.loop = asyncio.get_running_loop()
        own = Settings(data_dir=self.folder, database_url=None, keys=[])
        engine, faq = await open_database(own), project_dir() / "faq"
        self.office = Office(engine, load_keyring(own), load_district(faq), load_categories(faq), own)
        self.watchers = Watchers(self.office)
        config = uvicorn.Config(_application(self), log_level="critical", lifespan="off")
        config.timeout_graceful_shutdown = 1  # pages keep their lines open
        self.server = uvicorn.Server(config)
        up.set()
        await self.server.serve(sockets=[listener])
        await self.watchers.close()
        await engine.dispose()


def _application(desk: TrackDesk) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def policy(request: Request, proceed: Any) -> Response:
        response: Response = await proceed(request)
        response.headers["Content-Security-Policy"] = CSP
        return response

    app.routes.append(mounted("/track", tracking_door(desk, Jinja2Templates(WEB / "templates"), 64 * 1024)))
    app.mount("/static", StaticFiles(directory=WEB / "static"))
    return app


@contextmanager
def tracking(folder: Path) -> Iterator[TrackDesk]:
    """Serve on a free port until the tests are done."""
    desk, up, listener = TrackDesk(folder), threading.Event(), socket.create_server(("127.0.0.1", 0))
    desk.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread = threading.Thread(target=lambda: asyncio.run(desk.serve(listener, up)), daemon=True)
    thread.start()
    assert up.wait(60)
    try:
        yield desk
    finally:
        desk.server.should_exit = True
        thread.join(20)
        listener.close()
