"""What a caller says of a complaint, as sound: in memory, for as long as there is a reason, never on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from voicebot.audio import Audio
from voicebot.civic.complaints.attaching import joined_sound

__all__ = ["KEPT_S", "Recording"]

KEPT_S = 120.0
"""After so many seconds in which nothing of the complaint is said, or agreed to, it is forgotten."""


class Recording:
    """The sound of one complaint.

    Args:
        most_s: seconds of sound, at most; of more, the first are kept.
        kept_s: seconds of silence after which all is forgotten.
    """

    def __init__(self, most_s: float, kept_s: float = KEPT_S) -> None:
        self._most_s = most_s
        self._kept_s = kept_s
        self._turns: dict[int, list[Audio]] = {}
        self._complaint = ""
        self._timer: asyncio.TimerHandle | None = None

    @property
    def seconds(self) -> float:
        """How much there is."""
        return sum(sound.duration for parts in self._turns.values() for sound in parts)

    def keep(self, complaint: str, turn: int, parts: Sequence[Audio]) -> None:
        """Keep a turn; one that goes on takes the place of what was kept of it before.

        Args:
            complaint: which one it belongs to; the sound of another one is forgotten.
            turn: its number.
            parts: what was said at one go, and what was added.
        """
        if complaint != self._complaint:
            self.drop()
            self._complaint = complaint
        self._turns.pop(turn, None)
        left = self._most_s - self.seconds
        kept = []
        for sound in parts:
            if left > 0:
                kept.append(_small(sound.cut(0.0, left)))
                left -= sound.duration
        self._turns[turn] = kept
        self._wind()

    def of(self, complaint: str) -> bool:
        """Whether there is sound of this complaint."""
        return complaint == self._complaint and self.seconds > 0

    def take(self) -> Audio | None:
        """All of it, and forget it."""
        parts = [sound for kept in self._turns.values() for sound in kept]
        self.drop()
        return joined_sound(parts) if parts else None

    def drop(self) -> None:
        """Forget it."""
        self._turns.clear()
        self._complaint = ""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _wind(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._kept_s, self.drop)


def _small(sound: Audio) -> Audio:
    """A copy, so that nothing else is held with it."""
    return Audio(sound.samples.copy(), sound.rate)
