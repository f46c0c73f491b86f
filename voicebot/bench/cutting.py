"""A TCP proxy that does to a line what networks do: drop it, halve what goes over it, delay, fall silent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import StrEnum

__all__ = ["Cut", "CuttingProxy", "cutting"]

_CHUNK = 16 * 1024


class Cut(StrEnum):
    """What is done to a line."""

    DROP = "drop"
    """Both ends are told at once that it is gone."""
    HALVE = "halve"
    """Half of what comes next is passed on, then it is dropped."""
    DELAY = "delay"
    """Nothing passes for a while; then everything does."""
    SILENCE = "silence"
    """Nothing passes any more, and nobody is told; new lines are held up too, until the network is back."""
    MUTE_DESK = "mute_desk"
    """As `SILENCE`, but only what the desk sends is lost."""
    MUTE_CALLER = "mute_caller"
    """The same, of what the caller sends."""


class _Pipe:
    """One line through the proxy."""

    def __init__(self, up: asyncio.StreamWriter, down: asyncio.StreamWriter) -> None:
        self.ends = {"up": up, "down": down}
        self.flows = {"up": asyncio.Event(), "down": asyncio.Event()}
        self.halved = self.lossy = False
        for flow in self.flows.values():
            flow.set()

    async def pass_on(self, reader: asyncio.StreamReader, way: str) -> None:
        """Copy one direction until it ends."""
        while chunk := await reader.read(_CHUNK):
            await self.flows[way].wait()
            if self.lossy:
                break
            if self.halved:
                self.ends[way].write(chunk[: len(chunk) // 2])
                await self.ends[way].drain()
                break
            self.ends[way].write(chunk)
            await self.ends[way].drain()

    def drop(self) -> None:
        """Reset both ends."""
        for end in self.ends.values():
            end.transport.abort()


class CuttingProxy:
    """Stands before a desk; `cutting` makes it.

    Args:
        host: of the desk.
        port: of the desk.

    Attributes:
        url: where callers call.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._pipes: set[_Pipe] = set()
        self._network = asyncio.Event()
        self._network.set()
        self._later: set[asyncio.Task[None]] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self.url = ""

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One more connection."""
        task = asyncio.create_task(self.serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One caller's connection."""
        await self._network.wait()
        try:
            from_desk, to_desk = await asyncio.open_connection(self._host, self._port)
        except OSError:
            writer.transport.abort()
            return
        pipe = _Pipe(to_desk, writer)
        self._pipes.add(pipe)
        ways = [
            asyncio.create_task(pipe.pass_on(reader, "up")),
            asyncio.create_task(pipe.pass_on(from_desk, "down")),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            with suppress(OSError):
                await asyncio.gather(*ways, return_exceptions=True)
            self._pipes.discard(pipe)
            pipe.drop()

    def cut(self, kind: Cut, seconds: float) -> int:
        """Do something to every line that is open; how many there were.

        Args:
            kind: what.
            seconds: until the network is as before; a `DROP` and a `HALVE` keep new lines waiting so long.
        """
        pipes = [*self._pipes]
        for pipe in pipes:
            self._do(kind, pipe)
        if kind not in (Cut.MUTE_DESK, Cut.MUTE_CALLER):
            self._network.clear()
        task = asyncio.create_task(self._mend(kind, pipes, seconds))
        self._later.add(task)
        task.add_done_callback(self._later.discard)
        return len(pipes)

    @staticmethod
    def _do(kind: Cut, pipe: _Pipe) -> None:
        match kind:
            case Cut.DROP:
                pipe.drop()
            case Cut.HALVE:
                pipe.halved = True
            case Cut.DELAY | Cut.SILENCE:
                pipe.flows["up"].clear()
                pipe.flows["down"].clear()
            case Cut.MUTE_DESK:
                pipe.flows["down"].clear()
            case Cut.MUTE_CALLER:
                pipe.flows["up"].clear()

    async def _mend(self, kind: Cut, pipes: list[_Pipe], seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._network.set()
        for pipe in pipes:
            pipe.lossy = kind is not Cut.DELAY
            for flow in pipe.flows.values():
                flow.set()

    async def close(self) -> None:
        """Drop everything, and wait until nothing of it is left."""
        self._network.set()
        for task in [*self._later]:
            task.cancel()
        for pipe in [*self._pipes]:
            pipe.lossy = True
            for flow in pipe.flows.values():
                flow.set()
            pipe.drop()
        await asyncio.gather(*self._serving, return_exceptions=True)


@asynccontextmanager
async def cutting(url: str) -> AsyncIterator[CuttingProxy]:
    """A proxy before the desk at this address."""
    host, _, port = url.rpartition("/")[2].partition(":")
    proxy = CuttingProxy(host, int(port or 80))
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
