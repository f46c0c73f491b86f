"""Speaks a reply: sentence by sentence, never far ahead of what is heard, stoppable at any moment."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Hashable
from contextlib import aclosing, suppress
from dataclasses import replace

from voicebot.audio import Audio
from voicebot.errors import ProtocolError
from voicebot.settings import Limits
from voicebot.speak.sentences import stream_pieces
from voicebot.speak.speaker import Spoken
from voicebot.talk.client_events import AudioFormat, Playback, SpeechOptions
from voicebot.talk.outlet import Outlet
from voicebot.talk.playback import PlaybackTracker
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import (
    AudioDone,
    AudioMarks,
    AudioStarted,
    Mark,
    OutputClear,
    OutputPause,
    OutputResume,
    ResponseCreated,
    ResponseDone,
)
from voicebot.talk.voices import Voices
from voicebot.telemetry.turn import Stage, Turn

__all__ = ["Mouth"]

FRAME_S = 0.1
BETWEEN_SENTENCES_S = 0.45
"""Pause after a sentence: 400–600 ms (product.md, "How the desk speaks")."""

_Asked = tuple[str, str, float, float, int]
"""A sentence, with its language, pace, loudness and rate."""

_HEARD_OUT_S = 0.05


class Mouth:
    """One caller's loudspeaker.

    Args:
        voices: makes the sound.
        outlet: where it goes.
        limits: how far ahead it may be sent, and how long a device may stall.
    """

    def __init__(self, voices: Voices, outlet: Outlet, limits: Limits) -> None:
        self._voices = voices
        self._outlet = outlet
        self._limits = limits
        self._tracker = PlaybackTracker(time.monotonic)
        self._moved = asyncio.Event()
        self._speaking = False  # a reply is being made or said
        self._uttering = False  # its text has been sent
        self._in_sentence = False  # some of its sound has been sent
        self._held = False
        self._away = False  # nobody is there to hear it
        self._reply: Reply | None = None
        self._reply_id = ""
        self._turn = Turn()
        self._numbers = 0
        self._heard: dict[Hashable, float] = {}
        self._made: dict[_Asked, list[tuple[int, Spoken]]] = {}  # of this reply, should it be said again
        self._sent_at = 0.0  # when the last sound of the reply is heard, if nobody stops it
        self._line = asyncio.Lock()  # one voice at a time
        self.options = SpeechOptions()
        self.format = AudioFormat(rate=24000)
        self.language = "ko"

    @property
    def sounding(self) -> bool:
        """Whether the caller is hearing the desk, or is about to."""
        return self._speaking or self._tracker.ahead > _HEARD_OUT_S

    @property
    def at_last(self) -> bool:
        """Whether the last sentence of the reply is being heard, or has been."""
        if self._reply is None or not self.sounding:
            return True
        return self._begun and self._tracker.sentence >= len(self._reply.sentences) - 1

    def has_heard(self, mark: Hashable, within_s: float) -> bool:
        """Whether a reply with this mark was heard up to its last sentence, not longer ago than that."""
        self._note()
        return mark in self._heard and time.monotonic() - self._heard[mark] <= within_s

    def _note(self) -> None:
        """Remember what was heard so far, before it is cut off or another reply begins."""
        reply = self._reply
        if reply is None or reply.mark is None or self._tracker.sent == 0.0:
            return
        if self._tracker.sentence >= len(reply.sentences) - 1:
            self._heard[reply.mark] = min(time.monotonic(), self._sent_at or time.monotonic())

    @property
    def _begun(self) -> bool:
        """Whether the device has something of a reply that it may still play."""
        return self._uttering or self._tracker.ahead > _HEARD_OUT_S

    @property
    def _waits(self) -> bool:
        """Whether no sound may be sent, however little the device has."""
        return self._held or self._away

    @property
    def ahead(self) -> float:
        """Seconds of sound sent and not yet heard."""
        return self._tracker.ahead

    async def say(self, reply: Reply, turn: Turn) -> None:
        """Speak one reply to its end; cancel the task to stop it."""
        self._note()
        self._reply, self._speaking, self._sent_at = reply, True, 0.0
        self._made = {asked: made for asked, made in self._made.items() if asked[0] in reply.sentences}
        self._tracker = PlaybackTracker(time.monotonic, reports=self._tracker.reports)
        first = reply.sentences[0]
        try:
            async with aclosing(self._pieces(reply, first)) as pieces:
                head = await anext(pieces)
                async with self._line:
                    await self._utter(reply, turn, _chained(head, pieces))
            self._sent_at = time.monotonic() + self._tracker.ahead
        finally:
            self._speaking = False

    async def fill(self, text: str, turn: Turn) -> None:
        """Say that the answer takes a moment, unless it has begun; only what needs no synthesis is said."""
        ready = await self._voices.ready_sound(text, self.language, self.options, self.format.rate)
        async with self._line:
            if ready and Stage.SOUND_READY not in turn.at:
                filler = Reply("notice", (text,))
                await self._utter(filler, Turn(), _chained((0, ready), None), interim=True)

    async def _utter(
        self,
        reply: Reply,
        turn: Turn,
        pieces: AsyncIterator[tuple[int, Spoken]],
        *,
        interim: bool = False,
    ) -> None:
        """Speak a reply whose first sound is there."""
        self._begin(turn)
        await self._outlet.event(
            ResponseCreated(
                reply_id=self._reply_id,
                kind=reply.kind,
                sentences=reply.shown,
                choices=reply.choices,
                calls=[*reply.calls],
                more=reply.goes_on,
                yes_no=reply.yes_no,
                step=reply.step,
                source=reply.source,
                links=list(reply.links),
                interim=interim,
            )
        )
        try:
            for index, sentence in enumerate(reply.sentences):
                if index:
                    pieces = self._pieces(reply, sentence)
                await self._sentence(index, pieces)
        finally:
            self._uttering = False
            turn.finish()
            await self._outlet.event(ResponseDone(reply_id=self._reply_id, timings=turn.since()))

    def heard(self, event: Playback) -> None:
        """The device reports what was played; reports on earlier replies are old news."""
        if event.reply_id != self._reply_id:
            return
        self._tracker.report(event)
        if event.state != "paused":
            self._turn.stamp(Stage.SOUND_HEARD)
        self._moved.set()

    def unheard(self) -> Reply | None:
        """What is left of the reply from the sentence that is being heard; nothing when all was."""
        if self._reply is None or not self.sounding:
            return None
        left = self._reply.sentences[self._tracker.sentence :]
        return replace(self._reply, sentences=left, effects=()) if left else None

    @property
    def making(self) -> bool:
        """Whether a reply is on its way of which all that was sent has been heard, sentence by sentence."""
        return self._speaking and not self._in_sentence and self._tracker.ahead <= _HEARD_OUT_S

    def wait_for_caller(self) -> None:
        """The connection has dropped: what is begun from now on waits for the caller with its first sound."""
        self._away = True

    def caller_is_back(self) -> None:
        """Speak, to whoever came back."""
        self._away = False
        self._moved.set()

    async def hold(self) -> None:
        """Somebody spoke over the reply: hold it until it is known whether that was meant."""
        if self.sounding and not self._held:
            self._held = True
            if self._begun:
                await self._outlet.event(OutputPause(**self._where()))

    async def go_on(self) -> None:
        """It was not meant: go on where the reply was held."""
        if self._held:
            self._release()
            if self._begun:
                await self._outlet.event(OutputResume(**self._where()))

    async def clear(self) -> None:
        """Make the device forget what it has not played."""
        self._note()
        if self._begun:
            await self._outlet.event(OutputClear(**self._where()))
        self._release()
        self._tracker = PlaybackTracker(time.monotonic, reports=self._tracker.reports)

    def _begin(self, turn: Turn) -> None:
        self._numbers += 1
        self._reply_id = f"reply-{self._numbers}"
        self._tracker = PlaybackTracker(time.monotonic, reports=self._tracker.reports)
        self._turn = turn
        self._uttering = True

    def _release(self) -> None:
        self._held = False
        self._moved.set()

    def _where(self) -> dict[str, object]:
        return {
            "reply_id": self._reply_id,
            "sentence": self._tracker.sentence,
            "from_ms": max(0, self._tracker.from_ms),
        }

    async def _sentence(self, index: int, pieces: AsyncIterator[tuple[int, Spoken]]) -> None:
        """Send the sound of one sentence, piece by piece where it has to be made."""
        status = "cancelled"
        begun, marks = False, list[Mark]()
        sent = 0.0
        try:
            async for offset, spoken in pieces:
                if not begun:
                    begun = True
                    await self._started(index, spoken)
                marks += [Mark(char=offset + c, ms=round(ms + sent * 1000)) for c, ms in spoken.marks]
                await self._mark(index, marks)
                await self._send(index, spoken.audio)
                sent += spoken.audio.duration
            await self._send(index, Audio.silence(BETWEEN_SENTENCES_S, self.format.rate))
            status = "complete"
        finally:
            self._in_sentence = False
            if begun:
                await self._outlet.event(AudioDone(reply_id=self._reply_id, sentence=index, status=status))

    async def _started(self, index: int, spoken: Spoken) -> None:
        self._turn.stamp(Stage.SOUND_READY)
        await self._room()
        self._in_sentence = True
        self._turn.voice = self._turn.voice or spoken.voice
        await self._outlet.event(AudioStarted(reply_id=self._reply_id, sentence=index, voice=spoken.voice))

    async def _mark(self, index: int, marks: list[Mark]) -> None:
        if marks and self.options.captions:
            await self._outlet.event(AudioMarks(reply_id=self._reply_id, sentence=index, marks=marks))

    async def _pieces(self, reply: Reply, sentence: str) -> AsyncGenerator[tuple[int, Spoken], None]:
        """The sound of a sentence with each piece's place in it: whole if it is there, else by clauses."""
        recording = reply.recordings.get(sentence)
        ready = await self._voices.ready_sound(
            sentence, self.language, self.options, self.format.rate, recording
        )
        if ready:
            yield 0, ready
            return
        asked = sentence, self.language, self.options.rate, self.options.volume, self.format.rate
        if asked not in self._made:
            pieces = []
            async with aclosing(self._clauses(reply, sentence)) as made:
                async for piece in made:
                    pieces.append(piece)
                    yield piece
            self._made[asked] = pieces
            return
        for piece in self._made[asked]:
            yield piece

    async def _clauses(self, reply: Reply, sentence: str) -> AsyncGenerator[tuple[int, Spoken], None]:
        """The sound of a sentence, made now, each clause with its place in it."""
        offset = 0
        for clause in stream_pieces(sentence):
            offset = sentence.index(clause, offset)
            yield (
                offset,
                await self._voices.make_sound(
                    clause,
                    self.language,
                    self.options,
                    self.format.rate,
                    first=not self._uttering,
                    keep=reply.keep,
                ),
            )
            offset += len(clause)

    async def _send(self, index: int, sound: Audio) -> None:
        """Send frames, waiting whenever the device is far enough ahead or held."""
        step = round(FRAME_S * sound.rate)
        for start in range(0, len(sound.samples), step):
            await self._room()
            frame = Audio(sound.samples[start : start + step], sound.rate)
            await self._outlet.audio(frame)
            self._turn.stamp(Stage.SOUND_SENT)
            self._tracker.add(index, frame.duration)

    async def _room(self) -> None:
        """Wait until the device has heard enough; give up on one that takes nothing."""
        while self._waits or self._tracker.ahead >= self._limits.ahead_s:
            if not self._waits and self._tracker.reports and self._tracker.stalled > self._limits.stalled_s:
                raise ProtocolError("slow_reader", "The client has played nothing for too long.")
            self._moved.clear()
            # Not wait_for: in Python 3.11 it loses a cancellation that comes together with the event.
            with suppress(TimeoutError):
                async with asyncio.timeout(0.25):
                    await self._moved.wait()


async def _chained(
    head: tuple[int, Spoken], rest: AsyncGenerator[tuple[int, Spoken], None] | None
) -> AsyncIterator[tuple[int, Spoken]]:
    yield head
    if rest:
        async for piece in rest:
            yield piece
