"""Calls the staff of the place where a kiosk stands, by a program of their own."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from voicebot.telemetry.logs import log

__all__ = ["Bell"]

WITHIN_S = 3.0
APART_S = 10.0
"""Somebody who presses ten times calls once: the staff is on its way."""


class Bell:
    """Where it rings.

    Args:
        url: is sent a POST; nobody is told when empty.
        clock: seconds that only go up.
    """

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._clock = clock
        self._told_at = float("-inf")

    async def ring(self) -> bool:
        """Whether the staff knows that somebody waits; nothing of who it is, or of what was said."""
        if not self._url:
            return False
        if self._clock() - self._told_at < APART_S:
            return True
        told = await self._post()
        self._told_at = self._clock() if told else self._told_at
        return told

    async def _post(self) -> bool:
        try:
            async with httpx.AsyncClient(timeout=WITHIN_S) as client:
                answer = await client.post(self._url, json={"event": "kiosk.help"})
            return answer.is_success
        except httpx.HTTPError as error:
            log.warning("the staff could not be called", error=type(error).__name__)
            return False
