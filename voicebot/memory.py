"""Gives the memory that is no longer needed back to the machine.

The C library keeps a heap for every thread, and of each heap the most that it ever needed: what the largest
file and the longest utterance took stays for good, once for every thread that has met one. Python keeps a
conversation that is over, with all its sound, until it has counted 70,000 new objects, however large.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc

__all__ = ["give_back", "keep_giving_back", "spare_what_is_there"]

EVERY_S = 5.0
"""Seconds from one time to the next. It takes milliseconds, and the next job must ask for its memory anew."""


def spare_what_is_there() -> None:
    """What is loaded by now stays, and need not be looked at whenever Python looks for what has gone."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Give back what has gone and what is free in all heaps; only glibc has to be told to."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


async def keep_giving_back() -> None:
    """Give back again and again; until cancelled."""
    while True:
        await asyncio.to_thread(give_back)
        await asyncio.sleep(EVERY_S)
