"""How a page sounds: the officer's recording, else the desk's voice, as a file that a browser plays."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from pathlib import Path

from voicebot.audio import Audio
from voicebot.channels.heard import RATE, encoded
from voicebot.channels.resident.behind import Behind
from voicebot.civic.entry import Entry
from voicebot.talk.client_events import SpeechOptions

__all__ = ["PageVoice"]

KEPT = 64
"""Sounds in memory, at 5 KB a second: a browser asks for one in several parts."""


class PageVoice:
    """Reads pages aloud.

    Args:
        behind: the desk, ready to speak.
    """

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    async def answer(self, entry: Entry, today: dt.date) -> bytes:
        """The whole answer, as it is said on this day (MP3).

        Raises:
            EngineError: the voice has failed, or too many wait for it.
        """
        known = self._behind.knowledge.get(entry.language)
        recording = known.recording(entry) if known and entry.in_force(today) else None
        lines = entry.voiced(today, recorded=recording is not None)
        return await self.said(lines, entry.language, recording)

    async def name(self, entry: Entry) -> bytes:
        """What it is called, as it is said when somebody comes to its button.

        Raises:
            EngineError: as above.
        """
        return await self.said((f"{entry.label}.",), entry.language)

    async def said(self, lines: tuple[str, ...], language: str, recording: Path | None = None) -> bytes:
        """Sentences of the office's own, one after the other; nothing that somebody has written.

        Raises:
            EngineError: as above.
        """
        key = (language, str(recording or ""), *lines)
        if key not in self._kept:
            sounds = [
                await self._line(line, language, None if at else recording) for at, line in enumerate(lines)
            ]
            self._kept[key] = await encoded(sounds)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    async def _line(self, line: str, language: str, recording: Path | None) -> Audio:
        """One piece; the first may be the recording."""
        voices, options = self._behind.voices, SpeechOptions()
        ready = await voices.ready_sound(line, language, options, RATE, recording)
        return (ready or await voices.make_sound(line, language, options, RATE)).audio
