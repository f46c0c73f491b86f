"""Answers that nobody has recorded are made into sound beforehand, while nobody talks with the desk.

What is made is a sentence in the cache of speech: a restart loses nothing, and another voice or another
way to say a word has it made anew. A published answer that is not made yet is spoken live meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voicebot.civic.publishing.texts import Fields
from voicebot.civic.publishing.timeline import Key
from voicebot.talk.unrecorded import Said, Unrecorded
from voicebot.telemetry.logs import log

__all__ = ["LULL_S", "Ahead", "Progress", "Voice", "Voiced"]

LULL_S = 10.0
"""Nobody talks when for so long nobody was heard and nothing was said: longer than people think."""
_BUSY_LOOK_S, _DONE_LOOK_S = 1.0, 15.0


class Voice(Protocol):
    """The desk's voice, as far as it is needed here."""

    def has(self, language: str, text: str) -> bool:
        """Whether the sound of a text is there."""
        ...

    async def prepare(self, language: str, sentences: list[str], most: int) -> list[str]:
        """Make at most so many that are not there, behind everybody else; those that are there then."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is.

    Attributes:
        ready: sentences whose sound is there.
        wanted: all of them.
        resting: somebody talks, so that nothing is made now.
    """

    ready: int
    wanted: int
    resting: bool


@dataclass(frozen=True, slots=True)
class Voiced:
    """Whose voice says an answer.

    Attributes:
        recorded: an officer's; else the desk's own.
        ready: sentences that this voice has been made for.
        wanted: all of them.
    """

    recorded: bool
    ready: int
    wanted: int


class Ahead:
    """Makes sentences one at a time; before each it looks whether somebody talks.

    Args:
        voice: makes them.
        wanted: what to make, the most needed first; asked anew whenever all is made.
        quiet_s: seconds since somebody last talked with the desk.
    """

    def __init__(self, voice: Voice, wanted: Unrecorded, quiet_s: Callable[[], float]) -> None:
        self._voice = voice
        self._wanted = wanted
        self._quiet_s = quiet_s
        self._failed: set[Said] = set()

    async def progress(self) -> Progress:
        """How far it is now."""
        wanted = await self._wanted()
        missing = await asyncio.to_thread(self._missing, wanted)
        return Progress(len(wanted) - len(missing), len(wanted), bool(missing) and not self._lull())

    def voiced(self, key: Key, fields: Fields) -> Voiced:
        """Whose voice says a text."""
        lines = self._wanted.lines(key, fields)
        ready = sum(self._voice.has(key[0], line) for line in lines)
        return Voiced(self._wanted.recorded(fields.get("audio")), ready, len(lines))

    def recording(self, name: str | None) -> Path | None:
        """The file of an officer's recording, if there is one of that name."""
        return self._wanted.recording(name)

    async def make_one(self) -> bool:
        """Make the first sentence that is missing, unless somebody talks; whether there is more to do."""
        missing = await asyncio.to_thread(self._missing, await self._wanted())
        able = [said for said in missing if said not in self._failed]
        if not able:
            self._failed.clear()  # they are tried again at the next look
            return False
        if self._lull():
            language, sentence = able[0]
            if not await self._voice.prepare(language, [sentence], 1):
                self._failed.add(able[0])
        return True

    async def run(self) -> None:
        """Make what is missing, until cancelled."""
        while True:
            more = False
            try:
                more = await self.make_one()
            except Exception as error:
                log.error("making answers beforehand failed", error=type(error).__name__)
            await asyncio.sleep((0 if self._lull() else _BUSY_LOOK_S) if more else _DONE_LOOK_S)

    def _lull(self) -> bool:
        return self._quiet_s() >= LULL_S

    def _missing(self, wanted: Sequence[Said]) -> list[Said]:
        return [said for said in wanted if not self._voice.has(*said)]
