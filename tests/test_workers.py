"""A worker runs one job at a time, the urgent first, and never more than it may."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest

from voicebot.errors import EngineError
from voicebot.workers import MOST_STUCK, Urgency, Worker


@asynccontextmanager
async def held(worker: Worker) -> AsyncIterator[None]:
    """While this lasts the worker runs a job that waits."""
    gate = threading.Event()
    running = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.02)
    try:
        yield
    finally:
        gate.set()
        await asyncio.gather(running, return_exceptions=True)


async def until(true: Callable[[], object]) -> None:
    """Wait for something that happens in another thread."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


async def code_of(waiting: asyncio.Task[Any]) -> str:
    """The code of the error that a wait ends with."""
    async with asyncio.timeout(5):
        with pytest.raises(EngineError) as caught:
            await waiting
    return caught.value.code


async def test_it_gives_back_what_the_job_gives_and_raises_what_it_raises() -> None:
    worker = Worker("test")
    assert await worker.run(lambda: 6 * 7) == 42
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 // 0)
    worker.close()


async def test_the_urgent_goes_first_and_a_cancelled_job_never_runs() -> None:
    worker, gate, order = Worker("test"), threading.Event(), list[str]()
    first = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.05)
    jobs = [
        asyncio.create_task(worker.run(lambda: order.append("background"), Urgency.BACKGROUND)),
        asyncio.create_task(worker.run(lambda: order.append("cancelled"))),
        asyncio.create_task(worker.run(lambda: order.append("final"))),
    ]
    await asyncio.sleep(0.05)
    jobs[1].cancel()
    await asyncio.sleep(0.05)
    gate.set()
    await asyncio.gather(first, *jobs, return_exceptions=True)
    assert order == ["final", "background"]
    worker.close()


async def test_a_full_queue_says_so_at_once() -> None:
    worker, gate = Worker("test", limit=1), threading.Event()
    running = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(worker.run(lambda: None))
    await asyncio.sleep(0.05)
    with pytest.raises(EngineError) as caught:
        await worker.run(lambda: None)
    assert caught.value.code == "busy"
    gate.set()
    await asyncio.gather(running, waiting)
    worker.close()


async def test_closing_cancels_what_waits_and_refuses_what_comes() -> None:
    worker, gate = Worker("test"), threading.Event()
    running = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(worker.run(lambda: None))
    await asyncio.sleep(0.05)
    threading.Timer(0.05, gate.set).start()
    await asyncio.to_thread(worker.close)
    await running
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(EngineError):
        await worker.run(lambda: None)


async def test_a_full_queue_drops_captions_before_guesses_and_never_what_is_final() -> None:
    worker = Worker("test", limit=2)
    async with held(worker):
        caption = asyncio.create_task(worker.run(lambda: "caption", Urgency.PARTIAL))
        guess = asyncio.create_task(worker.run(lambda: "guess", Urgency.SPECULATIVE))
        await asyncio.sleep(0)
        first = asyncio.create_task(worker.run(lambda: "first"))
        assert await code_of(caption) == "busy"
        second = asyncio.create_task(worker.run(lambda: "second"))
        assert await code_of(guess) == "busy"
        assert worker.waiting == 2
        for urgency in (Urgency.FINAL, Urgency.PARTIAL):
            assert await code_of(asyncio.create_task(worker.run(lambda: None, urgency))) == "busy"
    assert [await first, await second] == ["first", "second"]
    worker.close()


async def test_first_clauses_go_before_later_ones_and_those_before_guesses() -> None:
    worker, order = Worker("test"), list[Urgency]()
    async with held(worker):
        jobs = [asyncio.create_task(worker.run(partial(order.append, u), u)) for u in reversed(Urgency)]
        await asyncio.sleep(0)
    await asyncio.gather(*jobs)
    assert order == sorted(Urgency)
    worker.close()


async def test_what_becomes_urgent_while_it_waits_goes_first() -> None:
    worker, order, ended = Worker("test"), list[str](), threading.Event()
    async with held(worker):
        jobs = [
            asyncio.create_task(worker.run(lambda: order.append("later clause"), Urgency.NEXT)),
            asyncio.create_task(
                worker.run(
                    lambda: order.append("guess"),
                    lambda: Urgency.FINAL if ended.is_set() else Urgency.SPECULATIVE,
                )
            ),
        ]
        await asyncio.sleep(0)
        ended.set()
    await asyncio.gather(*jobs)
    assert order == ["guess", "later clause"]
    worker.close()


async def test_it_is_idle_only_when_nothing_runs_and_nothing_waits() -> None:
    worker = Worker("test")
    seen = [worker.idle]
    async with held(worker):
        seen.append(worker.idle)
    assert [*seen, worker.idle] == [True, False, True]
    worker.close()


async def test_what_is_cancelled_while_it_runs_is_thrown_away_and_the_next_goes_on() -> None:
    worker, gate = Worker("test"), threading.Event()
    running = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    gate.set()
    assert await worker.run(lambda: "next") == "next"
    worker.close()


async def test_a_job_that_hangs_is_given_up_and_a_renewed_engine_goes_on() -> None:
    told, order, gate = list[str](), list[str](), threading.Event()
    worker = Worker("test", hang_s=0.1, renew=lambda: order.append("renewed"), on_hang=told.append)
    stuck = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.02)
    behind = asyncio.create_task(worker.run(lambda: order.append(threading.current_thread().name)))
    assert await code_of(stuck) == "hung"
    await behind
    assert order == ["renewed", "worker-test"]
    await until(lambda: told == ["test"])
    gate.set()
    assert await worker.run(lambda: "still one at a time") == "still one at a time"
    worker.close()


async def test_a_renewal_that_fails_stops_nothing() -> None:
    def fail() -> None:
        raise RuntimeError("no such engine")

    gate = threading.Event()
    worker = Worker("test", hang_s=0.1, renew=fail)
    assert await code_of(asyncio.create_task(worker.run(gate.wait))) == "hung"
    assert await worker.run(lambda: 1) == 1
    gate.set()
    worker.close()


async def test_a_job_may_begin_late_and_still_has_all_its_time() -> None:
    worker = Worker("test", hang_s=0.3)
    await asyncio.sleep(0.2)
    nap = threading.Event()
    assert await worker.run(lambda: nap.wait(0.2)) is False
    worker.close()


async def test_threads_that_hang_are_bounded_and_the_worker_returns_when_one_ends() -> None:
    worker, gate = Worker("test", hang_s=0.05), threading.Event()
    for _ in range(MOST_STUCK):
        assert await code_of(asyncio.create_task(worker.run(gate.wait))) == "hung"
    last = asyncio.create_task(worker.run(gate.wait))
    await asyncio.sleep(0.01)
    behind = asyncio.create_task(worker.run(lambda: None))
    assert [await code_of(last), await code_of(behind)] == ["hung", "hung"]
    assert await code_of(asyncio.create_task(worker.run(lambda: None))) == "hung"
    gate.set()
    await until(lambda: worker.idle)
    assert await worker.run(lambda: "back") == "back"
    worker.close()


async def test_it_is_quiet_until_somebody_asks_who_is_in_a_hurry() -> None:
    worker = Worker("test")
    await worker.run(lambda: None, Urgency.BACKGROUND)
    assert worker.quiet_s == float("inf")
    await worker.run(lambda: None, Urgency.PARTIAL)
    assert worker.quiet_s < float("inf")
    worker.close()
