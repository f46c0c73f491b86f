"""G.711 µ-law, the sound of telephone lines."""

from __future__ import annotations

import numpy as np

from voicebot.audio.sound import Samples

__all__ = ["decode_mulaw", "encode_mulaw"]

_BIAS = 33
"""What G.711 adds to 14-bit magnitudes, so that its eight segments start at powers of two."""
_CLIP = 2**13 - 1 - _BIAS
"""The highest magnitude of the last segment."""


def _expand(codes: np.ndarray) -> np.ndarray:
    """16-bit values of µ-law codes (ITU-T G.711, table 2a)."""
    inverted = ~codes.astype(np.uint8)
    exponent = (inverted >> 4) & 7
    magnitude = 4 * (((2 * (inverted & 15).astype(np.int32) + _BIAS) << exponent) - _BIAS)
    return np.where(inverted & 0x80, -magnitude, magnitude)


_VALUES = (_expand(np.arange(256)) / 32768.0).astype(np.float32)


def decode_mulaw(data: bytes) -> Samples:
    """Samples of µ-law bytes."""
    decoded: Samples = _VALUES[np.frombuffer(data, np.uint8)]
    return decoded


def encode_mulaw(samples: Samples) -> bytes:
    """µ-law bytes of samples; what is beyond full scale is clipped."""
    pcm = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int32) >> 2
    magnitude = np.minimum(np.abs(pcm), _CLIP) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 5
    mantissa = (magnitude >> (exponent + 1)) & 15
    codes = ~(np.where(pcm < 0, 0x80, 0) | (exponent << 4) | mantissa)
    packed: bytes = codes.astype(np.uint8).tobytes()
    return packed
