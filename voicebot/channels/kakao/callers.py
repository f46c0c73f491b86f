"""The conversations of this channel: one a person, kept for a while, never more than so many."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from voicebot.channels.kakao.blind import blind
from voicebot.channels.kakao.caller import Caller
from voicebot.civic.faq import Language
from voicebot.talk.desk import Desk

__all__ = ["Callers"]


class Callers:
    """Everybody who has written lately; Kakao's keys of them are not kept.

    Args:
        desk: the shared half.
        most: conversations kept; of more, those that have been silent longest are forgotten.
        keep_s: seconds of silence after which a conversation is forgotten.
        clock: seconds, monotonic.
    """

    def __init__(
        self, desk: Desk, most: int, keep_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk = desk
        self._most = most
        self._keep = keep_s
        self._clock = clock
        self._known: OrderedDict[bytes, Caller] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._known)

    def get(self, user: str, language: Language) -> Caller:
        """The conversation of a person, begun if need be."""
        self.sweep()
        name = blind(user)
        caller = self._known.get(name) or Caller(self._desk, language)
        self._known[name] = caller
        caller.seen = self._clock()
        self._known.move_to_end(name)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        self._wind()
        return caller

    def forget(self, user: str) -> None:
        """Somebody wants nothing to be kept."""
        self._known.pop(blind(user), None)

    def sweep(self) -> None:
        """Forget who has been silent too long."""
        while self._known and self._left() <= 0:
            self._known.popitem(last=False)

    def close(self) -> None:
        """Forget everybody."""
        self._known.clear()
        if self._timer:
            self._timer.cancel()

    def _left(self) -> float:
        """Seconds until the one who has been silent longest is forgotten."""
        return next(iter(self._known.values())).seen + self._keep - self._clock()

    def _wind(self) -> None:
        """Sweep when it is time, even if nobody writes any more."""
        if self._known and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(max(0.0, self._left()), self._ring)

    def _ring(self) -> None:
        self._timer = None
        self.sweep()
        self._wind()
