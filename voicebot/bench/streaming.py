"""A caller whose microphone is on from the first moment to the last, whatever is said."""

from __future__ import annotations

import asyncio
import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed

from voicebot.audio import Audio
from voicebot.bench.microphone import Microphone
from voicebot.client.caller import Caller, Event, call
from voicebot.errors import ProtocolError

__all__ = ["StreamingCaller", "together"]

_LAST_ACK_S = 2.5


class StreamingCaller(ABC):
    """One caller; what it says and does is for subclasses (`script`, `event`, `sound`).

    Args:
        number: among the callers.

    Attributes:
        errors: codes, in order; ``closed`` when the desk hung up.
        waits: ``session.queue`` events heard.
        refused: the desk did not let it in.
        frames: frames of sound sent.
        lost: those the desk has not acknowledged.
        late: seconds by which each frame left late: how far this machine's callers can be trusted.
        blocked: seconds for which each could not be sent, because the desk did not read.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.errors: list[str] = []
        self.waits = self.frames = self.lost = 0
        self.refused = False
        self.late: list[float] = []
        self.blocked: list[float] = []
        self._last_ack = -1
        self._acknowledged = asyncio.Event()

    @abstractmethod
    async def script(self, caller: Caller, microphone: Microphone) -> None:
        """Everything the caller does; it hangs up afterwards."""

    @abstractmethod
    def event(self, event: Event, now: float) -> None:
        """An event came."""

    @abstractmethod
    def sound(self, now: float) -> None:
        """A frame of a reply came."""

    async def run(self, url: str) -> None:
        """Call, follow the script, hang up."""
        self.refused = True
        try:
            async with call(url) as caller:
                self.refused = False
                self.waits = len(caller.waits)
                await self._converse(caller)
        except (ConnectionClosed, ProtocolError, OSError) as error:
            self.errors.append(error.code if isinstance(error, ProtocolError) else "closed")

    async def _converse(self, caller: Caller) -> None:
        microphone = Microphone(caller.frame, seed=self.number)
        async with together(self._read(caller)) as reading, together(microphone.run()) as sending:
            async with together(self.script(caller, microphone)) as script:
                await asyncio.wait({script, reading, sending}, return_when=asyncio.FIRST_COMPLETED)
            sending.cancel()
            await self._settle(caller)
        self.late, self.blocked = microphone.late, microphone.blocked
        self.errors += [event["code"] for event in caller.errors]

    async def _read(self, caller: Caller) -> None:
        async for message in caller.messages():
            now = time.monotonic()
            if isinstance(message, Audio):
                self.sound(now)
                continue
            if message["type"] == "ack":
                self._last_ack = message["audio_seq"]
                self._acknowledged.set()
            self.event(message, now)

    async def _settle(self, caller: Caller) -> None:
        """Wait for the last acknowledgement, which comes every second."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_ACK_S):
                while self._last_ack < caller.frames - 1:
                    self._acknowledged.clear()
                    await self._acknowledged.wait()
        self.frames, self.lost = caller.frames, max(0, caller.frames - 1 - self._last_ack)


@asynccontextmanager
async def together(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Run something beside the block; it is cancelled at its end."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
