"""One utterance of a caller in a measurement: when it was spoken, when it was answered, whether cut."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from voicebot.bench.microphone import Saying
from voicebot.client.caller import Event

__all__ = ["Asked"]


@dataclass(slots=True)
class Asked:
    """One utterance and what became of it; times in seconds of the monotonic clock.

    Attributes:
        caller: who spoke.
        question: which.
        over: it was spoken over an answer.
        saying: when it was spoken.
        held: when the desk stopped its answer, where it was spoken over one.
        ended: when the (last) end of the turn came.
        cut_offs: ends of the turn that came before the true end of speech, taken back or not.
        reopened: the desk took the end of the turn back.
        ignored: the desk took it for nothing, and went on with the answer it was spoken over.
        sound: when the first sound of the reply came; "one moment, please" is none.
        filler: "one moment, please" was said.
        kind: of the reply.
        voice: recorded, cached or synthesised.
    """

    caller: int
    question: int
    over: bool
    saying: Saying
    held: float | None = None
    ended: float | None = None
    cut_offs: int = 0
    reopened: bool = False
    ignored: bool = False
    sound: float | None = None
    filler: bool = False
    kind: str = ""
    voice: str = ""
    reply_id: str = ""
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def first_sound_s(self) -> float | None:
        """Seconds from the end of the turn to the first sound of the reply."""
        return None if self.sound is None or self.ended is None else self.sound - self.ended

    @property
    def after_speech_s(self) -> float | None:
        """Seconds from the true end of speech to the first sound of the reply."""
        return None if self.sound is None or self.saying.said is None else self.sound - self.saying.said

    @property
    def yielded_s(self) -> float | None:
        """Seconds from the first sample spoken over an answer until the desk held it."""
        return None if self.held is None or self.saying.begun is None else self.held - self.saying.begun

    def take(self, event: Event, now: float) -> None:
        """Note what an event says of this utterance."""
        match event["type"]:
            case "turn.ended":
                self.ended = now
                self.cut_offs += self.saying.said is None
            case "turn.reopened":
                self.ended, self.sound, self.reply_id = None, None, ""
                self.reopened, self.ignored = True, False
                self.answered.clear()
            case "output_audio.pause" | "output_audio.clear" if self.over and self.saying.begun:
                self.held = self.held or now
            case "output_audio.resume" if self.ended and not self.reply_id:
                self.ignored = True
                self.answered.set()  # nothing will come
            case _ if self.ended and not self.ignored:  # afterwards the desk speaks of itself
                self._reply(event)

    def _reply(self, event: Event) -> None:
        match event["type"]:
            case "response.created" if event["interim"]:
                self.filler = True
            case "response.created":
                self.reply_id, self.kind = event["reply_id"], event["kind"]
            case "response.audio.started" if event["reply_id"] == self.reply_id:
                self.voice = self.voice or event["voice"]

    def hear(self, reply_id: str, now: float) -> None:
        """A frame of a reply has come."""
        if reply_id and reply_id == self.reply_id and self.sound is None:
            self.sound = now
            self.answered.set()

    def row(self, begun: float) -> dict[str, Any]:
        """For the file; `begun` is when the measurement did."""
        return {
            "caller": self.caller,
            "question": self.question,
            "at_s": (self.saying.begun or begun) - begun,
            "over": self.over,
            "cut_off": self.cut_offs > 0,
            "first_sound_s": self.first_sound_s,
            "after_speech_s": self.after_speech_s,
            "kind": self.kind,
        }
