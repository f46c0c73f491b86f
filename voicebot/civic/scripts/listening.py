"""A recording, heard by the desk's recogniser in short pieces, so that no caller waits long behind one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.hear.features import RATE
from voicebot.hear.timing import joined_words
from voicebot.hear.transcriber import (
    HeardWord,
    TimedTranscriber,
    TimedTranscript,
    Transcriber,
    Transcript,
    WeighingTranscriber,
)
from voicebot.hear.windows import quiet_windows

__all__ = ["Ear", "Heard", "hear_recording", "hear_timed", "pieces_of", "weigh_texts"]

PIECE_S = 10.0
"""Longest piece, in seconds: a caller who comes meanwhile waits for at most one (a third of a second)."""


class Ear(Protocol):
    """The desk's recogniser, whenever nobody else needs it."""

    @property
    def engine(self) -> str:
        """Its name: what another has heard does not count."""
        ...

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        """Hear a piece of sound."""
        ...

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        """How well a piece bears each text out (log probabilities); nothing where the engine cannot say."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording says.

    Attributes:
        words: as the recogniser writes them, with the second at which each begins.
        confidence: probability a token, 0–1, over the whole.
    """

    words: tuple[HeardWord, ...]
    confidence: float

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(word.text for word in self.words)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"words": [[w.text, round(w.start, 2)] for w in self.words], "confidence": self.confidence}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Heard:
        """What `as_json` gave."""
        return cls(tuple(HeardWord(text, start) for text, start in kept["words"]), kept["confidence"])


def pieces_of(audio: Audio) -> list[Audio]:
    """A recording in pieces, cut where it is quiet."""
    samples = resample(audio, RATE).samples
    return [Audio(part, RATE) for part in quiet_windows(samples, RATE, PIECE_S)]


async def hear_recording(audio: Audio, language: str, ear: Ear) -> Heard:
    """Hear a recording of any length.

    Raises:
        EngineError: the recogniser failed.
    """
    pieces = pieces_of(audio)
    heard = [await ear.hear(piece, language) for piece in pieces]
    words = joined_words([one.words for one in heard], [piece.duration for piece in pieces])
    sure = sum(one.transcript.confidence * piece.duration for one, piece in zip(heard, pieces, strict=True))
    return Heard(words, round(sure / max(audio.duration, 0.01), 3))


def hear_timed(transcriber: Transcriber, audio: Audio, language: str) -> TimedTranscript:
    """What an engine hears and when; of one that gives no times, words are spread by their letters."""
    if isinstance(transcriber, TimedTranscriber):
        return transcriber.transcribe_timed(audio, language=language)
    heard = transcriber.transcribe(audio, language=language)
    return TimedTranscript(heard, _spread(heard, audio.duration))


def weigh_texts(
    transcriber: Transcriber, audio: Audio, texts: Sequence[str], language: str
) -> list[float] | None:
    """How well a sound bears texts out, by an engine that can say."""
    if not isinstance(transcriber, WeighingTranscriber):
        return None
    return transcriber.weigh(audio, texts, language=language)


def _spread(heard: Transcript, seconds: float) -> tuple[HeardWord, ...]:
    words, at, letters = [], 0, max(1, len(heard.text))
    for word in heard.text.split():
        words.append(HeardWord(word, seconds * at / letters))
        at += len(word) + 1
    return tuple(words)
