"""The handset, put together: what happens goes to the machine, and what it decides is done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from voicebot.client.handset import tones
from voicebot.client.handset.happenings import (
    Deed,
    Dial,
    HangUp,
    Happening,
    Hush,
    Link,
    Listen,
    Play,
    Ringing,
    Send,
    SoundGone,
    Tick,
    Told,
)
from voicebot.client.handset.machine import Phone, State, step
from voicebot.client.handset.playout import RATE, Playout
from voicebot.client.handset.shelf import Shelf
from voicebot.client.handset.sound_cards import IN_RATE, Earpiece, Microphone
from voicebot.client.line import Event, Line, LinkChange, address_of
from voicebot.settings import HandsetSettings
from voicebot.telemetry.logs import log

__all__ = ["Handset"]

TICK_S = 0.05
REPORT_S = 0.25
_SPOKEN_FOR = ("session.queue", "error")
"""Events with a sentence for the caller for which the desk sends no sound."""


class Handset:
    """One device.

    Args:
        own: its settings.
        shelf: its own prompts.

    Attributes:
        phone: where it is.
        level: what the microphone gave last (PCM16).
        microphone: as it is.
        earpiece: as it is.
    """

    def __init__(self, own: HandsetSettings, shelf: Shelf) -> None:
        self._own, self._shelf = own, shelf
        self._playout = Playout()
        self.phone = Phone(since=time.monotonic())
        self.microphone = Microphone(own.microphone, self._gone("microphone"))
        self.earpiece = Earpiece(own.loudspeaker, self._playout, self._gone("loudspeaker"))
        self._line: Line | None = None
        self._call: list[asyncio.Task[None]] = []
        self._ending: set[asyncio.Task[None]] = set()
        self._ringing: asyncio.Task[None] | None = None
        self._place = "", 0
        self._listens = False
        self.level = b""

    def _gone(self, what: Any) -> Callable[[bool], None]:  # noqa: ANN401 - a literal
        def tell(gone: bool) -> None:
            log.warning("sound device", what=what, gone=gone)
            self.happen(SoundGone(what, gone))

        return tell

    def happen(self, happening: Happening) -> None:
        """Something happened: decide, and do it."""
        before = self.phone.state
        self.phone, deeds = step(self.phone, happening, time.monotonic())
        if self.phone.state is not before:
            log.info("handset", state=self.phone.state.value, before=before.value)
        for deed in deeds:
            self._do(deed)

    async def run(self) -> None:
        """Serve callers until cancelled."""
        jobs: list[Coroutine[Any, Any, None]] = [
            self.microphone.run(), self.earpiece.run(), self._hear(), self._report(), self._tick(),
        ]  # fmt: skip
        tasks = [asyncio.create_task(job) for job in jobs]
        try:
            await asyncio.gather(*tasks)
        finally:
            self._hang_up()
            for task in [*tasks, *([self._ringing] if self._ringing else [])]:
                task.cancel()
            await asyncio.gather(*tasks, *self._ending, return_exceptions=True)

    # -- deeds -------------------------------------------------------------------------------------------

    def _do(self, deed: Deed) -> None:
        match deed:
            case Dial():
                self._dial()
            case HangUp():
                self._hang_up()
            case Listen(on=on):
                self._listens = on
            case Send(kind=kind, name=name):
                self._send(kind, **{"key" if kind == "input_key" else "name": name})
            case _:
                self._sound(deed)

    def _sound(self, deed: Deed) -> None:
        match deed:
            case Play(prompt=prompt, say=say):
                if self.phone.state is not State.TALKING:
                    self._playout.clear()  # what the desk said before, it says again
                self._playout.prompt(self._shelf.sound(prompt, say))
            case Hush():
                self._playout.hush()
            case Ringing(on=on):
                self._ring(on=on)

    def _dial(self) -> None:
        self._line = line = Line(address_of(self._own.url), self._start())
        self._playout.clear()
        self._call = [asyncio.create_task(line.run()), asyncio.create_task(self._read(line))]

    def _start(self) -> Event:
        form = {"in": {"format": "pcm16", "rate": IN_RATE}, "out": {"format": "pcm16", "rate": RATE}}
        token = self._own.token.get_secret_value() if self._own.token else None
        return {
            "protocol": 1,
            "language": self._own.language,
            "channel": self._own.channel,
            "audio": form,
            "greet": True,
            **({"device_token": token} if token else {}),
        }

    def _hang_up(self) -> None:
        line, calls = self._line, self._call
        self._line, self._call, self._listens = None, [], False
        self._playout.clear()
        if line:
            ending = asyncio.create_task(_end(line, calls))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    def _ring(self, *, on: bool) -> None:
        if self._ringing:
            self._ringing.cancel()
            self._ringing = None
            self._playout.hush()
        if on:
            self._ringing = asyncio.create_task(self._keep_ringing())

    async def _keep_ringing(self) -> None:
        bell = tones.bell()
        while True:
            self._playout.prompt(bell)
            await asyncio.sleep(len(bell) / 2 / RATE)

    def _send(self, kind: str, **fields: object) -> None:
        if self._line:
            self._call.append(asyncio.create_task(self._line.send(kind, **fields)))
            self._call = [task for task in self._call if not task.done()]

    # -- what goes on all the time -------------------------------------------------------------------------

    async def _hear(self) -> None:
        """The microphone is always read, so that nothing old is sent; it is only sent in a conversation."""
        while True:
            self.level = frame = await self.microphone.frame()
            if self._listens and self._line:
                await self._line.sound(frame)

    async def _report(self) -> None:
        """Tell the desk what was really heard."""
        while True:
            await asyncio.sleep(REPORT_S)
            line = self._line
            if line and line.is_open:
                for heard in self._playout.reports():
                    fields = {"reply_id": heard.reply, "sentence": heard.sentence}
                    await line.send("playback", **fields, state=heard.state, played_ms=heard.ms)

    async def _tick(self) -> None:
        while True:
            self.happen(Tick())
            await asyncio.sleep(TICK_S)

    async def _read(self, line: Line) -> None:
        """What the desk says in one conversation."""
        while True:
            message = await line.inbox.get()
            match message:
                case bytes():
                    self._playout.take(*self._place, message)
                case LinkChange(state=state, why=why):
                    self.happen(Link(state, why))
                case _:
                    self._obey(message)

    def _obey(self, event: Event) -> None:
        match event["type"]:
            case "response.audio.started":
                self._place = event["reply_id"], event["sentence"]
            case "output_audio.pause":
                self._playout.held = True
            case "output_audio.resume":
                self._playout.held = False
            case "output_audio.clear":
                self._playout.clear()
            case kind if kind in _SPOKEN_FOR and event.get("say"):
                self.happen(Told(event["say"]))


async def _end(line: Line, calls: list[asyncio.Task[None]]) -> None:
    """Say goodbye if there is somebody to hear it; then forget the conversation."""
    with suppress(Exception):  # a line that is dead ends all the same
        async with asyncio.timeout(2.0):
            await line.end()
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
