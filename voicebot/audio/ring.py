"""A bounded store of the latest sound."""

from __future__ import annotations

import numpy as np

from voicebot.audio.sound import Audio, Samples

__all__ = ["RingBuffer"]


class RingBuffer:
    """Keeps the last so many seconds, in memory that never grows.

    Args:
        seconds: how much is kept.
        rate: samples a second.

    Raises:
        ValueError: that is not even one sample.
    """

    def __init__(self, seconds: float, rate: int) -> None:
        if round(seconds * rate) < 1:
            raise ValueError(f"a ring buffer keeps at least one sample, not {seconds} s at {rate}")
        self._store = np.zeros(round(seconds * rate), np.float32)
        self._rate = rate
        self._end = 0
        self._filled = 0

    def push(self, samples: Samples) -> None:
        """Add samples; the oldest give way."""
        samples = samples[-len(self._store) :]
        places = (self._end + np.arange(len(samples))) % len(self._store)
        self._store[places] = samples
        self._end = (self._end + len(samples)) % len(self._store)
        self._filled = min(len(self._store), self._filled + len(samples))

    def last(self, seconds: float | None = None) -> Audio:
        """The latest seconds, or everything there is; less when less has come."""
        wanted = self._filled if seconds is None else min(self._filled, round(seconds * self._rate))
        places = (self._end - wanted + np.arange(wanted)) % len(self._store)
        return Audio(self._store[places], self._rate)

    def clear(self) -> None:
        """Forget everything."""
        self._end = self._filled = 0
