"""Who names wrong numbers too often has to wait, so that nobody finds a complaint by trying.

One count for voice, keys, REST and the open pages, in the store: whoever is wrong at one door waits at all of
them, in every process, and after a restart too.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.errors import ComplaintError
from voicebot.settings import Limits
from voicebot.store.keys import Keyring
from voicebot.store.wrong_tries import count_wrong, wrong_so_far

__all__ = ["LockedError", "WrongTries", "asker_of"]

_T = TypeVar("_T")


class LockedError(ComplaintError):
    """The asker has to wait.

    Args:
        wait_s: for so many seconds more.
    """

    def __init__(self, wait_s: float) -> None:
        super().__init__("locked", "Too many wrong numbers; wait a while.")
        self.wait_s = wait_s


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class WrongTries:
    """Counts wrong numbers and tokens by asker; a right one in between takes nothing back.

    Args:
        engine: an open database.
        keyring: hashes who asks, so that no address is kept.
        limits: how many wrong tries are allowed, and for how long an asker is locked out; they are also
            forgotten after that time.
        now: the time, with a zone.
    """

    def __init__(
        self, engine: AsyncEngine, keyring: Keyring, limits: Limits, now: Callable[[], dt.datetime] = _now
    ) -> None:
        self._engine = engine
        self._keys = keyring
        self._allowed = limits.wrong_tries
        self._lock = dt.timedelta(seconds=limits.locked_s)
        self._now = now

    async def locked_s(self, asker: str) -> float:
        """For how many seconds more the asker has to wait; 0 when they may ask."""
        count, last = await wrong_so_far(self._engine, self._keys.asker_hash(asker))
        if count < self._allowed or last is None:
            return 0.0
        return max(0.0, (last + self._lock - self._now()).total_seconds())

    async def wrong(self, asker: str) -> None:
        """The asker named a number or a token that is none."""
        await count_wrong(self._engine, self._keys.asker_hash(asker), self._now(), self._lock)

    async def check(self, asker: str) -> None:
        """Let nobody pass who has to wait.

        Raises:
            LockedError: they have to.
        """
        if wait_s := await self.locked_s(asker):
            raise LockedError(wait_s)

    async def ask(self, asker: str, look: Callable[[], Awaitable[_T | None]]) -> _T | None:
        """Look for something on behalf of an asker; what is not found counts as a wrong try.

        What is found is given only to who is not locked out by then: of many tries at once no more than those
        that were under way at the fifth wrong one learn anything.

        Raises:
            LockedError: the asker has to wait.
        """
        await self.check(asker)
        found = await look()
        if found is None:
            await self.wrong(asker)
        else:
            await self.check(asker)
        return found


def asker_of(address: str) -> str:
    """Who is taken for one asker: an IPv4 address, or the /64 that one IPv6 subscriber usually has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed), 64), strict=False))
