"""Slower or faster without changing the pitch: waveform-similarity overlap-add.

Verhelst and Roelands, "An overlap-add technique based on waveform similarity", ICASSP 1993. Each output
frame is taken from near where it should come from, at the place that continues the frame before it best.
"""

from __future__ import annotations

import numpy as np

from voicebot.audio.sound import Audio, Samples

__all__ = ["stretch"]

_HOP_S = 0.012
_SEARCH_S = 0.010
"""Half a period of the lowest voice (50 Hz): enough to fall into step with it."""


def stretch(audio: Audio, factor: float) -> Audio:
    """The same sound, longer or shorter, at the same pitch.

    Args:
        audio: speech.
        factor: 1.25 makes it a quarter longer; 0.5–2.0 sounds natural.

    Raises:
        ValueError: the factor is not positive.
    """
    if factor <= 0:
        raise ValueError(f"factor must be positive, got {factor}")
    hop, search = round(_HOP_S * audio.rate), round(_SEARCH_S * audio.rate)
    if factor == 1.0 or len(audio.samples) < 4 * hop + 2 * search:
        return audio
    length = round(len(audio.samples) * factor)
    return Audio(_overlap_add(audio.samples, length, factor, hop, search), audio.rate)


def _overlap_add(samples: Samples, length: int, factor: float, hop: int, search: int) -> Samples:
    padded = np.pad(samples, (search, 4 * hop + 2 * search))
    window = np.hanning(2 * hop + 1)[:-1].astype(np.float32)
    out = np.zeros(length + 3 * hop, np.float32)
    place = search
    out[: 2 * hop] = padded[place : place + 2 * hop] * np.concatenate(
        [np.ones(hop, np.float32), window[hop:]]
    )
    for start in range(hop, length, hop):
        ideal = min(round(start / factor) + search, len(padded) - 3 * hop - search)
        follows = padded[place + hop : place + 3 * hop]
        place = ideal - search + _best(padded[ideal - search : ideal + search + 2 * hop], follows)
        out[start : start + 2 * hop] += padded[place : place + 2 * hop] * window
    return out[:length]


def _best(around: Samples, follows: Samples) -> int:
    """Where in `around` the sound is most like what should follow, energy taken out."""
    likeness = np.correlate(around, follows, "valid")
    squares = np.cumsum(np.concatenate([[0.0], np.square(around, dtype=np.float64)]))
    energy = squares[len(follows) :] - squares[: -len(follows)]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-9)))
