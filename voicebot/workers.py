"""The one place where computing happens off the event loop.

A model belongs to one `Worker`: one thread, one bounded queue, most urgent job first. The event loop awaits.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from voicebot.errors import EngineError

__all__ = ["Urgency", "Worker"]

T = TypeVar("T")


class Urgency(IntEnum):
    """Which of two waiting jobs goes first (the lower)."""

    FINAL = 0
    SPECULATIVE = 1
    PARTIAL = 2
    BACKGROUND = 9


@dataclass(order=True, slots=True)
class _Job:
    urgency: int
    number: int
    work: Callable[[], Any] = field(compare=False)
    loop: asyncio.AbstractEventLoop = field(compare=False)
    done: asyncio.Future[Any] = field(compare=False)


class Worker:
    """A thread that runs one job at a time.

    Args:
        name: shown in logs and in the thread's name.
        limit: jobs that may wait; one more raises `EngineError` with code ``busy``.
    """

    def __init__(self, name: str, limit: int = 32) -> None:
        self.name = name
        self._limit = limit
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._ready = threading.Condition()
        self._closed = False
        self._running = False
        self._thread = threading.Thread(target=self._work, name=f"worker-{name}", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[], T], urgency: Urgency = Urgency.FINAL) -> T:
        """Run `work` in the thread and wait for its result.

        Cancelling the wait takes a job that has not begun out of the queue.

        Raises:
            EngineError: ``busy`` when too many jobs wait, ``closed`` after `close`.
        """
        loop = asyncio.get_running_loop()
        job = _Job(int(urgency), next(self._numbers), work, loop, loop.create_future())
        self._put(job)
        try:
            return await job.done  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            self._drop(job)
            raise

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing waits."""
        with self._ready:
            return not self._jobs and not self._running

    def close(self) -> None:
        """Stop after the running job; what waits is cancelled."""
        with self._ready:
            self._closed = True
            waiting, self._jobs = self._jobs, []
            self._ready.notify_all()
        for job in waiting:
            _settle(job, lambda future: future.cancel())
        self._thread.join(timeout=10)

    def _put(self, job: _Job) -> None:
        with self._ready:
            if self._closed:
                raise EngineError("closed", f"The {self.name} worker has been stopped.")
            if len(self._jobs) >= self._limit:
                raise EngineError(
                    "busy", f"{self._limit} jobs already wait for {self.name}. Try again shortly."
                )
            heapq.heappush(self._jobs, job)
            self._ready.notify()

    def _drop(self, job: _Job) -> None:
        with self._ready:
            if job in self._jobs:
                self._jobs.remove(job)
                heapq.heapify(self._jobs)

    def _take(self) -> _Job | None:
        with self._ready:
            while not self._jobs and not self._closed:
                self._ready.wait()
            if self._closed:
                return None
            self._running = True
            return heapq.heappop(self._jobs)

    def _work(self) -> None:
        while job := self._take():
            _finish(job)
            self._running = False


def _finish(job: _Job) -> None:
    """Run one job and hand its result, or its error, to the loop that waits."""
    if job.done.cancelled():
        return
    try:
        result = job.work()
    except BaseException as error:
        failure = error
        _settle(job, lambda future: future.set_exception(failure))
    else:
        _settle(job, lambda future: future.set_result(result))


def _settle(job: _Job, settle: Callable[[asyncio.Future[Any]], object]) -> None:
    def now() -> None:
        if not job.done.done():
            settle(job.done)

    if not job.loop.is_closed():
        job.loop.call_soon_threadsafe(now)
