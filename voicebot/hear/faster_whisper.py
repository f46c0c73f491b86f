"""Whisper on CTranslate2, looking only at as much sound as there is.

Whisper pads everything to 30 s, and most of its time goes into looking at that silence. Here the encoder sees
``max(8 s, length + 3 s)``. The one thing that then goes wrong more often, a decoder that misses the end and
repeats itself, is noticed and decoded again with the full 30 s. Korean is written by a decoder that knows
only the words that Korean needs (figures: docs/decisions/0002).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np

from voicebot.audio.resample import resample
from voicebot.audio.sound import Audio, Samples
from voicebot.errors import EngineError, ModelError
from voicebot.hear.decoder import Decoder, korean_decoder, load_whisper
from voicebot.hear.digit_ear import DigitEar, digit_ear
from voicebot.hear.features import FULL_CONTEXT_S, RATE, log_mel, short_context
from voicebot.hear.joining import joined
from voicebot.hear.repetition import babbles, cut_repeats, letters
from voicebot.hear.timing import joined_words, word_times
from voicebot.hear.tokens import WhisperTokens
from voicebot.hear.transcriber import Capabilities, HeardWord, Hypothesis, TimedTranscript, Transcript
from voicebot.hear.windows import quiet_windows
from voicebot.text.spoken_digits import DigitRow
from voicebot.weights import locate

__all__ = ["FasterWhisper"]

_LONGEST_S = 65.0
"""The longest turn is 60 s; what came just before it and the silence after it count too."""

_MOST_READINGS = 5
_TOKENS_A_SECOND = 12
_TOKENS_AT_LEAST = 24
_MOST_ROWS = 12
_FRAMES_A_SECOND = 50
_LAST_SOUND_S = 0.16
"""What ends with the sound is heard a little after it."""


class FasterWhisper:
    """Whisper, any language of the multilingual model; the language is never guessed.

    Args:
        folder: CTranslate2 model; the packaged base model when empty.
        threads: cores for one recognition.
        compute_type: CTranslate2's number format.
        full_context: always look at 30 s with every word, as every wrapper does; to compare with.

    Raises:
        ModelError: ``model_unusable``, or what `locate` raises.
    """

    def __init__(
        self,
        folder: Path | None = None,
        threads: int = 2,
        compute_type: str = "int8",
        *,
        full_context: bool = False,
    ) -> None:
        folder = folder or locate("whisper-base")
        self.full_context = full_context
        try:
            self._tokens = WhisperTokens(folder)
            self._model = load_whisper(folder, compute_type, threads)
            self._decoder = self._korean = Decoder(self._model, self._tokens)
            if not full_context:
                self._korean = korean_decoder(folder, compute_type, self._tokens)
            self._digits = _digits_of(folder)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(
                "model_unusable",
                f"the recogniser cannot load {folder.name} as {compute_type}: {error}. "
                "Run voicebot models verify.",
            ) from error

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities("faster-whisper", ("ko", "en"), _MOST_READINGS)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        """Hear one utterance; see `voicebot.hear.transcriber.Transcriber`.

        Raises:
            EngineError: ``language_unknown``, ``utterance_too_long``, ``recogniser_failed``.
        """
        prompt = self._tokens.prompt(language, hints)
        with _told():
            heard = [self._window(part, language, prompt, n_best) for part in _parts(audio)]
        return joined([window.transcript for window in heard], language)

    def transcribe_digits(self, audio: Audio, *, language: str, n_best: int = 1) -> Transcript:
        """Hear one utterance, and the rows of digits that it may be; a hundredth slower than without.

        Raises:
            EngineError: as `transcribe`.
        """
        prompt = self._tokens.prompt(language)
        with _told():
            parts = _parts(audio)
            heard = [self._window(part, language, prompt, n_best) for part in parts]
        transcript = joined([window.transcript for window in heard], language)
        alone = len(parts) == 1 and language == "ko"
        return replace(transcript, rows=self._rows(heard[0], len(parts[0]))) if alone else transcript

    def _rows(self, window: _Window, samples: int) -> tuple[DigitRow, ...]:
        if self._digits is None:
            return ()
        frames = math.ceil((samples / RATE + _LAST_SOUND_S) * _FRAMES_A_SECOND)
        return self._digits.hear(np.array(window.encoded, np.float32)[0, :frames], _MOST_ROWS)

    def transcribe_timed(self, audio: Audio, *, language: str) -> TimedTranscript:
        """Hear one utterance and when each word begins; about a tenth slower than without.

        Raises:
            EngineError: as `transcribe`.
        """
        prompt, parts = self._tokens.prompt(language), _parts(audio)
        with _told():
            heard = [self._window(part, language, prompt, 1) for part in parts]
            words = [
                self._timed(window, len(part), prompt) for window, part in zip(heard, parts, strict=True)
            ]
        lengths = [len(part) / RATE for part in parts]
        return TimedTranscript(
            joined([window.transcript for window in heard], language), joined_words(words, lengths)
        )

    def weigh(self, audio: Audio, texts: Sequence[str], *, language: str) -> list[float]:
        """How well a sound bears out each text, against each other: see `WeighingTranscriber`.

        Raises:
            EngineError: as `transcribe`; ``utterance_too_long`` from 27 s on.
        """
        samples, *more = _parts(audio)
        if more:
            raise EngineError("utterance_too_long", "A sound to weigh texts by has at most 27 s; cut it.")
        prompt, frames = self._tokens.prompt(language)[:-1], math.ceil(100 * len(samples) / RATE)
        with _told():
            context = short_context(len(samples) / RATE)
            encoded = self._model.encode(ctranslate2.StorageView.from_array(log_mel(samples, context)))
            every = [self._tokens.numbers(text) for text in texts]
            return [self._decoder.weigh(encoded, prompt, numbers, frames) for numbers in every]

    def _timed(self, window: _Window, samples: int, prompt: list[int]) -> list[HeardWord]:
        """With the decoder that knows every word: it may split them otherwise than the other."""
        numbers = self._tokens.numbers(window.transcript.text)
        if not window.transcript.text:
            return []
        path = self._decoder.align(window.encoded, prompt[:-1], numbers, math.ceil(100 * samples / RATE))
        return word_times(self._tokens, numbers, path)

    def _window(self, samples: Samples, language: str, prompt: list[int], n_best: int) -> _Window:
        """Hear up to 27 s: with little context, then in full if that made it repeat itself."""
        seconds = len(samples) / RATE
        context = FULL_CONTEXT_S if self.full_context else short_context(seconds)
        window = self._decode(samples, context, language, prompt, n_best)
        if not babbles(window.transcript.text, seconds):
            return window
        if context < FULL_CONTEXT_S:
            window = self._decode(samples, FULL_CONTEXT_S, language, prompt, n_best)
        heard = window.transcript
        mended = (replace(reading, text=cut_repeats(reading.text)) for reading in heard.hypotheses)
        return replace(window, transcript=replace(heard, hypotheses=_distinct(mended), passes=2))

    def _decode(
        self, samples: Samples, context: float, language: str, prompt: list[int], n_best: int
    ) -> _Window:
        """Encode once; the best reading is greedy (beams are slower and no better), the others are beams."""
        encoded = self._model.encode(ctranslate2.StorageView.from_array(log_mel(samples, context)))
        longest = len(prompt) + _TOKENS_AT_LEAST + math.ceil(len(samples) / RATE * _TOKENS_A_SECOND)
        decoder = self._korean if language == "ko" else self._decoder
        best = decoder.write(encoded, prompt, longest, 1)
        readings = list(best.readings)
        if n_best > 1:
            readings += decoder.write(encoded, prompt, longest, min(n_best, _MOST_READINGS)).readings
        transcript = Transcript(
            _distinct(readings)[:n_best],
            language,
            no_speech=best.no_speech,
            duration=len(samples) / RATE,
            context=context,
        )
        return _Window(transcript, encoded)


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of an utterance: what it says, and what the encoder made of it."""

    transcript: Transcript
    encoded: Any


def _digits_of(folder: Path) -> DigitEar | None:
    """The ear for digits, if it belongs to this model's encoder."""
    with (folder / "model.bin").open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    ear = digit_ear()
    return ear if ear.encoder == digest else None


def _parts(audio: Audio) -> list[Samples]:
    if audio.duration > _LONGEST_S:
        raise EngineError(
            "utterance_too_long",
            f"{audio.duration:.0f} s of sound is longer than the 60 s that are heard; end it sooner",
        )
    return quiet_windows(resample(audio, RATE).samples, RATE)


@contextmanager
def _told() -> Iterator[None]:
    """CTranslate2's error as ours."""
    try:
        yield
    except RuntimeError as error:
        raise EngineError("recogniser_failed", f"CTranslate2 failed on an utterance: {error}") from error


def _distinct(readings: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The first of those that differ in letters; nothing said is no reading."""
    kept: dict[str, Hypothesis] = {}
    for reading in readings:
        if letters(reading.text):
            kept.setdefault(letters(reading.text), reading)
    return tuple(kept.values())
