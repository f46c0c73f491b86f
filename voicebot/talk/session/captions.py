"""What was heard, in writing; nothing in it says who somebody is."""

from __future__ import annotations

import re

from voicebot.talk import server_events as told
from voicebot.talk.ears import HeardSoFar
from voicebot.talk.session.head import Head
from voicebot.telemetry.metrics import CONFIDENCE
from voicebot.text.masking import MASK, mask

__all__ = ["Captions"]


class Captions:
    """Shows one caller what the desk has heard.

    Args:
        head: knows whether the words say who somebody is.
    """

    def __init__(self, head: Head) -> None:
        self._head = head

    async def so_far(self, heard: HeardSoFar) -> None:
        """Words of the turn under way."""
        safe = self._veiled(heard.text)
        await self._head.outlet.event(
            told.TranscriptionDelta(text=safe, confidence=heard.confidence, masked=safe != heard.text)
        )

    async def whole(self, text: str, confidence: float) -> None:
        """All that was said in a turn."""
        safe = self._veiled(text)
        CONFIDENCE.observe(confidence)
        await self._head.outlet.event(
            told.TranscriptionCompleted(text=safe, confidence=confidence, masked=safe != text)
        )

    def _veiled(self, text: str) -> str:
        """What was heard, as it may be read by others; nothing of it where it says who somebody is."""
        return re.sub(r"[^\W_]", MASK, text) if self._head.mind.personal else mask(text)
