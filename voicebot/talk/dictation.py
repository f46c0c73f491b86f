"""Officers' recordings, heard by the recogniser that callers wait for: after them, never in their way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.transcriber import TimedTranscript
from voicebot.talk.hearing import Hearing

__all__ = ["Dictation"]

T = TypeVar("T")
_LOOK_S = 0.05
_LONGEST_WAIT_S = 10.0
"""However many callers speak, something is heard of a batch by then."""
_CROWDED_S = 1.0


class Dictation:
    """The ear of `voicebot.civic.scripts.listening`, over the desk's own hearing.

    A piece waits until nobody needs the recogniser. After one during which callers came it rests as long as
    the piece took, so that a caller rarely meets another.

    Args:
        hearing: of the desk.
    """

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    @property
    def engine(self) -> str:
        """The recogniser's name."""
        return self._hearing.engine

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        """Hear a piece of sound.

        Raises:
            EngineError: the recogniser failed or hangs.
        """
        return await self._patiently(lambda: self._hearing.dictate(audio, language))

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        """How well a piece bears each text out.

        Raises:
            EngineError: the recogniser failed or hangs.
        """
        return await self._patiently(lambda: self._hearing.weigh(audio, texts, language))

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        while True:
            crowded = await self._wait_for_room()
            begun = time.monotonic()
            try:
                done = await ask()
            except EngineError as error:
                if error.code != "busy":
                    raise
                await asyncio.sleep(_CROWDED_S)
                continue
            if crowded or not self._hearing.idle:
                await asyncio.sleep(time.monotonic() - begun)
            return done

    async def _wait_for_room(self) -> bool:
        """Wait until the recogniser is free; whether it was not."""
        until = time.monotonic() + _LONGEST_WAIT_S
        crowded = False
        while not self._hearing.idle and time.monotonic() < until:
            crowded = True
            await asyncio.sleep(_LOOK_S)
        return crowded
