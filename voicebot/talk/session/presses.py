"""What the caller types or presses, and what comes of it: it is thought about like what was said."""

from __future__ import annotations

from voicebot.talk import client_events as asked
from voicebot.talk.session.head import Head
from voicebot.talk.session.saying import Saying
from voicebot.talk.session.thinking import Thinking
from voicebot.telemetry.turn import Turn

__all__ = ["Presses"]


class Presses:
    """Works for one caller.

    Args:
        head: knows what is meant.
        thinking: thinks about it.
        saying: speaks the reply.
    """

    def __init__(self, head: Head, thinking: Thinking, saying: Saying) -> None:
        self._head = head
        self._mind = head.mind
        self._thinking = thinking
        self._saying = saying

    def take(self, event: asked.ClientEvent) -> None:
        """Think about one event of the caller's device; others than these mean nothing here."""
        think = self._thinking.begin
        match event:
            case asked.InputText(text=text):
                think(lambda turn: self._text(text, turn))
            case asked.InputChoice(choice_id=choice, preview=True):
                think(lambda turn: self._look_at(choice, turn))
            case asked.InputChoice(choice_id=choice):
                think(lambda turn: self._choose(choice, turn))
            case asked.InputKey(key=key):
                think(lambda turn: self._key(key, turn), lasting=True)
            case asked.Command(name=name):
                think(lambda turn: self._command(name, turn))
            case asked.InputLocation(lat=lat, lon=lon):
                think(lambda turn: self._located(lat, lon, turn))
            case asked.ComplaintWatch(receipt=receipt, token=token):
                self._head.careful.start(lambda: self._watch(receipt, token))

    async def _text(self, text: str, turn: Turn) -> None:
        await self._saying.answer(await self._mind.typed(text), turn)

    async def _look_at(self, choice: str, turn: Turn) -> None:
        await self._saying.take(self._mind.dialogue.look_at(choice), "choice_unknown", turn)

    async def _choose(self, choice: str, turn: Turn) -> None:
        await self._saying.take(await self._mind.choose(choice), "choice_unknown", turn)

    async def _key(self, key: str, turn: Turn) -> None:
        await self._saying.take(await self._mind.key(key), "key_meaningless", turn)

    async def _command(self, name: asked.CommandName, turn: Turn) -> None:
        taken_back = await self._mind.counter.pressing.undo() if name == "undo" else None
        await self._saying.say(taken_back or await self._mind.wish(name), turn)

    async def _located(self, latitude: float, longitude: float, turn: Turn) -> None:
        reply = self._mind.located(latitude, longitude)
        reply = reply or await self._mind.counter.located(latitude, longitude)
        await self._saying.take(reply, "position_unasked", turn)

    async def _watch(self, receipt: str, token: str) -> None:
        if not await self._head.clerk.watch(receipt, token):
            refused = "This token is not that complaint's."
            await self._head.careful.tell("watch_refused", refused, "track_unknown")
