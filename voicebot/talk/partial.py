"""Captions while somebody speaks: only words that two readings in a row agree on, so that none flickers.

After "local agreement" (Liu et al. 2020, "Low-Latency Sequence-to-Sequence Speech Recognition").
"""

from __future__ import annotations

__all__ = ["StableCaption"]


class StableCaption:
    """The words of one turn that will not change any more."""

    def __init__(self) -> None:
        self._last: list[str] = []
        self._stable: list[str] = []

    def read(self, text: str) -> str | None:
        """A reading of the turn so far came in.

        Returns:
            All words that are certain now; nothing when no more are than before.
        """
        words = text.split()
        agreed = _agreed(self._last, words)
        self._last = words
        if len(agreed) <= len(self._stable) or agreed[: len(self._stable)] != self._stable:
            return None
        self._stable = agreed
        return " ".join(agreed)


def _agreed(before: list[str], now: list[str]) -> list[str]:
    """The words both begin with; the last of a reading is half heard and never counts."""
    same = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), len(before))
    return now[: min(same, len(now) - 1)]
