"""The resident's pages on a port, over a real store, without models."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from resident_world import FAQ, ResidentDesk, resident_app
from starlette.middleware.base import BaseHTTPMiddleware

from voicebot.app import _guard
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.office import Office
from voicebot.civic.district import load_district
from voicebot.settings import Settings, Widget
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring


class ResidentServer:
    """A desk on a port; `desk` is what tests change."""

    def __init__(self, folder: Path, listener: socket.socket, origins: list[str]) -> None:
        self.own = Settings(data_dir=folder, database_url=None, keys=[], widget=Widget(origins=origins))
        self.desk = ResidentDesk()
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.up = threading.Event()
        self.server: uvicorn.Server

    async def serve(self, listener: socket.socket) -> None:
        engine, keyring = await open_database(self.own), load_keyring(self.own)
        office = Office(engine, keyring, load_district(FAQ), load_categories(FAQ), self.own)
        self.desk.office, self.desk.keyring, self.desk.backroom = office, keyring, self.desk.room(office)
        self.server = uvicorn.Server(uvicorn.Config(self.application(), log_level="critical", lifespan="off"))
        self.up.set()
        await self.server.serve(sockets=[listener])
        await engine.dispose()

    def application(self) -> FastAPI:
        """The pages under the policy of the whole service."""
        app = resident_app(self.desk, self.own)
        app.add_middleware(BaseHTTPMiddleware, dispatch=_guard)
        return app


@contextmanager
def resident(folder: Path, origins: list[str] | None = None) -> Iterator[ResidentServer]:
    """Serve on a free port until the tests are done."""
    listener = socket.create_server(("127.0.0.1", 0))
    made = ResidentServer(folder, listener, origins or [])
    thread = threading.Thread(target=lambda: asyncio.run(made.serve(listener)), daemon=True)
    thread.start()
    assert made.up.wait(60)
    try:
        yield made
    finally:
        made.server.should_exit = True
        thread.join(20)
        listener.close()
