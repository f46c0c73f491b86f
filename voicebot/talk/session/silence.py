"""What is said to somebody who says nothing: the desk listens, then offers choices, then rests."""

from __future__ import annotations

from voicebot.talk.session.head import Head
from voicebot.talk.session.thinking import Thinking
from voicebot.telemetry.turn import Turn

__all__ = ["Silence"]

_LADDER = ("listening", "offer", "silence_goodbye")
"""What is said to silence, as often as nothing follows."""


class Silence:
    """Works for one caller.

    Args:
        head: speaks.
        thinking: while it is busy, nobody waits for the caller.
    """

    def __init__(self, head: Head, thinking: Thinking) -> None:
        self._head = head
        self._thinking = thinking
        self._step = 0

    def broken(self) -> None:
        """The caller said something."""
        self._step = 0

    async def speak_up(self) -> None:
        """It is the caller's turn and nothing is said; in danger nobody is hurried."""
        head = self._head
        if head.mouth.sounding or self._thinking.busy or self._step == len(_LADDER) or head.mind.in_danger:
            return
        head.mind.begin()
        step = _LADDER[self._step]
        self._step += 1
        if step == "offer":
            await head.telling.speak(head.mind.offered(), Turn())
        else:
            await head.telling.say(step)
