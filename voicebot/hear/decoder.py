"""The half of Whisper that writes: an encoding in, readings out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2

from voicebot.hear.lean import KEPT, RECIPE, write_lean
from voicebot.hear.tokens import WhisperTokens
from voicebot.hear.transcriber import Hypothesis
from voicebot.weights import load_prepared

__all__ = ["Decoder", "korean_decoder", "load_whisper"]

_THREADS = 1
"""One token's work is too small to share: two cores take 138 ms where one takes 90 (docs/decisions/0002)."""

_MOST_TOKENS = 448
_LEAST = 1e-10
"""A token that is less probable than this counts as much as one that is impossible."""


@dataclass(frozen=True, slots=True)
class Written:
    """Readings, best first, and how likely it is that nobody spoke (0–1)."""

    readings: list[Hypothesis]
    no_speech: float


class Decoder:
    """A model with the words it knows.

    Args:
        model: CTranslate2's Whisper.
        tokens: the whole vocabulary.
        kept: which of it the model knows, in the model's order; all when None.
    """

    def __init__(self, model: Any, tokens: WhisperTokens, kept: Sequence[int] | None = None) -> None:  # noqa: ANN401
        self._model = model
        self._tokens = tokens
        self._kept = kept
        self._numbers = {old: new for new, old in enumerate(kept or ())}

    def write(self, encoded: Any, prompt: Sequence[int], longest: int, beams: int) -> Written:  # noqa: ANN401
        """Readings of an encoding.

        Args:
            encoded: what the encoder of the same model made.
            prompt: numbers of the whole vocabulary; words that are not known here are passed over.
            longest: tokens, the prompt's among them.
            beams: how many readings; one is greedy.

        Raises:
            RuntimeError: CTranslate2 failed.
        """
        (result,) = self._model.generate(
            encoded,
            [self._known(prompt)],
            beam_size=beams,
            num_hypotheses=beams,
            max_length=min(longest, _MOST_TOKENS),
            return_scores=True,
            return_no_speech_prob=True,
        )
        readings = [
            Hypothesis(self._tokens.text(self._whole(numbers)), float(score))
            for numbers, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
        return Written(readings, float(result.no_speech_prob))

    def align(
        self,
        encoded: Any,  # noqa: ANN401
        prompt: Sequence[int],
        text: Sequence[int],
        frames: int,
    ) -> list[tuple[int, int]]:
        """Where in the sound a text stands.

        Args:
            encoded: what the encoder of the same model made.
            prompt: as for `write`, without the token that there are no times.
            text: numbers of the whole vocabulary, all of them known here.
            frames: hundredths of a second that are sound.

        Returns:
            (index in the text, frame of 20 ms) along the path, never falling.

        Raises:
            RuntimeError: CTranslate2 failed.
        """
        found = self._aligned(encoded, prompt, text, frames)
        return [(int(token), int(frame)) for token, frame in found.alignments]

    def weigh(
        self,
        encoded: Any,  # noqa: ANN401
        prompt: Sequence[int],
        text: Sequence[int],
        frames: int,
    ) -> float:
        """How well the sound bears a text out: natural-log probability of all its tokens together.

        Args and errors: as for `align`.
        """
        found = self._aligned(encoded, prompt, text, frames)
        return sum(math.log(max(float(one), _LEAST)) for one in found.text_token_probs)

    def _aligned(
        self,
        encoded: Any,  # noqa: ANN401
        prompt: Sequence[int],
        text: Sequence[int],
        frames: int,
    ) -> Any:  # noqa: ANN401
        (found,) = self._model.align(encoded, self._known(prompt), [self._known(text)], frames)
        return found

    def _known(self, numbers: Sequence[int]) -> list[int]:
        if self._kept is None:
            return list(numbers)
        return [self._numbers[number] for number in numbers if number in self._numbers]

    def _whole(self, numbers: Sequence[int]) -> Sequence[int]:
        return numbers if self._kept is None else [self._kept[number] for number in numbers]


def load_whisper(folder: Path, compute_type: str, threads: int) -> Any:  # noqa: ANN401
    """CTranslate2's Whisper.

    Raises:
        RuntimeError, ValueError: it cannot be loaded.
    """
    return ctranslate2.models.Whisper(
        str(folder), device="cpu", compute_type=compute_type, intra_threads=threads, inter_threads=1
    )


def korean_decoder(folder: Path, compute_type: str, tokens: WhisperTokens) -> Decoder:
    """The decoder that writes only Korean, made from the whole model at the first start.

    Raises:
        ModelError, RuntimeError, ValueError, OSError: it cannot be made or loaded.
    """

    def load(lean: Path) -> Decoder:
        kept = json.loads((lean / KEPT).read_text(encoding="utf-8"))
        return Decoder(load_whisper(lean, compute_type, _THREADS), tokens, kept)

    return load_prepared(folder / "model.bin", RECIPE, lambda lean: write_lean(folder, lean), load)
