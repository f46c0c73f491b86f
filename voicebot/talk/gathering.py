"""Gathers the sound of all callers, so that one run of the voice-activity model serves many of them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.sound import Samples
from voicebot.hear.activity import hear_together
from voicebot.hear.listener import Event, Listener
from voicebot.hear.vad import SileroModel, WindowHeard
from voicebot.workers import Worker

__all__ = ["Gathering"]

GATHER_S = 0.02
"""From one run to the next at least: half a frame. A lone caller's frames never wait for it."""

AT_ONCE_S = 1.0
"""Of one caller's sound in one run, so that who sends a minute at once does not keep the others waiting."""


class Gathering:
    """Serves in each run whoever has asked since the run before.

    Args:
        model: voice activity, shared by all listeners.
        worker: where it runs.
    """

    def __init__(self, model: SileroModel, worker: Worker) -> None:
        self._model = model
        self._worker = worker
        self._asked: list[_Request] = []
        self._serving: asyncio.Task[None] | None = None
        self._next_run = 0.0

    async def hear(self, listener: Listener, frames: Iterable[Audio]) -> list[Event]:
        """Let one caller's listener hear frames; what they lead to, in order."""
        request = _Request(listener, deque(frames), asyncio.get_running_loop().create_future())
        self._asked.append(request)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return await request.done

    async def _serve(self) -> None:
        while self._asked:
            await asyncio.sleep(max(0.0, self._next_run - time.monotonic()))
            self._next_run = time.monotonic() + GATHER_S
            batch = [request for request in self._asked if not request.done.cancelled()]
            self._asked = []
            await self._run(batch)
            self._asked += [request for request in batch if not request.done.done()]

    async def _run(self, batch: Sequence[_Request]) -> None:
        try:
            await self._worker.run(lambda: _hear(self._model, batch))
        except asyncio.CancelledError:
            for request in batch:
                request.done.cancel()
            raise
        except Exception as error:
            for request in batch:
                request.failure = error
        for request in batch:
            request.settle()


@dataclass(slots=True, eq=False)
class _Request:
    """One caller's frames and what they have led to."""

    listener: Listener
    frames: deque[Audio]
    done: asyncio.Future[list[Event]]
    events: list[Event] = field(default_factory=list)
    failure: Exception | None = None

    def take(self) -> Samples:
        """As much sound as one run may have, at 16 kHz."""
        parts, seconds = [np.zeros(0, np.float32)], 0.0
        while self.frames and seconds < AT_ONCE_S:
            frame = self.frames.popleft()
            seconds += frame.duration
            parts.append(self.listener.windows_wanted(frame))
        return np.concatenate(parts)

    def hear(self, windows: list[WindowHeard]) -> None:
        """Let the listener hear; its failure is its caller's alone."""
        try:
            self.events += self.listener.feed(windows)
        except Exception as error:
            self.failure = error

    def settle(self) -> None:
        """Hand over what came of it, once all frames have been heard."""
        if self.done.done():
            return
        if self.failure:
            self.done.set_exception(self.failure)
        elif not self.frames:
            self.done.set_result(self.events)


def _hear(model: SileroModel, batch: Sequence[_Request]) -> None:
    """One run; computes."""
    heard = hear_together(model, [(request.listener.activity, request.take()) for request in batch])
    for request, windows in zip(batch, heard, strict=True):
        request.hear(windows)
