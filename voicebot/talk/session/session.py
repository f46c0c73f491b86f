"""One conversation as its channel sees it: sounds and events in; greeted, paused, taken up again, closed."""

from __future__ import annotations

import asyncio
import secrets

from voicebot.audio import Audio
from voicebot.errors import ProtocolError
from voicebot.hear.listener import Event
from voicebot.speak.sentences import split_sentences
from voicebot.talk import client_events as asked
from voicebot.talk.desk import Desk
from voicebot.talk.ears import Control, HeardSoFar
from voicebot.talk.outlet import Outlet
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.talk.session.head import Head
from voicebot.talk.session.noticing import Noticing
from voicebot.talk.session.presses import Presses
from voicebot.talk.session.saying import Saying
from voicebot.talk.session.thinking import Thinking
from voicebot.talk.telling import cancelled
from voicebot.telemetry.turn import Turn

__all__ = ["Session"]

ECHO_FREE = frozenset({"browser", "phone", "test"})
"""Channels that cancel the desk's own voice; elsewhere the desk does not listen while it speaks."""

GREETED = frozenset({"kiosk", "phone"})
"""Channels on which the desk speaks first, unless told otherwise; on a page it is read."""


class Session:
    """One caller.

    Args:
        desk: the shared half.
        outlet: where words and sounds go.
        start: what the caller's device asked for.
        asker: whose wrong numbers are counted together; this conversation's alone when empty.

    Attributes:
        id: its name, in the protocol and in the log.
        resume_token: who shows it takes the conversation up again.
    """

    def __init__(self, desk: Desk, outlet: Outlet, start: asked.SessionStart, asker: str = "") -> None:
        self._head = head = Head(desk, outlet, start, asker, self._notice, self._speak_when_quiet)
        self._mind, self._mouth, self._ears = head.mind, head.mouth, head.ears
        self.id, self.resume_token = head.name, secrets.token_urlsafe(24)
        self._thinking, self._saying = Thinking(head), Saying(head)
        self._presses = Presses(head, self._thinking, self._saying)
        self._noticing = Noticing(head, self._thinking, self._saying)
        self._greeter, self._device = desk.greeter, start.device_token
        self._full_duplex = start.full_duplex
        self._greets = start.channel in GREETED if start.greet is None else start.greet
        self._listening = head.careful.start(self._ears.run)

    @property
    def broken(self) -> asyncio.Future[ProtocolError]:
        """What the conversation cannot survive, when it has come."""
        return self._head.careful.broken

    @property
    def language(self) -> asked.Language:
        """The language that is spoken."""
        return self._head.language

    @property
    def channel(self) -> str:
        """Where the caller is."""
        return self._head.channel

    @property
    def in_danger(self) -> bool:
        """Whether the caller may be in danger: then no time-out ends or hurries the talk."""
        return self._mind.in_danger

    @property
    def has_more_to_say(self) -> bool:
        """Whether something is being said, or was not heard, or is being thought of."""
        return self._saying.owes or self._mouth.sounding or self._thinking.busy

    # -- what comes in -----------------------------------------------------------------------------

    async def hear(self, sound: Audio) -> None:
        """One frame of the caller's sound."""
        if self._listening.done():
            self._listening = self._head.careful.start(self._ears.run)
        if self._hears_over_itself or not self._mouth.sounding:
            await self._ears.push(sound)

    @property
    def _hears_over_itself(self) -> bool:
        """Whether the caller's device keeps the desk's own voice out of what it sends."""
        return self.channel in ECHO_FREE if self._full_duplex is None else self._full_duplex

    async def _notice(self, event: Event | HeardSoFar) -> None:
        await self._noticing.notice(event)

    async def handle(self, event: asked.ClientEvent) -> None:
        """One event of the caller's device."""
        match event:
            case asked.SessionUpdate():
                await self._head.update(event)
            case asked.ResponseCancel():
                await self._thinking.give_up()
                await self._head.telling.hush()
            case asked.Playback():
                self.heard(event)
            case asked.BufferCommit() | asked.BufferClear() | asked.InputHold():
                await self._ears.push(_control(event))
            case _:
                self._presses.take(event)

    def heard(self, event: asked.Playback) -> None:
        """The device says what it has played."""
        self._mouth.heard(event)

    async def photo(self, content: bytes) -> str:
        """A photo that the caller shows; what is said of it, which is spoken when nothing else is.

        Raises:
            ComplaintError: it is no photo, or nobody asked for one.
            EngineError: ``busy``.
        """
        clean = await self._mind.attaching.cleaned(content)
        sentences = await self._mind.counter.photos.take(clean)
        await self._speak_when_quiet(Reply("notice", sentences))
        return " ".join(sentences)

    # -- what is said of its own accord ------------------------------------------------------------

    async def _speak_when_quiet(self, reply: Reply) -> None:
        """A change of a complaint is said in an open conversation, but interrupts nobody."""
        if not self.has_more_to_say:
            await self._head.telling.speak(self._mind.counter.put(reply), Turn())

    async def notify(self, phrase: str) -> None:
        """Speak one of the desk's own phrases, such as the warning before a time-out."""
        await self._head.telling.say(phrase)

    async def greet(self) -> None:
        """Say hello, where the desk speaks first."""
        if self._greets:
            reply = self._greeter.reply(self.language, self.channel, self._device)
            self._mind.dialogue.remember(reply)
            await self._head.telling.speak(reply, Turn())

    async def deliver(self, say: str) -> None:
        """Say what somebody of the office has for whoever is there; nothing of it is kept."""
        message = (*phrases(self.language)("handset_message"), *split_sentences(say))
        await self._head.telling.speak(Reply("notice", message, keep=False), Turn())

    # -- the connection ----------------------------------------------------------------------------

    async def pause(self) -> None:
        """The connection has dropped: stop speaking, and remember what was not heard."""
        await self._saying.pause()

    async def go_on(self) -> None:
        """The connection is back: say what was not heard, unless something newer is being said."""
        await self._saying.go_on()

    async def close(self) -> None:
        """Stop listening and speaking, and forget everything."""
        await cancelled(self._listening, *self._thinking.tasks)
        self._head.clerk.close()
        self._mind.counter.close()
        await self._head.telling.close()
        await self._mind.parts.close()


def _control(event: asked.BufferCommit | asked.BufferClear | asked.InputHold) -> Control:
    """What a button means to the turn machine."""
    match event:
        case asked.BufferCommit():
            return lambda listener: listener.commit()
        case asked.BufferClear():
            return lambda listener: listener.clear()
        case asked.InputHold(down=down):
            return lambda listener: listener.hold(down)
