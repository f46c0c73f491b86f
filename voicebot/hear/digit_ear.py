"""An ear for digits alone: linear over what Whisper's encoder made of the sound, so that it costs little.

Digits are short and mean nothing that would help a decoder, which writes words that sound alike (고밍건 for
공일공). The encoder hears them well enough: one more layer on it, found by connectionist temporal
classification on synthesised numbers (`voicebot eval fit-digits`, docs/decisions/0017), tells which name of a
digit is said in each frame, or that something else is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from voicebot.hear.digit_search import likeliest_rows
from voicebot.text.spoken_digits import DigitRow

__all__ = ["NAMES", "PATH", "DigitEar", "digit_ear", "heard_from"]

NAMES = (
    "공", "영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구",
    "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉",
)  # fmt: skip
"""What digits are called; one column each, between silence and anything else."""
_VALUES = "00123456789123456789"

Frames = NDArray[np.float32]

PATH = Path(str(files("voicebot.hear"))) / "data" / "digits.ko.npz"


@dataclass(frozen=True, slots=True)
class DigitEar:
    """Weights on the encoder's output.

    Attributes:
        encoder: digest of the model whose encoder they belong to.
        mean: of each number of a frame, shape (width,).
        spread: of the same.
        weights: shape (frames looked at × width, 2 + names): silence, the names, anything else.
        bias: shape (2 + names,).
    """

    encoder: str
    mean: Frames
    spread: Frames
    weights: Frames
    bias: Frames

    def hear(self, encoded: Frames, most: int) -> tuple[DigitRow, ...]:
        """Rows of digits in a sound, likeliest first; empty where none was said.

        Args:
            encoded: the encoder's output, shape (frames of 20 ms, width).
            most: rows.
        """
        return likeliest_rows(_by_digit(self.chances(encoded)), most)

    def chances(self, encoded: Frames) -> Frames:
        """Natural-log probabilities by frame, shape (frames, 2 + names)."""
        reach = len(self.weights) // len(self.mean) // 2
        logits = heard_from((encoded - self.mean) / self.spread, reach) @ self.weights + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        chances: Frames = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return chances

    def save(self, path: Path) -> None:
        """Store it."""
        np.savez_compressed(
            path,
            encoder=np.array(self.encoder),
            mean=self.mean,
            spread=self.spread,
            weights=self.weights.astype(np.float16),
            bias=self.bias,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            parts = (stored[name].astype(np.float32) for name in ("mean", "spread", "weights", "bias"))
            return cls(str(stored["encoder"]), *parts)


@cache
def digit_ear() -> DigitEar:
    """The ear that ships with the project."""
    return DigitEar.load(PATH)


def heard_from(frames: Frames, reach: int) -> Frames:
    """Each frame with those up to `reach` before and after it, in one row."""
    padded = np.pad(frames, ((reach, reach), (0, 0)), mode="edge")
    return np.concatenate([padded[at : at + len(frames)] for at in range(2 * reach + 1)], axis=1)


def _by_digit(chances: Frames) -> Frames:
    """Both names of a digit together: columns silence, 0–9, anything else."""
    out = np.full((len(chances), 12), -np.inf, np.float32)
    out[:, 0], out[:, 11] = chances[:, 0], chances[:, -1]
    for at, value in enumerate(_VALUES, 1):
        column = int(value) + 1
        out[:, column] = np.logaddexp(out[:, column], chances[:, at])
    return out
