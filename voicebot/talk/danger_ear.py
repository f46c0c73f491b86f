"""What a tuned model hears of danger, while there is time for it: the rest of the gate waits for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from voicebot.errors import VoicebotError
from voicebot.telemetry.logs import log
from voicebot.understand.meaning import Reading

__all__ = ["PATIENCE_S", "Hears", "weighed"]

PATIENCE_S = 0.5
"""Then rules and letters decide alone: who is in danger must not wait behind other callers' questions."""

Hears = Callable[[Sequence[str]], Awaitable[list[float]]]
"""Natural-log odds that each text tells of danger; computed elsewhere."""


async def weighed(readings: Sequence[Reading], hears: Hears) -> list[Reading]:
    """Readings with what the model makes of them (`Reading.alarm`); as they are where it is late or fails.

    Args:
        readings: of one utterance.
        hears: asks the model.
    """
    try:
        async with asyncio.timeout(PATIENCE_S):
            odds = await hears([reading.text for reading in readings])
    except (TimeoutError, VoicebotError) as error:
        log.warning("danger heard without the model", error=type(error).__name__)
        return list(readings)
    return [replace(reading, alarm=one) for reading, one in zip(readings, odds, strict=True)]
