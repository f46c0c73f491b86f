"""The picture of sound that Whisper looks at: 80 mel bands, a hundred frames a second."""

from __future__ import annotations

import math

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from voicebot.audio.sound import Samples

__all__ = ["FULL_CONTEXT_S", "RATE", "log_mel", "short_context"]

RATE = 16_000
"""Samples a second that the model was trained on."""

FULL_CONTEXT_S = 30.0
"""Seconds the encoder was trained on; it accepts fewer, never more."""

_SHORTEST_S = 8.0
_TAIL_S = 3.0
_STEP_S = 0.5

_extractor = FeatureExtractor()


def short_context(seconds: float) -> float:
    """How many seconds the encoder has to see for so much sound: at least 8, at least 3 of silence after it.

    Below 8 s, or without silence at the end, base-size Whisper collapses (docs/decisions/0002).
    """
    wanted = math.ceil((seconds + _TAIL_S) / _STEP_S) * _STEP_S
    return min(FULL_CONTEXT_S, max(_SHORTEST_S, wanted))


def log_mel(samples: Samples, context: float) -> NDArray[np.float32]:
    """Log-mel features of sound followed by silence.

    Args:
        samples: at 16 kHz, no longer than the context.
        context: seconds to fill.

    Returns:
        Shape (1, 80, 100 × context), float32, as Whisper normalises it.
    """
    padded = np.zeros(round(context * RATE), np.float32)
    padded[: len(samples)] = samples[: len(padded)]
    frames = _extractor(padded)[:, : round(context * 100)]
    return np.ascontiguousarray(frames[None], np.float32)
