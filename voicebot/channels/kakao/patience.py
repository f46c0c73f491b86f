"""Waiting for something, but not for ever; whose seconds they are is somebody else's business."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["Sleep", "done_within"]

Sleep = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


async def done_within(task: asyncio.Future[Any], seconds: float, sleep: Sleep) -> bool:
    """Whether a task is done within so many seconds; it goes on if not."""
    over = asyncio.ensure_future(sleep(seconds))
    try:
        await asyncio.wait((task, over), return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.cancel()
    return task.done()
