"""The console on a port, for a real browser."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import uvicorn
from fastapi.staticfiles import StaticFiles
from staff_world import TEMPLATES, WEB, World, opened

from voicebot.channels.mounted import mounted
from voicebot.channels.rest.door import rest_door
from voicebot.channels.tracking.door import tracking_door
from voicebot.settings import Settings
from voicebot.talk.watchers import Watchers

_T = TypeVar("_T")


@dataclass
class Served:
    """A console that answers, and what the tests do to it."""

    folder: Path
    url: str = ""
    world: World = field(init=False)
    loop: asyncio.AbstractEventLoop = field(init=False)
    server: uvicorn.Server = field(init=False)

    def do(self, work: Callable[[World], Awaitable[_T]]) -> _T:
        """Something of the world's, from the test's thread."""

        async def run() -> _T:
            return await work(self.world)

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(30)

    async def serve(self, listener: socket.socket, up: threading.Event) -> None:
        self.loop = asyncio.get_running_loop()
        async with opened(Settings(data_dir=self.folder, database_url=None, keys=[])) as self.world:
            behind, own = self.world.behind, self.world.console.own
            assert behind.office
            behind.watchers = Watchers(behind.office)
            rest = rest_door(lambda: behind.office, own.limits)
            track = tracking_door(behind, TEMPLATES, own.limits.body_bytes)
            self.world.app.routes.extend([mounted("/v1", rest), mounted("/track", track)])
            self.world.app.mount("/static", StaticFiles(directory=WEB / "static"))
            config = uvicorn.Config(self.world.app, log_level="critical", lifespan="off")
            config.timeout_graceful_shutdown = 1  # pages keep their lines open
            self.server = uvicorn.Server(config)
            up.set()
            await self.server.serve(sockets=[listener])
            await behind.watchers.close()


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve on a free port until the tests are done."""
    served, up, listener = Served(folder), threading.Event(), socket.create_server(("127.0.0.1", 0))
    served.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread = threading.Thread(target=lambda: asyncio.run(served.serve(listener, up)), daemon=True)
    thread.start()
    assert up.wait(60)
    try:
        yield served
    finally:
        served.server.should_exit = True
        thread.join(20)
        listener.close()
