"""One thought at a time: what is newer takes the place of what was being thought about.

But for keys: each is a digit of something, so that they are thought about one after the other and none is
lost, however fast they are pressed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from voicebot.hear.listener import TurnEnded
from voicebot.talk.session.head import Head
from voicebot.talk.telling import cancelled
from voicebot.telemetry.turn import Stage, Turn

__all__ = ["Thinking"]


class Thinking:
    """Thinks beside the speaking: a reply is only given up once something that replaces it was understood.

    Args:
        head: thinks, and says that it takes long.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._thought: asyncio.Task[None] | None = None
        self._lasting: list[asyncio.Task[None]] = []  # in their order; each waits for the one before
        self._announcing: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being thought about."""
        return self._thought is not None and not self._thought.done()

    @property
    def tasks(self) -> tuple[asyncio.Task[None] | None, ...]:
        """What ends with the conversation."""
        return self._thought, self._announcing, *self._lasting

    def begin(
        self,
        work: Callable[[Turn], Awaitable[None]],
        spoken: TurnEnded | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        """Think about something new.

        Args:
            work: thinks, and speaks the reply.
            spoken: the turn, where it was spoken.
            lasting: whether it is thought to its end whatever comes; what comes waits for it.
        """
        self._lasting = [task for task in self._lasting if not task.done()]
        before = self._lasting[-1:]
        for task in self._passing:
            task.cancel()
        head, turn = self._head, _turn_now(spoken)
        head.mind.begin()
        thought = head.careful.start(lambda: _after(before, work, turn))
        self._announcing = head.careful.start(lambda: head.telling.announce(turn, thought))
        self._thought = thought
        if lasting:
            self._lasting.append(thought)

    async def give_up(self) -> None:
        """No reply is wanted any more to what was said; what is lasting is thought to its end."""
        await cancelled(*self._passing)

    @property
    def _passing(self) -> list[asyncio.Task[None]]:
        return [task for task in (self._thought, self._announcing) if task and task not in self._lasting]

    def hush(self) -> None:
        """Say nothing of it if it takes long: the caller goes on speaking."""
        if self._announcing:
            self._announcing.cancel()


async def _after(
    before: list[asyncio.Task[None]], work: Callable[[Turn], Awaitable[None]], turn: Turn
) -> None:
    if before:
        await asyncio.wait(before)
    await work(turn)


def _turn_now(spoken: TurnEnded | None) -> Turn:
    """A turn that ends now, after the silence that ended what was spoken."""
    turn = Turn(ended=spoken.reason if spoken else "")
    turn.stamp(Stage.TURN_END)
    turn.stamp(Stage.SPEECH_END, turn.at[Stage.TURN_END] - (spoken.silence if spoken else 0.0))
    return turn
