"""The words of a turn, recognised in its last pause, before anybody knows that it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from voicebot.errors import EngineError
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.workers import Urgency, UrgencyNow

__all__ = ["Guess"]


class Guess:
    """Recognition on suspicion.

    Args:
        recognise: recognises, as urgently as it is told.

    Attributes:
        turn: whose words they are, once it has ended; somebody waits for them from then on.
    """

    def __init__(self, recognise: Callable[[UrgencyNow], Coroutine[Any, Any, Transcript]]) -> None:
        self.turn: TurnEnded | None = None
        self._words = asyncio.create_task(recognise(self._urgency))

    async def of(self, turn: TurnEnded) -> Transcript | None:
        """The words, if they are that turn's and have not given way to others' in a full queue.

        Raises:
            EngineError: as the recogniser.
        """
        if self.turn is not turn:
            return None
        try:
            return await self._words
        except asyncio.CancelledError:
            if not self._words.cancelled():
                raise
        except EngineError as error:
            if error.code != "busy":
                raise
        return None

    def forget(self) -> None:
        """The caller goes on: the words are not needed."""
        self._words.cancel()

    def _urgency(self) -> Urgency:
        return Urgency.FINAL if self.turn else Urgency.SPECULATIVE
