"""A turn that may turn out to be unfinished: its parts, and what must wait until it is certain."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from voicebot.audio import Audio
from voicebot.hear.transcriber import Transcript
from voicebot.talk.careful import Careful, Work
from voicebot.talk.dialogue.thread import Thread
from voicebot.text.spoken_digits import in_a_row
from voicebot.understand.meaning import Reading

__all__ = ["Parts"]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What was said at one go, and its recognition."""

    audio: Audio
    words: asyncio.Task[Transcript]


class Parts:
    """What was said in the last turn, part by part, and the state of the talk before it.

    Args:
        grace_s: seconds after which a turn cannot be reopened any more.
        careful: does what has waited.

    Attributes:
        before: the talk as it was before the turn.
        number: of the turn; the same when it goes on.
    """

    def __init__(self, grace_s: float, careful: Careful) -> None:
        self._grace = grace_s
        self._careful = careful
        self._parts: list[_Part] = []
        self._later: asyncio.Task[None] | None = None
        self._work: Work | None = None
        self.before = Thread()
        self.number = 0

    def __len__(self) -> int:
        """Parts that hold words, as far as is known."""
        return len(self._parts)

    @property
    def sounds(self) -> list[Audio]:
        """The sound of every part."""
        return [part.audio for part in self._parts]

    @property
    def last_audio(self) -> Audio:
        """The sound of the last part."""
        return self._parts[-1].audio

    @property
    def asked(self) -> bool:
        """Whether what was said before the last part was a whole question, by the recogniser's mark."""
        heard = [part.words for part in self._parts[:-1] if part.words.done() and not part.words.cancelled()]
        return bool(heard) and heard[-1].exception() is None and heard[-1].result().text.endswith("?")

    def begin(self, before: Thread) -> None:
        """Another turn: what was said in the one before is settled."""
        self._parts = []
        self.before = before
        self.number += 1

    async def hear(self, audio: Audio, recognising: Coroutine[Any, Any, Transcript]) -> Transcript:
        """Recognise a part; giving up the wait does not give up the recognition, a later part may need it."""
        words = asyncio.create_task(recognising)
        words.add_done_callback(_retrieved)
        self._parts.append(_Part(audio, words))
        return await asyncio.shield(words)

    def forget_last(self) -> None:
        """The last part was no words."""
        self._parts.pop()

    def forget_earlier(self, before: Thread) -> None:
        """The last part stands for itself: it is another turn."""
        self._parts = self._parts[-1:]
        self.before = before
        self.number += 1

    async def readings(self, again: Transcript | None = None) -> list[Reading]:
        """Every reading of the last part, after the best of the parts before; one that failed is left out.

        Args:
            again: the last part, recognised once more.
        """
        *earlier, last = await asyncio.gather(*(part.words for part in self._parts), return_exceptions=True)
        before = [part for part in earlier if isinstance(part, Transcript) and part.text]
        if isinstance(last, BaseException):
            raise last
        start, rows = [part.text for part in before], in_a_row([part.rows for part in (*before, last)])
        readings = (again or last).hypotheses
        return [Reading(" ".join([*start, one.text]), one.score, rows) for one in readings]

    # -- what must not be done too soon ------------------------------------------------------------

    def when_certain(self, work: Work) -> None:
        """Do something once the turn can no longer be reopened; at most one thing waits."""
        self._work = work
        self._later = asyncio.create_task(self._wait())

    def reopened(self) -> None:
        """It is not certain any more: what waits goes on waiting, until `settle` or `drop`."""
        if self._later:
            self._later.cancel()

    def drop(self) -> None:
        """The turn went on: what waits is not done."""
        self.reopened()
        self._work = None

    async def settle(self) -> None:
        """The turn is certain: do now what waits."""
        self.reopened()
        work, self._work = self._work, None
        if work:
            await self._careful.run(work)

    def forget(self) -> None:
        """What was said is gone, whatever waits is not done, and a turn that goes on begins with nothing."""
        self.drop()
        self.begin(Thread())

    async def close(self) -> None:
        """Nobody will go on."""
        for part in self._parts:
            part.words.cancel()
        await self.settle()

    async def _wait(self) -> None:
        await asyncio.sleep(self._grace)
        self._later = None
        await self.settle()


def _retrieved(task: asyncio.Task[Transcript]) -> None:
    """An error that nobody waits for any more has been told already."""
    if not task.cancelled():
        task.exception()
