"""A webhook of the test's own: it takes what comes, or is slow, or breaks, as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

SECRET = "whsec_c2l4dGVlbiBieXRlcyBhbmQgc29tZSBtb3JlIG9mIHRoZW0="


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def notice(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told["data"]  # type: ignore[no-any-return]


@dataclass
class Hook:
    """What came, and how the next ones are answered: ok, 500, redirect, close, garbage or never."""

    url: str = ""
    answers: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    held: Callable[[Request], bool] = lambda _: False
    """What is answered only once `free` is set."""

    @property
    def told(self) -> list[tuple[str, int]]:
        """Receipt and version of everything that came, in order."""
        return [(one.notice["receipt"], one.notice["version"]) for one in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _read(reader):
                self.requests.append(request)
                if self.held(request):
                    await self.free.wait()
                if not await self._answer(self.answers.pop(0) if self.answers else "ok", writer):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, how: str, writer: asyncio.StreamWriter) -> bool:
        if how == "never":
            await self.free.wait()
        if how in ("never", "close"):
            return False
        elsewhere = f"{self.url}elsewhere"
        lines = {
            "ok": b"HTTP/1.1 204 No Content\r\n\r\n",
            "500": b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
            "redirect": f"HTTP/1.1 307 Go\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n".encode(),
            "garbage": b"hello?\r\n\r\n",
        }
        writer.write(lines[how])
        await writer.drain()
        return True


async def _read(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode().splitlines()
    headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines if line)}
    body = await reader.readexactly(int(headers["content-length"]))
    return Request(first.split(" ")[1], headers, body)


@asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    hook = Hook()
    server = await asyncio.start_server(hook.serve, "127.0.0.1", 0)
    hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        yield hook
    finally:
        hook.free.set()
        server.close()
