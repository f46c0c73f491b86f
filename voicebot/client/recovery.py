"""What a client does when its connection ends, and how it notices that it is dead. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PING_S", "SILENCE_S", "Next", "Pulse", "after_close", "backoff"]

PING_S = 2.0
SILENCE_S = 6.0
"""A line on which nothing is said for so long, not even an answer to a ping, is dead."""

_FIRST_S, _MOST_S = 0.25, 8.0


class Next(StrEnum):
    """What follows a connection that has ended."""

    AGAIN = "again"
    """Come back to the same conversation."""
    ANEW = "anew"
    """The desk has forgotten it: begin another."""
    FULL = "full"
    """Call again later."""
    END = "end"
    """The conversation is over."""
    REFUSED = "refused"
    """Calling again would end the same way."""


_BY_CODE = {
    1000: Next.END,
    1008: Next.REFUSED,
    1009: Next.REFUSED,
    1013: Next.FULL,
    4400: Next.REFUSED,
    4401: Next.ANEW,
    4408: Next.END,
}


def after_close(code: int | None, reason: str = "") -> Next:
    """What to do after a close code (protocol.md, Rules).

    Args:
        code: nothing when the connection broke without one.
        reason: the desk gives the error's code; a ``slow_reader`` was without a network.
    """
    return Next.AGAIN if code is None or reason == "slow_reader" else _BY_CODE.get(code, Next.AGAIN)


def backoff(attempt: int, chance: float) -> float:
    """Seconds to wait before another attempt: doubling, at most eight, a quarter more or less by chance.

    Args:
        attempt: 0 for the first.
        chance: 0 to 1, so that not all clients of a desk come back in the same moment.
    """
    return min(_MOST_S, _FIRST_S * 2.0 ** min(attempt, 10)) * (0.75 + chance / 2)


@dataclass(slots=True)
class Pulse:
    """Whether the other side is there.

    Attributes:
        heard: when something last came; seconds, monotonic.
        asked: when it was last asked for a sign.
    """

    heard: float
    asked: float = 0.0

    def word(self, now: float) -> None:
        """Something came."""
        self.heard = now

    def dead(self, now: float) -> bool:
        """Whether it has been silent for too long."""
        return now - self.heard > SILENCE_S

    def ask(self, now: float) -> bool:
        """Whether to ask for a sign now."""
        if now - max(self.heard, self.asked) < PING_S:
            return False
        self.asked = now
        return True
