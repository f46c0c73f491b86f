"""Fits the ear for digits (`voicebot.hear.digit_ear`) on speech that is made for it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.bench.digit_ctc import loss_and_slope
from voicebot.bench.digit_speech import altered, dictations, symbols
from voicebot.bench.pauses import trimmed
from voicebot.hear.decoder import load_whisper
from voicebot.hear.digit_ear import NAMES, PATH, DigitEar, heard_from
from voicebot.hear.features import RATE, log_mel, short_context
from voicebot.speak.kokoro import Kokoro
from voicebot.weights import locate

__all__ = ["fit_digits", "fitted"]

Floats = NDArray[np.float32]

BASES = ("jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo")
COPIES = 2
EPOCHS = 30
BATCH = 16
REACH = 1
RATE_OF_LEARNING, DECAY, NOISE = 3e-3, 0.02, 0.3
_TAIL_FRAMES = 8


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """An utterance as the encoder has it, shape (frames, width), and the columns that it holds."""

    frames: Floats
    row: list[int]


class _Anyone(Kokoro):
    """A voice that is another person's each time."""

    def become(self, rng: np.random.Generator) -> str:
        """Mix all packaged voices at random; the voice's name."""
        parts = rng.dirichlet([0.5] * len(BASES))
        with np.load(locate("kokoro-82m") / "voices.npz") as packaged:
            mixed = sum(packaged[base] * part for base, part in zip(BASES, parts, strict=True))
        self._styles["anyone"] = np.asarray(mixed, np.float32)
        return "anyone"


def fit_digits(count: int = 600, seed: int = 1, path: Path = PATH) -> dict[str, Any]:
    """Make speech, fit the ear on it and store it; takes about half an hour for 600 utterances.

    Args:
        count: utterances that are made; each is heard in `COPIES` rooms.
        seed: which.
        path: where the weights go.

    Returns:
        ``utterances`` and ``loss`` of the last round, in natural-log probability an utterance.
    """
    model_file = locate("whisper-base") / "model.bin"
    model = load_whisper(model_file.parent, "int8", 1)
    rng, voice = np.random.default_rng(seed), _Anyone(threads=1)
    examples: list[Example] = []
    for said in track([*islice(dictations(seed), count)], "speaking", console=Console(stderr=True)):
        sound = voice.synthesize(said.text, language="ko", voice=voice.become(rng))
        bare = trimmed(resample(sound, RATE))
        examples += [Example(_encoded(model, altered(bare, rng)), symbols(said)) for _ in range(COPIES)]
    with model_file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    ear, loss = fitted(examples, digest, rng)
    ear.save(path)
    return {"utterances": len(examples), "loss": loss}


def _encoded(model: Any, sound: Audio) -> Floats:  # noqa: ANN401
    features = log_mel(sound.samples, short_context(sound.duration))
    encoded = np.array(model.encode(ctranslate2.StorageView.from_array(features)), np.float32)[0]
    frames: Floats = encoded[: math.ceil(sound.duration * 50) + _TAIL_FRAMES]
    return frames


def fitted(
    examples: Sequence[Example], encoder: str, rng: np.random.Generator, epochs: int = EPOCHS
) -> tuple[DigitEar, float]:
    """Fit the layer by Adam (Kingma and Ba 2015) with decay of the weights.

    Args:
        examples: what is learned.
        encoder: digest of the model that encoded them.
        rng: order, and noise on the encodings.
        epochs: how often all of them are gone through.

    Returns:
        The ear, and the loss of the last round.
    """
    sample = np.concatenate([example.frames[::4] for example in examples])
    mean, spread = sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-3)
    fits = [one for one in examples if 2 * len(one.row) + 2 < len(one.frames)]
    layer = _Layer((2 * REACH + 1) * len(mean), total=epochs * math.ceil(len(fits) / BATCH))
    loss = 0.0
    for _ in range(epochs):
        order = sorted(fits, key=lambda one: len(one.frames) + rng.uniform(0, 40))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        loss = sum(_learn(layer, batch, mean, spread, rng) for batch in batches) / len(fits)
    return DigitEar(encoder, mean, spread, layer.weights, layer.bias), loss


def _learn(
    layer: _Layer, batch: Sequence[Example], mean: Floats, spread: Floats, rng: np.random.Generator
) -> float:
    frames = [len(one.frames) for one in batch]
    seen = np.zeros((len(batch), max(frames), len(layer.weights)), np.float32)
    for line, one in enumerate(batch):
        clean = (one.frames - mean) / spread
        noise = rng.standard_normal(clean.shape, dtype=np.float32)
        seen[line, : len(clean)] = heard_from(clean + np.float32(NOISE) * noise, REACH)
    chances = layer.chances(seen)
    loss, slope = loss_and_slope(chances, frames, [one.row for one in batch])
    layer.step(seen, (slope / len(batch)).astype(np.float32))
    return float(loss.sum())


class _Layer:
    """One layer that is learned.

    Args:
        width: numbers that it looks at.
        total: steps it will take.
    """

    def __init__(self, width: int, total: int) -> None:
        self.weights = np.zeros((width, 2 + len(NAMES)), np.float32)
        self.bias = np.zeros(2 + len(NAMES), np.float32)
        self._means = [np.zeros_like(self.weights), np.zeros_like(self.bias)]
        self._squares = [np.zeros_like(self.weights), np.zeros_like(self.bias)]
        self._taken, self._total = 0, total

    def chances(self, seen: Floats) -> Floats:
        """Natural-log probabilities."""
        logits = seen @ self.weights + self.bias
        logits -= logits.max(axis=-1, keepdims=True)
        out: Floats = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        return out

    def step(self, seen: Floats, slope: Floats) -> None:
        """One step down the slope, shape (batch, time, symbols)."""
        flat = slope.reshape(-1, slope.shape[-1])
        slopes = (seen.reshape(-1, seen.shape[-1]).T @ flat, flat.sum(axis=0))
        self._taken += 1
        rate = RATE_OF_LEARNING * min(1.0, self._taken / 20) * (1 - 0.95 * self._taken / self._total)
        moved = [self._moved(at, one) for at, one in enumerate(slopes)]
        self.weights -= np.float32(rate) * (moved[0] + np.float32(DECAY) * self.weights)
        self.bias -= np.float32(rate) * moved[1]

    def _moved(self, at: int, slope: Floats) -> Floats:
        mean, square = self._means[at], self._squares[at]
        mean += np.float32(0.1) * (slope - mean)
        square += np.float32(0.01) * (slope * slope - square)
        fair, fair_square = mean / (1 - 0.9**self._taken), square / (1 - 0.99**self._taken)
        out: Floats = (fair / (np.sqrt(fair_square) + 1e-8)).astype(np.float32)
        return out
