"""What words mean at the counter, given what it waits for: an answer, a number, a complaint."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from voicebot.talk.backroom import Backroom
from voicebot.talk.counter.case import Case
from voicebot.talk.form import by_dictation, by_sound, in_passing
from voicebot.talk.interview import Interview, Said
from voicebot.understand.expected import YES_NO, expected_answer
from voicebot.understand.meaning import Reading

__all__ = ["Meaning"]

YES_S = 120.0
"""A yes that comes later than this after the read-back is asked for again."""


class Meaning:
    """Understands one caller.

    Args:
        case: what the desk waits for.
        backroom: hears troubles, places, times.
        has_heard: whether what bears a mark was heard to its end, within so many seconds.
    """

    def __init__(self, case: Case, backroom: Backroom, has_heard: Callable[[Hashable, float], bool]) -> None:
        self._case = case
        self._room = backroom
        self._has_heard = has_heard

    async def of(self, readings: Sequence[Reading]) -> Said:
        """What the best reading means; a syllable that is near an answer is that answer."""
        case = self._case
        now, said = case.now, await self._room.understand(readings[0].text, case.language)
        if case.fits:
            said = await self._dictated(said, readings, case.fits)
        else:
            said = in_passing(said, readings)
        tracking = case.dialogue.thread.tracking
        if tracking is not None:
            return self._near(said, readings, YES_NO if tracking.doubted else ())
        return await self._answering(now, said, readings) if now else said

    async def _answering(self, now: Interview, said: Said, readings: Sequence[Reading]) -> Said:
        """The same words as an answer to what the interview asks."""
        language = self._case.language
        if now.open and not now.personal:
            said = await self._room.kinds(readings, said, language)
        said = replace(said, heard=now.mark is None or self._has_heard(now.mark, YES_S))
        return self._near(said, readings, now.expected)

    def _near(self, said: Said, readings: Sequence[Reading], expected: Sequence[str]) -> Said:
        """The answer that is only near in sound, where the words say none."""
        if said.wish or said.number or not expected:
            return said
        return by_sound(said, expected_answer(readings, expected, self._case.language))

    async def _dictated(
        self, said: Said, readings: Sequence[Reading], likely: Callable[[str], float]
    ) -> Said:
        if self._case.language != "ko":
            return said
        found: Said = await self._room.run(lambda: by_dictation(said, readings, likely))
        return found
