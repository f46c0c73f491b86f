"""Changing the rate, whole or as it streams, through soxr."""

from __future__ import annotations

import numpy as np
import soxr

from voicebot.audio.sound import Audio, Samples

__all__ = ["StreamResampler", "resample"]


def resample(audio: Audio, rate: int) -> Audio:
    """The same sound at another rate."""
    if audio.rate == rate:
        return audio
    return Audio(soxr.resample(audio.samples, audio.rate, rate).astype(np.float32, copy=False), rate)


class StreamResampler:
    """Changes the rate of a stream piece by piece, without clicks between the pieces.

    Args:
        rate_in: samples a second that come.
        rate_out: samples a second that go.
    """

    def __init__(self, rate_in: int, rate_out: int) -> None:
        same = rate_in == rate_out
        self._stream = None if same else soxr.ResampleStream(rate_in, rate_out, 1, dtype="float32")

    def push(self, samples: Samples) -> Samples:
        """What is ready after these samples; may be empty."""
        return samples if self._stream is None else self._stream.resample_chunk(samples)

    def flush(self) -> Samples:
        """What is left at the end of the stream."""
        nothing = np.zeros(0, np.float32)
        return nothing if self._stream is None else self._stream.resample_chunk(nothing, last=True)
