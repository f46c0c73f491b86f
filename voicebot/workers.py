"""The one place where computing happens off the event loop.

A model belongs to one `Worker`: one thread, one bounded queue, most urgent job first. The event loop awaits.
A job that hangs is given up: a thread cannot be killed, but the next jobs need not wait behind it.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from voicebot.errors import EngineError

__all__ = ["MOST_STUCK", "Urgency", "UrgencyNow", "Worker"]

T = TypeVar("T")
_Settle = Callable[[asyncio.Future[Any]], object]

MOST_STUCK = 3
"""Threads that may hang at once; each keeps its engine's memory, so that more must wait for one to end."""


class Urgency(IntEnum):
    """Which of two waiting jobs goes first (the lower), and which is dropped first (the higher)."""

    RENEWAL = -1
    FINAL = 0
    NEXT = 1
    SPECULATIVE = 2
    PARTIAL = 3
    BACKGROUND = 9


UrgencyNow = Callable[[], Urgency]
"""How urgent a job is by now; asked whenever jobs are compared, in any thread."""


@dataclass(frozen=True, slots=True)
class _Waiter:
    """Who awaits a job, and on which loop."""

    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]

    def settle(self, settle: _Settle) -> None:
        """Hand over a result or an error, unless nobody waits any more."""

        def now() -> None:
            if not self.done.done():
                settle(self.done)

        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(now)


@dataclass(slots=True, eq=False)
class _Job:
    urgency: UrgencyNow
    number: int
    work: Callable[[], Any]
    waiter: _Waiter | None
    begun: float = 0.0

    @property
    def order(self) -> tuple[Urgency, int]:
        """The lowest goes first."""
        return self.urgency(), self.number

    @property
    def wanted(self) -> bool:
        """Whether anybody still waits for it."""
        return self.waiter is None or not self.waiter.done.cancelled()

    def settle(self, settle: _Settle) -> None:
        """Hand over the outcome."""
        if self.waiter:
            self.waiter.settle(settle)


