"""A guess gives way to what others wait for, until its own turn has ended."""

from __future__ import annotations

import asyncio

import pytest

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.hear.turn import Reason
from voicebot.talk.guess import Guess
from voicebot.workers import Urgency, UrgencyNow

WORDS = Transcript((Hypothesis("등본", -0.1),), "ko", 0.0, 1.0, 8.0)


def turn() -> TurnEnded:
    return TurnEnded(Audio.silence(1.0, 16000), Reason.SILENCE, 0.7, 0.3, 1.0)


async def test_it_is_as_urgent_as_a_final_once_its_turn_has_ended() -> None:
    asked = list[UrgencyNow]()

    async def recognise(urgency: UrgencyNow) -> Transcript:
        asked.append(urgency)
        return WORDS

    guess = Guess(recognise)
    await asyncio.sleep(0)
    assert asked[0]() is Urgency.SPECULATIVE
    guess.turn = turn()
    assert asked[0]() is Urgency.FINAL
    assert await guess.of(guess.turn) is WORDS
    assert await guess.of(turn()) is None


async def test_what_gave_way_in_a_full_queue_says_nothing_and_what_failed_says_so() -> None:
    for code, gives_way in (("busy", True), ("hung", False)):

        async def recognise(_: UrgencyNow, code: str = code) -> Transcript:
            raise EngineError(code, "no")

        guess = Guess(recognise)
        guess.turn = turn()
        if gives_way:
            assert await guess.of(guess.turn) is None
        else:
            with pytest.raises(EngineError):
                await guess.of(guess.turn)


async def test_what_is_forgotten_says_nothing() -> None:
    async def recognise(_: UrgencyNow) -> Transcript:
        await asyncio.sleep(60)
        return WORDS

    guess = Guess(recognise)
    guess.turn = turn()
    await asyncio.sleep(0)
    guess.forget()
    assert await guess.of(guess.turn) is None
