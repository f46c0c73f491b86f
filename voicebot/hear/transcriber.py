"""What a recogniser is, whatever engine is behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from voicebot.audio import Audio
from voicebot.text.spoken_digits import DigitRow

__all__ = [
    "Capabilities",
    "DigitTranscriber",
    "HeardWord",
    "Hypothesis",
    "TimedTranscriber",
    "TimedTranscript",
    "Transcriber",
    "Transcript",
    "WeighingTranscriber",
]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do.

    Attributes:
        name: the engine's name in settings.
        languages: ISO 639-1 codes it hears.
        n_best: the most hypotheses it can give for one utterance.
    """

    name: str
    languages: tuple[str, ...]
    n_best: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to read the sound.

    Attributes:
        text: what was said, as the engine writes it.
        score: mean natural-log probability a token (0 is certain; below about -1 is a guess).
    """

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser heard in one utterance.

    Attributes:
        hypotheses: best first; empty when nothing was said.
        language: ISO 639-1 code it was pinned to.
        no_speech: probability that there was no speech at all, 0–1.
        duration: seconds of sound that were given.
        context: seconds the encoder looked at.
        passes: decodings it took (2 when a repetition was decoded again in full).
        rows: rows of digits that it may be, likeliest first, where an engine listened for some.
    """

    hypotheses: tuple[Hypothesis, ...]
    language: str
    no_speech: float = 0.0
    duration: float = 0.0
    context: float = 0.0
    passes: int = 1
    rows: tuple[DigitRow, ...] = ()

    @property
    def text(self) -> str:
        """The best reading, or nothing."""
        return self.hypotheses[0].text if self.hypotheses else ""

    @property
    def confidence(self) -> float:
        """Probability a token of the best reading, 0–1."""
        return math.exp(self.hypotheses[0].score) if self.hypotheses else 0.0


class Transcriber(Protocol):
    """A recogniser. Called from one worker thread at a time; never from the event loop."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        """Hear one utterance.

        Args:
            audio: at any rate; resampled inside.
            language: ISO 639-1 code; never guessed.
            n_best: how many readings are wanted.
            hints: words the district uses, as a prompt.

        Raises:
            EngineError: the engine failed.
        """
        ...


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word, as the engine writes it with its marks, and the second at which it begins."""

    text: str
    start: float


@dataclass(frozen=True, slots=True)
class TimedTranscript:
    """What was heard, and when; the words together are the best reading."""

    transcript: Transcript
    words: tuple[HeardWord, ...]


@runtime_checkable
class TimedTranscriber(Transcriber, Protocol):
    """A recogniser that also knows when each word begins."""

    def transcribe_timed(self, audio: Audio, *, language: str) -> TimedTranscript:
        """Like `Transcriber.transcribe` for one reading, with the time of each word."""
        ...


@runtime_checkable
class DigitTranscriber(Transcriber, Protocol):
    """A recogniser that also has an ear for digits alone."""

    def transcribe_digits(self, audio: Audio, *, language: str, n_best: int = 1) -> Transcript:
        """Like `Transcriber.transcribe`, with the rows of digits that the sound may be."""
        ...


@runtime_checkable
class WeighingTranscriber(Transcriber, Protocol):
    """A recogniser that can say how well a sound bears out what it did not write itself."""

    def weigh(self, audio: Audio, texts: Sequence[str], *, language: str) -> list[float]:
        """Natural-log probability of each text as a whole, given the sound (up to 27 s)."""
        ...