class Worker:
    """A thread that runs one job at a time.

    Args:
        name: shown in logs and in the thread's name.
        limit: jobs that may wait. One more takes the place of the least urgent that waits, which fails with
            `EngineError` code ``busy``; if none is less urgent, it fails so itself.
        hang_s: a job that runs for more seconds fails with code ``hung``; another thread goes on.
        renew: makes the engine anew before that thread goes on, for engines that two threads may not share.
            Its own failure is not heard of here.
        on_hang: told the worker's name, in a thread of its own.
    """

    def __init__(
        self,
        name: str,
        limit: int = 32,
        *,
        hang_s: float = 30.0,
        renew: Callable[[], None] | None = None,
        on_hang: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.name = name
        self._limit = limit
        self._hang_s = hang_s
        self._renew = renew
        self._on_hang = on_hang
        self._jobs: list[_Job] = []
        self._running: _Job | None = None
        self._stuck: list[threading.Thread] = []
        self._refuses = False
        self._needed = -math.inf
        self._numbers = itertools.count()
        self._ready = threading.Condition()
        self._closed = threading.Event()
        self._thread = self._new_thread()
        self._thread.start()
        threading.Thread(target=self._watch, name=f"watch-{name}", daemon=True).start()

    @property
    def waiting(self) -> int:
        """Jobs that have not begun."""
        return len(self._jobs)

    @property
    def idle(self) -> bool:
        """Whether a job would begin at once."""
        with self._ready:
            return self._running is None and not self._jobs and not self._refuses

    @property
    def quiet_s(self) -> float:
        """Seconds since somebody last asked for something; what is for the background does not count."""
        return time.monotonic() - self._needed

    async def run(self, work: Callable[[], T], urgency: Urgency | UrgencyNow = Urgency.FINAL) -> T:
        """Run `work` in the thread and wait for its result.

        Cancelling the wait takes a job that has not begun out of the queue; of one that has, the result is
        thrown away. An urgency that is a function may change while the job waits.

        Raises:
            EngineError: ``busy`` when too many jobs wait, ``hung`` when this or an earlier one does not end,
                ``closed`` after `close`.
        """
        loop = asyncio.get_running_loop()
        waiter = _Waiter(loop, loop.create_future())
        job = _Job(_changing(urgency), next(self._numbers), work, waiter)
        self._put(job)
        try:
            return await waiter.done  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            self._drop(job)
            raise

    def close(self) -> None:
        """Stop after the running job; what waits is cancelled."""
        with self._ready:
            self._closed.set()
            waiting, self._jobs = self._jobs, []
            self._ready.notify_all()
        for job in waiting:
            job.settle(lambda future: future.cancel())
        self._thread.join(timeout=10)

    # -- the queue ---------------------------------------------------------------------------------

    def _put(self, job: _Job) -> None:
        if job.urgency() < Urgency.BACKGROUND:
            self._needed = time.monotonic()
        with self._ready:
            if self._closed.is_set():
                raise EngineError("closed", f"The {self.name} worker has been stopped.")
            if self._refuses:
                raise self._hung()
            if len(self._jobs) >= self._limit:
                self._make_room(job)
            self._jobs.append(job)
            self._ready.notify()

    def _make_room(self, job: _Job) -> None:
        """Drop the least urgent that waits; of equals, the last that came."""
        last = max(self._jobs, default=job, key=lambda waiting: waiting.order)
        if last.urgency() <= job.urgency():
            raise self._busy()
        self._drop(last)
        last.settle(lambda future: future.set_exception(self._busy()))

    def _drop(self, job: _Job) -> None:
        with self._ready:
            if job in self._jobs:
                self._jobs.remove(job)

    def _busy(self) -> EngineError:
        return EngineError("busy", f"{self._limit} jobs already wait for {self.name}. Try again shortly.")

    # -- the thread --------------------------------------------------------------------------------

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(target=self._work, name=f"worker-{self.name}", daemon=True)

    def _work(self) -> None:
        while job := self._take():
            self._do(job)

    def _take(self) -> _Job | None:
        """The next job; none for a thread that has been replaced, or when the worker is closed."""
        with self._ready:
            if threading.current_thread() is not self._thread:
                return None
            self._refuses = False
            while not self._jobs and not self._closed.is_set():
                self._ready.wait()
            if self._closed.is_set():
                return None
            job = self._running = min(self._jobs, key=lambda waiting: waiting.order)
            self._jobs.remove(job)
            job.begun = time.monotonic()
            return job

    def _do(self, job: _Job) -> None:
        outcome = _outcome(job.work) if job.wanted else None
        with self._ready:
            if self._running is job:
                self._running = None
        if outcome:
            job.settle(outcome)

    # -- the watchdog ------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._closed.wait(self._next_look_s()):
            hung = self._give_up()
            for job in hung:
                job.settle(lambda future: future.set_exception(self._hung()))
            if hung:
                self._on_hang(self.name)

    def _next_look_s(self) -> float:
        """Seconds until something can have hung: a job that begins only now has all its time."""
        with self._ready:
            ran = time.monotonic() - self._running.begun if self._running else 0.0
        return max(0.0, self._hang_s - ran)

    def _give_up(self) -> list[_Job]:
        """Abandon a job that hangs, and its thread; return the jobs that fail by it."""
        with self._ready:
            hung = self._running
            if hung is None or time.monotonic() < hung.begun + self._hang_s:
                return []
            self._running = None
            self._stuck = [thread for thread in self._stuck if thread.is_alive()]
            if len(self._stuck) < MOST_STUCK:
                self._replace()
                return [hung]
            self._refuses = True
            waiting, self._jobs = self._jobs, []
            return [hung, *waiting]

    def _replace(self) -> None:
        self._stuck.append(self._thread)
        if self._renew:
            self._jobs.append(_Job(_changing(Urgency.RENEWAL), next(self._numbers), self._renew, None))
        self._thread = self._new_thread()
        self._thread.start()

    def _hung(self) -> EngineError:
        return EngineError(
            "hung",
            f"A job of the {self.name} worker did not end within {self._hang_s:g} s and was given up. "
            "Another thread goes on; if this happens again, restart the desk.",
        )


def _changing(urgency: Urgency | UrgencyNow) -> UrgencyNow:
    return (lambda: urgency) if isinstance(urgency, Urgency) else urgency


def _outcome(work: Callable[[], Any]) -> _Settle:
    """Do the work; how to tell its result, or its error, to who waits."""
    try:
        result = work()
    except BaseException as error:
        failure = error
        return lambda future: future.set_exception(failure)
    return lambda future: future.set_result(result)
