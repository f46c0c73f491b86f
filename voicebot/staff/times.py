"""How long a session is good: decided from three moments, without a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Self

from voicebot.settings import Staff

__all__ = ["Times"]


@dataclass(frozen=True, slots=True)
class Times:
    """How long a session lasts.

    Attributes:
        lock: without a sign of anybody, until the password is asked for again.
        idle: the same, until it is over.
        absolute: from its beginning, whatever happens.
    """

    lock: timedelta
    idle: timedelta
    absolute: timedelta

    @classmethod
    def of(cls, own: Staff) -> Self:
        """As the operator has set them."""
        lock, idle, absolute = own.lock_s, own.idle_s, own.absolute_s
        return cls(timedelta(seconds=lock), timedelta(seconds=idle), timedelta(seconds=absolute))

    def standing(self, started: datetime, seen: datetime, now: datetime) -> Literal["good", "locked", "over"]:
        """How a session stands now.

        Args:
            started: when it began.
            seen: when its owner last did something.
            now: the moment.
        """
        if now - started >= self.absolute or now - seen >= self.idle:
            return "over"
        return "locked" if now - seen >= self.lock else "good"
