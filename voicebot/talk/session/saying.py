"""What is said to one caller: replies and their effects, and what a broken line kept from being heard."""

from __future__ import annotations

from voicebot.talk import server_events as told
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.session.head import Head
from voicebot.telemetry.turn import Stage, Turn

__all__ = ["Saying"]


class Saying:
    """Works for one caller.

    Args:
        head: speaks.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._unheard: Reply | None = None

    @property
    def owes(self) -> bool:
        """Whether something was not heard, and will be said once the connection is back."""
        return self._unheard is not None

    async def answer(self, reply: Reply, turn: Turn) -> None:
        """Speak what was found."""
        turn.stamp(Stage.MATCHED)
        await self.say(reply, turn)

    async def say(self, reply: Reply, turn: Turn) -> None:
        """Speak a reply; one that says that all is forgotten is true, here and on the caller's device."""
        if Effect.FORGET in reply.effects:
            await self._forget(reply)
        await self._head.telling.speak(reply, turn)

    async def _forget(self, reply: Reply) -> None:
        self._head.mind.parts.forget()
        self._unheard = None
        await self._head.mind.counter.forget()
        await self._head.outlet.event(told.Notice(kind="forgotten", say=" ".join(reply.sentences)))

    async def take(self, reply: Reply | None, complaint: str, turn: Turn) -> None:
        """Speak a reply to a press; a press that means nothing now is an error that loses nothing."""
        if reply is None:
            await self._head.careful.tell(complaint, "That choice is not open now.", "nothing_said")
        else:
            await self._head.telling.speak(reply, turn)

    async def pause(self) -> None:
        """The connection has dropped: stop speaking, and remember what was not heard.

        What is only being made goes on being made, and waits: it may take longer than to the next break.
        """
        mouth = self._head.mouth
        mouth.wait_for_caller()
        if not mouth.making:
            self._unheard = mouth.unheard() or self._unheard
            await self._head.telling.hush()

    async def go_on(self) -> None:
        """The connection is back: say what was not heard, unless something newer is being said."""
        self._head.careful.mend()
        self._head.mouth.caller_is_back()
        unheard, self._unheard = self._unheard, None
        if unheard and not self._head.mouth.sounding:
            await self._head.telling.speak(unheard, Turn())
