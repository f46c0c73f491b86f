"""The desk on one origin and another site on a second, with the widget between them."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI, WebSocket
from fastapi.responses import HTMLResponse
from resident_world import ResidentDesk, resident_app
from starlette.middleware.base import BaseHTTPMiddleware
from web_fake_desk import Call, FakeDesk

from voicebot.app import _guard
from voicebot.settings import Settings, Widget

_HOST = """<!doctype html><html lang="ko"><title>구청</title><main><h1>구청</h1><p>다른 사이트</p></main>
<script src="{desk}/widget.js" async></script><voice-desk></voice-desk></html>"""
_HOST_CSP = "default-src 'self'; script-src {desk}; frame-src {desk}"


def _listening() -> tuple[socket.socket, str]:
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


def _desk(fake: FakeDesk, origins: list[str]) -> FastAPI:
    app = resident_app(ResidentDesk(), Settings(widget=Widget(origins=origins)))

    @app.websocket("/v1/talk")
    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        call = Call(socket, asyncio.get_running_loop())
        fake.calls.append(call)
        await fake.converse(call)

    app.add_middleware(BaseHTTPMiddleware, dispatch=_guard)
    return app


def _site(desk: str) -> FastAPI:
    app = FastAPI()

    @app.get("/")
    def page() -> HTMLResponse:
        policy = {"Content-Security-Policy": _HOST_CSP.format(desk=desk)}
        return HTMLResponse(_HOST.format(desk=desk), headers=policy)

    return app


@contextmanager
def _served(app: FastAPI, listener: socket.socket) -> Iterator[None]:
    config = uvicorn.Config(app, log_level="critical", ws="websockets-sansio", lifespan="off")
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@contextmanager
def widget_on(fake: FakeDesk) -> Iterator[tuple[str, str]]:
    """The address of a site that may show the desk, and of one that may not."""
    (desk, url), (friend, allowed), (stranger, other) = _listening(), _listening(), _listening()
    fake.url = url
    with (
        _served(_desk(fake, [allowed]), desk),
        _served(_site(url), friend),
        _served(_site(url), stranger),
    ):
        yield allowed, other
