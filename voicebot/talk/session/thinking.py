"""One thought at a time: what is newer takes the place of what was being thought about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from voicebot.hear.listener import TurnEnded
from voicebot.talk.session.head import Head
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
        self._announcing: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being thought about."""
        return self._thought is not None and not self._thought.done()

    @property
    def tasks(self) -> tuple[asyncio.Task[None] | None, ...]:
        """What ends with the conversation."""
        return self._thought, self._announcing

    def begin(self, work: Callable[[Turn], Awaitable[None]], spoken: TurnEnded | None = None) -> None:
        """Think about something new.

        Args:
            work: thinks, and speaks the reply.
            spoken: the turn, where it was spoken.
        """
        for task in self.tasks:
            if task:
                task.cancel()
        head, turn = self._head, _turn_now(spoken)
        head.mind.begin()
        thought = head.careful.start(lambda: work(turn))
        self._announcing = head.careful.start(lambda: head.telling.announce(turn, thought))
        self._thought = thought

    def hush(self) -> None:
        """Say nothing of it if it takes long: the caller goes on speaking."""
        if self._announcing:
            self._announcing.cancel()


def _turn_now(spoken: TurnEnded | None) -> Turn:
    """A turn that ends now, after the silence that ended what was spoken."""
    turn = Turn(ended=spoken.reason if spoken else "")
    turn.stamp(Stage.TURN_END)
    turn.stamp(Stage.SPEECH_END, turn.at[Stage.TURN_END] - (spoken.silence if spoken else 0.0))
    return turn
