"""Who is in: how many conversations there are, in all and from one address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.telemetry.metrics import SESSIONS

__all__ = ["Lobby"]


class Lobby:
    """Counts conversations and refuses one too many.

    Args:
        limits: the most there may be.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inside: Counter[str] = Counter()

    @property
    def inside(self) -> int:
        """Conversations now."""
        return self._inside.total()

    @contextmanager
    def enter(self, address: str) -> Iterator[None]:
        """Be counted while the conversation lasts.

        Raises:
            ProtocolError: ``too_many_sessions``.
        """
        if self.inside >= self._limits.sessions or self._inside[address] >= self._limits.sessions_per_address:
            raise ProtocolError("too_many_sessions", "The desk is full.")
        self._inside[address] += 1
        SESSIONS.set(self.inside)
        try:
            yield
        finally:
            self._inside[address] -= 1
            self._inside += Counter()
            SESSIONS.set(self.inside)
