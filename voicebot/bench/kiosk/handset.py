"""A handset of which microphone and loudspeaker are null sinks and keys are pressed; and who holds it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from voicebot.audio import Audio
from voicebot.bench.kiosk.screen import Reply, WentWrong, reply_of
from voicebot.bench.kiosk.sinks import Sinks
from voicebot.client.handset.happenings import Hook, Key
from voicebot.client.handset.machine import State
from voicebot.client.handset.phone import Handset
from voicebot.client.handset.shelf import Shelf
from voicebot.client.line import Event
from voicebot.settings import HandsetSettings

__all__ = ["HandsetCaller", "lifted"]

_PATIENCE_S = 60.0
_STILL_S = 0.5
_THINKS_S = 2.0
"""After a key the desk may think so long: each key has a reply of its own, which the next one cuts short."""
_APART_S = 0.3


class _Overheard(Handset):
    """A handset of which everything that it is told is kept."""

    def __init__(self, own: HandsetSettings, shelf: Shelf) -> None:
        super().__init__(own, shelf)
        self.replies: list[Reply] = []
        self.events: list[Event] = []
        self.saying = False

    def _obey(self, event: Event) -> None:
        match event["type"]:
            case "response.created":
                self.saying = True
                if not event["interim"]:
                    self.replies.append(reply_of(event))
            case "response.done":
                self.saying = False
            case _:
                self.events.append(event)
        super()._obey(event)

    @property
    def silent(self) -> bool:
        return not self.saying and self._playout.idle


class HandsetCaller:
    """Somebody who holds it.

    Args:
        handset: that is served.
        sinks: its sound.
    """

    def __init__(self, handset: _Overheard, sinks: Sinks) -> None:
        self._handset, self._sinks = handset, sinks

    @property
    def replies(self) -> list[Reply]:
        """Of the desk, in order; fillers are left out."""
        return self._handset.replies

    def of(self, kind: str) -> list[Event]:
        """What it was told, of one type."""
        return [event for event in self._handset.events if event["type"] == kind]

    async def lift(self) -> Reply:
        """Be greeted."""
        self._handset.happen(Hook(True))
        return await self._after(0, "lifting")

    async def put_down(self) -> None:
        """Nothing is left of the talk."""
        self._handset.happen(Hook(False))
        await self._until(lambda: self._handset.phone.state is State.IDLE, "rest")

    async def say(self, sound: Audio, words: str) -> Reply:
        """Speak when the desk is silent, and hear its reply to the end."""
        before = len(self._handset.replies)
        await asyncio.to_thread(self._sinks.play, sound)
        return await self._after(before, words)

    async def press(self, keys: str) -> Reply:
        """Press one key after the other, and hear what comes of it to the end."""
        for key in keys:
            before = len(self._handset.replies)
            self._handset.happen(Key(key))
            await asyncio.sleep(_APART_S)
        return await self._after(before, keys, _THINKS_S)

    async def _after(self, before: int, what: str, still_s: float = _STILL_S) -> Reply:
        await self._until(lambda: len(self._handset.replies) > before, f"a reply to {what}")
        still = 0.0
        while still < still_s:
            await self._until(lambda: self._handset.silent, f"the end of the reply to {what}")
            await asyncio.sleep(0.1)
            still = still + 0.1 if self._handset.silent else 0.0
        return self._handset.replies[-1]

    async def _until(self, holds: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not holds():  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.02)
        except TimeoutError:
            said = self._handset.replies[-1].text if self._handset.replies else "nothing"
            raise WentWrong(f"{what}: never; said last: {said}") from None


@asynccontextmanager
async def lifted(own: HandsetSettings, sinks: Sinks) -> AsyncIterator[HandsetCaller]:
    """A handset that is served, and who holds it; its sound cards are those of the environment."""
    handset = _Overheard(own, Shelf(own.prompts_dir))
    serving = asyncio.create_task(handset.run())
    try:
        yield HandsetCaller(handset, sinks)
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
