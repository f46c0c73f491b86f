"""Cut a long utterance where it is quiet, so that each part fits what the encoder can see."""

from __future__ import annotations

import numpy as np

from voicebot.audio.sound import Samples

__all__ = ["WINDOW_S", "quiet_windows"]

WINDOW_S = 27.0
"""Longest part, in seconds: 30 less the silence that the decoder needs to find the end."""

_SEARCH_S = 7.0
_FRAME_S = 0.02
_SMOOTH = 15


def _quietest(samples: Samples, rate: int) -> int:
    """Where the third of a second with the least energy is centred."""
    size = round(_FRAME_S * rate)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    energy = np.convolve(np.mean(np.square(frames), axis=1), np.ones(_SMOOTH), "valid")
    return (int(np.argmin(energy)) + _SMOOTH // 2) * size


def quiet_windows(samples: Samples, rate: int, longest: float = WINDOW_S) -> list[Samples]:
    """Parts that together are the whole sound, none longer than `longest` seconds.

    Args:
        samples: shape (n,).
        rate: samples a second.
        longest: seconds; at least 8.
    """
    limit = round(longest * rate)
    parts = []
    while len(samples) > limit:
        start = limit - round(_SEARCH_S * rate)
        at = start + _quietest(samples[start:limit], rate)
        parts.append(samples[:at])
        samples = samples[at:]
    return [*parts, samples]
