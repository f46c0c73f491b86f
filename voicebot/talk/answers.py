"""Listening for an answer: where the desk has asked, few words can be meant, and they are listened for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from voicebot.audio import Audio
from voicebot.hear.ending import Ending
from voicebot.hear.transcriber import (
    DigitTranscriber,
    Hypothesis,
    Transcriber,
    Transcript,
    WeighingTranscriber,
)
from voicebot.understand.commands import command
from voicebot.understand.dictation import NEAR, dictated_digits
from voicebot.understand.expected import DIGITS, SHORT_S, WORDS_S, expected_answer, hints
from voicebot.understand.led import NOTHING, Lead, sounds_alike
from voicebot.understand.slots import tells_number
from voicebot.understand.slots.numbering import LIKELY
from voicebot.understand.spoken_number import likeliest
from voicebot.understand.weighing import chosen, ways

__all__ = ["READINGS", "answers", "listen_for", "number_ending"]

LED_NO_SPEECH = 0.3
"""A murmur becomes "네." where that is waited for. How likely it is that nobody spoke was 0.49 and more for
the free readings of five such noises, 0.31 and less where our voices said it
(`voicebot eval guard`)."""

READINGS = 3
"""Hypotheses asked of the recogniser where the best one is not enough: they cost another decoding."""


_CHOICES = 2
"""With fewer there is nothing to choose."""

_DICTATED = 3
"""Digits, two of them different, that are no noise: a crowd is written as one syllable again and again."""


def answers(transcript: Transcript, expected: Collection[str], language: str) -> bool:
    """Whether the words are one of the few that the desk waits for, or digits where it waits for a number."""
    if expected_answer(transcript.hypotheses, expected, language) is not None:
        return True
    if language != "ko" or not set(DIGITS) <= set(expected):
        return False
    heard = transcript.rows[0].digits if transcript.rows else ""
    digits = heard or dictated_digits(transcript.hypotheses[:1], lambda _: 0.0, NEAR) or ""
    return len(digits) >= _DICTATED and len(set(digits)) > 1


def number_ending(transcript: Transcript, fits: Callable[[str], float]) -> Ending | None:
    """How it sounds that a number was told so far: it ends where it is whole; nothing for other words.

    Args:
        transcript: what was heard.
        fits: how readily digits are taken for the number that was asked for.
    """
    digits = likeliest(transcript.rows, transcript.text, fits)
    if digits is None:
        return None
    return Ending.FINISHED if fits(digits) >= LIKELY else Ending.UNFINISHED


def listen_for(
    transcriber: Transcriber,
    audio: Audio,
    language: str,
    expected: Collection[str],
    readings: int = 1,
    lead: Lead = NOTHING,
) -> Transcript:
    """Recognise a sound that may be one of the expected answers; computes.

    Sound as short as an answer is heard in several readings, and again with a hint of what is expected. A
    digit is taken as it is heard then. Of anything else the words are, and how sure the recogniser is comes
    from the reading without: hints are echoed.

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
    digits, dictated = any(value in DIGITS for value in expected), set(DIGITS) <= set(expected)
    ear = transcriber if isinstance(transcriber, DigitTranscriber) and language == "ko" else None
    if dictated and ear:
        return ear.transcribe_digits(audio, language=language)
    if expected and (dictated or audio.duration <= SHORT_S):
        readings = READINGS
    words, readings = (
        hints(expected, audio.duration, language),
        min(readings, transcriber.capabilities.n_best),
    )
    if words and digits:
        hinted = transcriber.transcribe(audio, language=language, n_best=readings, hints=words)
        if expected_answer(hinted.hypotheses, expected, language):
            return hinted
    free = _freely(transcriber, ear, audio, language, readings, lead)
    if not free.hypotheses or expected_answer(free.hypotheses, expected, language):
        return free
    choice = _weighed(transcriber, audio, free, language, lead)
    if choice:
        return _first(choice, free)
    told = _told(words if not digits else "", audio, free, lead)
    if not told:
        return free
    led = transcriber.transcribe(audio, language=language, n_best=1, hints=told)
    return _led(free, led, expected, language)


def _weighed(
    transcriber: Transcriber, audio: Audio, free: Transcript, language: str, lead: Lead
) -> str | None:
    """The number of the choice that the sound bears out, where it is as short as one."""
    asked = language == "ko" and len(lead.options) >= _CHOICES and audio.duration <= WORDS_S
    if not asked or not isinstance(transcriber, WeighingTranscriber) or command(free.text, language):
        return None
    by_number = {number: ways(number, label) for number, label in lead.options}
    texts = [free.text, *(way for each in by_number.values() for way in each)]
    written, *weights = transcriber.weigh(audio, texts, language=language)
    rest = iter(weights)
    return chosen({number: [next(rest) for _ in each] for number, each in by_number.items()}, written)


def _first(choice: str, free: Transcript) -> Transcript:
    """What was heard, with a choice as its first reading; as sure as the free one."""
    taken = Hypothesis(f"{choice}번", free.hypotheses[0].score)
    return replace(free, hypotheses=(taken, *free.hypotheses))


def _freely(
    transcriber: Transcriber,
    ear: DigitTranscriber | None,
    audio: Audio,
    language: str,
    readings: int,
    lead: Lead,
) -> Transcript:
    """What was said, without telling the recogniser anything; with rows of digits where some may be meant."""
    if ear and lead.digits:
        return ear.transcribe_digits(audio, language=language, n_best=readings)
    free = transcriber.transcribe(audio, language=language, n_best=readings)
    if ear and tells_number(free.text):
        return replace(free, rows=ear.transcribe_digits(audio, language=language).rows)
    return free


def _told(answers_alone: str, audio: Audio, free: Transcript, lead: Lead) -> str:
    """What to tell the recogniser for a second hearing; nothing where that would not help."""
    if answers_alone and audio.duration <= SHORT_S:
        return answers_alone
    return lead.hint(free.text) or answers_alone


def _led(free: Transcript, led: Transcript, expected: Collection[str], language: str) -> Transcript:
    """What was heard, with the led reading first where it may be what was said; as sure as the free one."""
    spoken = free.no_speech <= LED_NO_SPEECH
    answer = spoken and expected_answer(led.hypotheses, expected, language) is not None
    words = _once(led.text)
    if not words or not (answer or sounds_alike(words, free.text)):
        return free
    first, *_ = free.hypotheses
    others = (one for one in free.hypotheses if one.text != words)
    return replace(free, hypotheses=(Hypothesis(words, first.score), *others))


def _once(text: str) -> str:
    """A led recogniser is fond of saying a short sentence twice, as the lead does."""
    sentences = (found.strip() for found in re.findall(r"[^.?!]+[.?!]*", text))
    return " ".join(dict.fromkeys(filter(None, sentences)))
