"""The model is asked where it answers in time; who is in danger waits for nobody."""

import asyncio
from collections.abc import Sequence

import pytest

from voicebot.errors import EngineError
from voicebot.talk import danger_ear
from voicebot.talk.danger_ear import weighed
from voicebot.understand.meaning import Reading

READINGS = [Reading("불이 났어요", -0.2), Reading("부리 났어요", -0.4)]


async def test_readings_bear_what_the_model_makes_of_them() -> None:
    async def hears(texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]

    found = await weighed(READINGS, hears)
    assert [one.alarm for one in found] == [6.0, 6.0]
    assert [(one.text, one.score) for one in found] == [(one.text, one.score) for one in READINGS]


async def test_a_model_that_is_late_or_fails_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(danger_ear, "PATIENCE_S", 0.01)

    async def late(texts: Sequence[str]) -> list[float]:
        await asyncio.sleep(60)
        return [0.0 for _ in texts]

    async def fails(texts: Sequence[str]) -> list[float]:
        raise EngineError("busy", "Too many callers.")

    assert await weighed(READINGS, late) == READINGS
    assert await weighed(READINGS, fails) == READINGS
