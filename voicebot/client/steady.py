"""A caller made of software whose conversation outlives the network: hears every reply out, cut or not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from voicebot.audio import Audio
from voicebot.client.caller import IN_RATE, OUT_RATE, Answer, note
from voicebot.client.line import Event, Line, LinkChange, open_line
from voicebot.client.loudspeaker import Loudspeaker
from voicebot.errors import ProtocolError

__all__ = ["SteadyCaller", "steady"]

LOOK_S = 0.05


class SteadyCaller:
    """One conversation; `steady` makes it.

    Args:
        line: kept by somebody else.
        instant: do not wait for replies to be played in real time.

    Attributes:
        line: as given.
        asking: what the interview of a complaint asks, as the last ``complaint.draft`` said.
        receipts: of what was filed, each as often as it was told.
        heard: everything that was understood of what was said.
        anew: how often the desk had forgotten the conversation.
    """

    def __init__(self, line: Line, *, instant: bool = False) -> None:
        self.line = line
        self.loudspeaker = Loudspeaker(self._played, instant=instant)
        self.asking = ""
        self.receipts: list[str] = []
        self.heard: list[str] = []
        self.anew = 0
        self._answer, self._parts = Answer(), list[Audio]()
        self._place = "", 0
        self._interim = self._done = self._met = False
        self._over: str | None = None

    async def say(self, act: Awaitable[None], *, patience_s: float = 60.0) -> Answer:
        """Do something, and hear the reply to its end.

        Raises:
            ProtocolError: the desk ended the conversation.
            TimeoutError: nothing was answered in time.
        """
        self._answer, self._parts, self._done = Answer(), [], False
        await act
        async with asyncio.timeout(patience_s):
            while not self._heard_out:
                if self._over is not None:
                    raise ProtocolError("ended", f"The desk ended the conversation: {self._over or 'done'}.")
                await asyncio.sleep(LOOK_S)
        self._answer.sound = Audio.join(self._parts) if self._parts else self._answer.sound
        return self._answer

    async def type(self, text: str, *, patience_s: float = 60.0) -> Answer:
        """Type something and hear the reply to its end."""
        return await self.say(self.line.send("input_text", text=text), patience_s=patience_s)

    async def run(self) -> None:
        """Take what comes, until cancelled."""
        while True:
            message = await self.line.inbox.get()
            match message:
                case bytes():
                    self._take_sound(Audio.from_pcm16(message, OUT_RATE))
                case LinkChange():
                    self._take_change(message)
                case _:
                    self._take_event(message)

    @property
    def _heard_out(self) -> bool:
        """Whether the reply is complete, and nothing of it will be said again."""
        return self._done and self.line.is_open and self.loudspeaker.left <= 0.0

    def _take_sound(self, sound: Audio) -> None:
        self._parts.append(sound)
        self.loudspeaker.take(*self._place, sound.duration)

    def _take_change(self, change: LinkChange) -> None:
        if change.state == "ended":
            self._over = change.why
        elif change.state == "lost":
            self.loudspeaker.clear()
        elif change.state == "open":
            self.anew += self._met and change.why == "new"
            self._met = True

    def _take_event(self, event: Event) -> None:
        match event["type"]:
            case "session.created" if event["reply_follows"]:
                self._done = False
            case "response.created":
                self._interim, self._done = event["interim"], False
            case "response.done":
                self._done = self._done or not self._interim
            case "input_audio_transcription.completed":
                self.heard.append(event["text"])
            case "complaint.draft":
                self.asking = event["form"]["asking"]
            case "complaint.filed":
                self.receipts.append(event["receipt"])
        self._obey(event)
        note(self._answer, event)

    def _obey(self, event: Event) -> None:
        """Do what an event says of the loudspeaker."""
        match event["type"]:
            case "response.audio.started":
                self._place = event["reply_id"], event["sentence"]
            case "output_audio.pause":
                self.loudspeaker.hold()
            case "output_audio.resume":
                self.loudspeaker.go_on()
            case "output_audio.clear":
                self.loudspeaker.clear()

    async def _played(self, reply: str, sentence: int, state: str, ms: int) -> None:
        if self.line.is_open:
            await self.line.send("playback", reply_id=reply, sentence=sentence, state=state, played_ms=ms)


@asynccontextmanager
async def steady(
    url: str, *, language: str = "ko", mode: str = "auto", channel: str = "test", instant: bool = False
) -> AsyncIterator[SteadyCaller]:
    """Open a conversation that outlives its connections, and end it; see `voicebot.client.caller.call`."""
    form = {"in": {"format": "pcm16", "rate": IN_RATE}, "out": {"format": "pcm16", "rate": OUT_RATE}}
    start = {
        "protocol": 1,
        "language": language,
        "channel": channel,
        "greet": False,
        "audio": form,
        "turn": {"mode": mode},
    }
    async with open_line(url, start) as line:
        caller = SteadyCaller(line, instant=instant)
        beside = [asyncio.create_task(work) for work in (caller.run(), caller.loudspeaker.run())]
        try:
            yield caller
            await line.end()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
