"""Listening for an answer: where the desk has asked, few words can be meant, and they are listened for."""

from __future__ import annotations

from collections.abc import Collection

from voicebot.audio import Audio
from voicebot.hear.transcriber import Transcriber, Transcript
from voicebot.understand.expected import SHORT_S, expected_answer, hints

__all__ = ["READINGS", "listen_for"]

READINGS = 3
"""Hypotheses asked of the recogniser where the best one is not enough: they cost another decoding."""


def listen_for(
    transcriber: Transcriber, audio: Audio, language: str, expected: Collection[str], readings: int = 1
) -> Transcript:
    """Recognise a sound that may be one of the expected answers; computes.

    Sound as short as an answer is heard in several readings, and first with a hint of what is expected;
    without, if that brought no answer: hints are echoed.

    Args:
        transcriber: the recogniser.
        audio: one utterance.
        language: ISO 639-1 code.
        expected: see `voicebot.understand.expected`.
        readings: asked of the recogniser for other sound.

    Raises:
        EngineError: as the recogniser.
    """
    if expected and audio.duration <= SHORT_S:
        readings = READINGS
    words, most = hints(expected, audio.duration, language), transcriber.capabilities.n_best
    if words:
        hinted = transcriber.transcribe(audio, language=language, n_best=min(readings, most), hints=words)
        if expected_answer(hinted.hypotheses, expected, language):
            return hinted
    return transcriber.transcribe(audio, language=language, n_best=min(readings, most))
