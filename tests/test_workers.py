"""A worker runs one job at a time, the urgent first, and never more than it may."""

import asyncio
import threading

import pytest

from voicebot.errors import EngineError
from voicebot.workers import Urgency, Worker


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
