"""Which handsets can be rung, which are, and what the office has to say to whoever lifts one."""

from __future__ import annotations

import asyncio
import hmac
import time
from dataclasses import dataclass, field

from voicebot.settings import Handsets

__all__ = ["RING_S", "Bells"]

RING_S = 60.0
"""Whoever lifts a handset later than this after it rang is greeted like anybody else."""


@dataclass(slots=True)
class _Bell:
    """One handset's.

    Attributes:
        listening: lines over which it can be rung, each with what is to be told over it.
        say: for whoever lifts it; empty when nothing waits.
        rung_at: when; seconds, monotonic.
    """

    listening: set[asyncio.Queue[str]] = field(default_factory=set)
    say: str = ""
    rung_at: float = 0.0


class Bells:
    """Those of one desk.

    Args:
        handsets: the devices that are known.
    """

    def __init__(self, handsets: Handsets) -> None:
        self._known = handsets
        self._bells = {name: _Bell() for name in handsets.tokens}

    def name_of(self, token: str | None) -> str | None:
        """The device that has a token."""
        for name, secret in self._known.tokens.items():
            if token and hmac.compare_digest(secret.get_secret_value().encode(), token.encode()):
                return name
        return None

    def may_ring(self, key: str) -> bool:
        """Whether somebody who has this key may ring."""
        own = self._known.ring_key
        return own is not None and hmac.compare_digest(own.get_secret_value().encode(), key.encode())

    def ring(self, name: str, say: str) -> bool:
        """Ring a handset; false when it is not there.

        Args:
            name: of the device.
            say: what is said to whoever lifts it.
        """
        bell = self._bells.get(name)
        if bell is None or not bell.listening:
            return False
        bell.say, bell.rung_at = say, time.monotonic()
        self._tell(bell, "bell.ring")
        return True

    def lifted(self, token: str | None) -> str:
        """A handset was lifted: what its caller is to hear, once; empty when it was not rung."""
        name = self.name_of(token)
        if name is None:
            return ""
        bell = self._bells[name]
        say, bell.say = bell.say, ""
        self._tell(bell, "bell.stop")
        return say if time.monotonic() - bell.rung_at <= RING_S else ""

    def listen(self, name: str) -> asyncio.Queue[str]:
        """Begin to be told whether to ring; `leave` ends it."""
        line: asyncio.Queue[str] = asyncio.Queue(8)
        self._bells[name].listening.add(line)
        return line

    def leave(self, name: str, line: asyncio.Queue[str]) -> None:
        """The handset is not there any more."""
        self._bells[name].listening.discard(line)

    @staticmethod
    def _tell(bell: _Bell, what: str) -> None:
        for line in bell.listening:
            if not line.full():
                line.put_nowait(what)
