"""Several things at once on one connection."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence

__all__ = ["first_to_end"]


async def first_to_end(jobs: Sequence[Awaitable[None]]) -> None:
    """Run all until one ends or fails; the others are cancelled."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
