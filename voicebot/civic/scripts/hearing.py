"""Recordings are prepared and heard once, by their content, and never two at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from voicebot.audio.decode import decode
from voicebot.civic.scripts.checking import Listened, check_script
from voicebot.civic.scripts.doubts import second_look
from voicebot.civic.scripts.keeping import listened_json, listened_of
from voicebot.civic.scripts.listening import Ear, Heard, hear_recording
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.recording import Recorded, content_digest, prepare
from voicebot.civic.scripts.script import CheckedScript, Script
from voicebot.civic.scripts.voice import Shelf, Voice
from voicebot.store.heard import HeardScripts

__all__ = ["Compute", "Recordist"]


class Compute(Protocol):
    """Runs work off the event loop."""

    def __call__(self, work: Callable[[], Any], /) -> Awaitable[Any]:
        """Its result."""
        ...


class Recordist:
    """Makes of a sound file what callers hear and what the recogniser hears.

    Args:
        ear: the recogniser.
        compute: runs the preparing off the event loop.
        shelf: where the prepared sound is kept.
        heard: what was heard before.
        most_seconds: of one recording.
    """

    def __init__(
        self,
        ear: Ear,
        *,
        compute: Compute,
        shelf: Shelf,
        heard: HeardScripts,
        most_seconds: float,
    ) -> None:
        self._ear = ear
        self._compute = compute
        self.shelf = shelf
        self._heard = heard
        self._most_seconds = most_seconds
        self.seconds_heard = 0.0

    async def listened(self, content: bytes, name: str, language: str) -> Listened:
        """What came of a recording, now or earlier.

        Raises:
            EngineError: the recogniser failed.
        """
        key = f"{content_digest(content)}-{language}-{self._ear.engine}"[:64]
        kept = await self._heard.get(key)
        known = listened_of(kept) if kept else None
        if known and (known.voice is None or self.shelf.has(known.voice.file)):
            return replace(known, problems=tuple(_named(problem, name) for problem in known.problems))
        fresh = await self._fresh(content, name, language)
        await self._heard.put(key, listened_json(fresh))
        return fresh

    async def check(self, script: Script, key: str, content: bytes) -> CheckedScript:
        """Look at a script with its recording; where numbers differ, listen once more.

        Raises:
            EngineError: the recogniser failed.
        """
        listened = await self.listened(content, script.recording_name, script.language)
        checked = check_script(script, key, listened)
        if checked.voice is None or not any(one.blocks for one in checked.differences):
            return checked
        path = self.shelf.path(checked.voice.file)
        audio = await self._compute(lambda: decode(path, max_seconds=2 * self._most_seconds))
        return await second_look(checked, listened.heard, audio, self._ear)

    async def _fresh(self, content: bytes, name: str, language: str) -> Listened:
        recorded: Recorded = await self._compute(lambda: prepare(content, name, self._most_seconds))
        audio, condition = recorded.audio, recorded.condition
        if audio is None or condition is None:
            return Listened(None, Heard((), 0.0), recorded.problems)
        file = await self._compute(lambda: self.shelf.put(recorded.digest, audio))
        heard = await hear_recording(audio, language, self._ear)
        self.seconds_heard += audio.duration
        voice = Voice(file, audio.duration, recorded.loudness, condition.peak_db, condition.clipped)
        return Listened(voice, heard, recorded.problems)


def _named(problem: Problem, name: str) -> Problem:
    """The same file may be sent under another name."""
    about = {key: name if key == "name" else value for key, value in problem.about}
    return replace(problem, about=tuple(about.items()))
