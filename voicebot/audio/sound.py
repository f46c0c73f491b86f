"""The value that every room passes when it passes sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Audio", "Samples"]

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """One channel of sound.

    Attributes:
        samples: shape (n,), float32 in [-1, 1].
        rate: samples a second.
    """

    samples: Samples
    rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.samples) / self.rate

    @classmethod
    def silence(cls, seconds: float, rate: int) -> Audio:
        """Digital silence of the given length."""
        return cls(np.zeros(round(seconds * rate), np.float32), rate)

    @classmethod
    def from_pcm16(cls, data: bytes, rate: int) -> Audio:
        """Read little-endian 16-bit PCM, mono."""
        return cls(np.frombuffer(data, "<i2").astype(np.float32) / 32768.0, rate)

    @classmethod
    def join(cls, parts: Iterable[Audio]) -> Audio:
        """Play one after the other; all parts have the same rate."""
        sounds = list(parts)
        rates = {sound.rate for sound in sounds}
        if len(rates) != 1:
            raise ValueError(f"join needs one rate, got {sorted(rates)}")
        return cls(np.concatenate([sound.samples for sound in sounds]), rates.pop())

    def to_pcm16(self) -> bytes:
        """Write little-endian 16-bit PCM; what is beyond full scale is clipped."""
        return (np.clip(self.samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()

    def cut(self, start: float, end: float | None = None) -> Audio:
        """The part between two times, in seconds."""
        last = None if end is None else round(end * self.rate)
        return Audio(self.samples[round(start * self.rate) : last], self.rate)
