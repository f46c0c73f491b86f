"""Who names wrong numbers too often has to wait, so that nobody finds a complaint by trying."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["WrongTries", "asker_of"]

MOST_ASKERS = 10_000
"""Remembered at once (about 2 MB); beyond it, those who erred longest ago are forgotten."""


@dataclass(slots=True)
class _Tries:
    count: int = 0
    last: float = 0.0


class WrongTries:
    """Counts wrong numbers and tokens by asker; a right one in between takes nothing back.

    Args:
        allowed: so many wrong tries and the asker is locked out.
        lock_s: for so long, in seconds; wrong tries are also forgotten after that time.
        askers: remembered at most.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        allowed: int,
        lock_s: float,
        askers: int = MOST_ASKERS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = allowed
        self._lock_s = lock_s
        self._askers = askers
        self._clock = clock
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tries)

    def locked_s(self, asker: str) -> float:
        """For how many seconds more the asker has to wait; 0 when they may ask."""
        found = self._tries.get(asker)
        if found is None or found.count < self._allowed:
            return 0.0
        return max(0.0, found.last + self._lock_s - self._clock())

    def wrong(self, asker: str) -> None:
        """The asker named a number or a token that is none."""
        now = self._clock()
        found = self._tries.pop(asker, None) or _Tries()
        if now - found.last >= self._lock_s:
            found.count = 0
        found.count, found.last = found.count + 1, now
        self._tries[asker] = found
        while len(self._tries) > self._askers:
            self._tries.popitem(last=False)


def asker_of(address: str) -> str:
    """Who is taken for one asker: an IPv4 address, or the /64 that one IPv6 subscriber usually has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((int(parsed), 64), strict=False))
