"""Listening for an answer: where the desk has asked, few words can be meant, and they are listened for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from voicebot.audio import Audio
from voicebot.hear.transcriber import Hypothesis, Transcriber, Transcript
from voicebot.understand.expected import DIGITS, SHORT_S, expected_answer, hints
from voicebot.understand.led import NOTHING, Lead, sounds_alike

__all__ = ["READINGS", "listen_for"]

READINGS = 3
"""Hypotheses asked of the recogniser where the best one is not enough: they cost another decoding."""


def listen_for(
    transcriber: Transcriber,
    audio: Audio,
    language: str,
    expected: Collection[str],
    readings: int = 1,
    lead: Lead = NOTHING,
) -> Transcript:
    """Recognise a sound that may be one of the expected answers; computes.

    Sound as short as an answer is heard in several readings, and again with a hint of what is expected. A digit
    is taken as it is heard then; of anything else the words alone are, and how sure the recogniser is comes from
    the reading without: hints are echoed.

    Args:
        transcriber: the recogniser.
        audio: one utterance.
        language: ISO 639-1 code.
        expected: see `voicebot.understand.expected`.
        readings: asked of the recogniser for other sound.
        lead: what an answer to what was asked may hold besides.

    Raises:
        EngineError: as the recogniser.
    """
    digits = any(value in DIGITS for value in expected)
    if expected and (digits or audio.duration <= SHORT_S):
        readings = READINGS
    words, most = hints(expected, audio.duration, language), transcriber.capabilities.n_best
    readings = min(readings, most)
    if words and digits:
        hinted = transcriber.transcribe(audio, language=language, n_best=readings, hints=words)
        if expected_answer(hinted.hypotheses, expected, language):
            return hinted
    free = transcriber.transcribe(audio, language=language, n_best=readings)
    if not free.hypotheses or expected_answer(free.hypotheses, expected, language):
        return free
    told = " ".join(part for part in (words, lead.hint(free.text)) if part)
    if not told:
        return free
    led = transcriber.transcribe(audio, language=language, n_best=1, hints=told)
    return _led(free, led, expected, language)


def _led(free: Transcript, led: Transcript, expected: Collection[str], language: str) -> Transcript:
    """What was heard, with the led reading first where it may be what was said; as sure as the free one."""
    answers = expected_answer(led.hypotheses, expected, language) is not None
    if not led.text or not (answers or sounds_alike(led.text, free.text)):
        return free
    first, *_ = free.hypotheses
    others = (one for one in free.hypotheses if one.text != led.text)
    return replace(free, hypotheses=(Hypothesis(led.text, first.score), *others))
