"""Gives the memory that was freed back to the machine.

The C library keeps a heap for every thread, and of each heap the most that it ever needed: what the largest
file and the longest utterance took stays for good, once for every thread that has met one.
"""

from __future__ import annotations

import asyncio
import ctypes

__all__ = ["give_back", "keep_giving_back"]

EVERY_S = 5.0
"""Seconds from one time to the next. It takes milliseconds, and the next job must ask for its memory anew."""


def give_back() -> None:
    """Give back what is free in all heaps; only glibc has to be told to."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


async def keep_giving_back() -> None:
    """Give back again and again; until cancelled."""
    while True:
        await asyncio.to_thread(give_back)
        await asyncio.sleep(EVERY_S)
