"""Ears, mouth and mind towards one caller, put together, and what can be set of them."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from voicebot.hear.listener import Event, Listener
from voicebot.hear.patience import PRESETS, Patience
from voicebot.talk import client_events as asked
from voicebot.talk.careful import Careful
from voicebot.talk.clerk import Clerk
from voicebot.talk.counter.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.ears import Awaited, Ears, HeardSoFar
from voicebot.talk.mouth import Mouth
from voicebot.talk.outlet import Outlet
from voicebot.talk.reply import Reply
from voicebot.talk.telling import Telling
from voicebot.talk.understanding import Understanding

__all__ = ["Head"]


class Head:
    """What every part of one conversation works with.

    Args:
        desk: the shared half.
        outlet: where words and sounds go.
        start: what the caller's device asked for.
        asker: whose wrong numbers are counted together; this conversation's alone when empty.
        on_event: told of speech and of turns, in order.
        on_change: told how a complaint stands now.

    Attributes:
        name: of the conversation.
        outlet: as given.
        careful: runs whatever may fail.
        mouth: the caller's loudspeaker.
        telling: speaks replies.
        clerk: files and follows complaints.
        mind: what the caller means.
        ears: the caller's microphone.
        language: that is spoken.
    """

    def __init__(
        self,
        desk: Desk,
        outlet: Outlet,
        start: asked.SessionStart,
        asker: str,
        on_event: Callable[[Event | HeardSoFar], Awaitable[None]],
        on_change: Callable[[Reply], Awaitable[None]],
    ) -> None:
        self.name = f"s-{secrets.token_hex(8)}"
        self.outlet = outlet
        self.careful = Careful(self.name, outlet, start.language)
        self.mouth = Mouth(desk.voices, outlet, desk.settings.limits)
        self.telling = Telling(self.mouth, self.careful, self._expect)
        self.clerk = Clerk(desk.backroom, outlet, asker or self.name, on_change)
        counter = Counter(desk.backroom, self.clerk, outlet, self.name, self.mouth.has_heard)
        self.mind = Understanding(desk, self.careful, counter, start.language, start.channel)
        self.ears = self._listening(desk, start, on_event)
        self._speak(start.language)
        self.mouth.options, self.mouth.format = start.speech, start.audio.out
        self.mind.dialogue.one_by_one = start.speech.one_by_one

    def _listening(
        self,
        desk: Desk,
        start: asked.SessionStart,
        on_event: Callable[[Event | HeardSoFar], Awaitable[None]],
    ) -> Ears:
        listener = Listener(
            desk.hearing.voice_activity,
            mode=start.turn.mode,
            patience=_patience(start.channel, start.turn.patience),
            limit_s=desk.settings.limits.utterance_s,
        )
        return Ears(
            listener, desk.hearing, start.language, on_event, awaits=self._awaited, asked=self.has_asked
        )

    @property
    def channel(self) -> str:
        """Where the caller is."""
        return self.mind.channel

    def has_asked(self) -> bool:
        """Whether a question of the desk is open that the caller has heard."""
        return bool(self.mind.dialogue.thread.expected) and self.mouth.at_last

    def _awaited(self) -> Awaited:
        mind = self.mind
        return Awaited(mind.dialogue.thread.expected, mind.lead, mind.number_ending)

    async def _expect(self, seconds: float) -> None:
        """It is the caller's turn in so many seconds."""
        await self.ears.push(lambda listener: listener.expect(seconds))

    # -- settings ----------------------------------------------------------------------------------

    def _speak(self, language: asked.Language) -> None:
        self.language = language
        self.ears.language = self.mouth.language = self.careful.language = language

    async def update(self, event: asked.SessionUpdate) -> None:
        """Change what was asked for at the start; from the next sentence."""
        if event.language and event.language != self.language:
            self._speak(event.language)
            self.mind.speak(event.language, one_by_one=self.mind.dialogue.one_by_one)
        if event.speech:
            self.mouth.options = event.speech
            self.mind.dialogue.one_by_one = event.speech.one_by_one
        self.mouth.format = event.audio.out if event.audio else self.mouth.format
        self.mind.channel = event.channel or self.mind.channel
        if event.turn:
            mode, patience = event.turn.mode, _patience(self.channel, event.turn.patience)
            await self.ears.push(lambda listener: listener.configure(mode, patience))


def _patience(channel: str, factor: float) -> Patience:
    return PRESETS.get(channel, PRESETS["browser"]).times(factor)
