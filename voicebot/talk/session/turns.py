"""Spoken turns: recognised, judged, and answered as one where the caller went on."""

from __future__ import annotations

from dataclasses import replace

from voicebot.hear.guard import Verdict
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.talk.session.captions import Captions
from voicebot.talk.session.head import Head
from voicebot.talk.session.judging import Judging
from voicebot.talk.session.saying import Saying
from voicebot.talk.session.silence import Silence
from voicebot.telemetry.metrics import UNHEARD
from voicebot.telemetry.turn import Stage, Turn

__all__ = ["Turns"]


class Turns:
    """What one caller says, turn by turn.

    Args:
        head: hears and understands.
        captions: shows what was heard.
        saying: speaks the reply.
        silence: ends with words.
    """

    def __init__(self, head: Head, captions: Captions, saying: Saying, silence: Silence) -> None:
        self._head = head
        self._mind = head.mind
        self._judging = Judging(head)
        self._captions = captions
        self._saying = saying
        self._silence = silence
        self._answers = False

    def reopened(self, *, thinking: bool) -> None:
        """The caller goes on; where a question was heard out meanwhile, what follows is its answer.

        Args:
            thinking: whether the reply to what was said so far is still being thought of.
        """
        asking = self._mind.counter.case.asking
        self._answers = asking and not (thinking or self._head.mouth.sounding)

    async def hear(self, event: TurnEnded, turn: Turn) -> None:
        """Recognise a turn, or a further part of one, and answer all of it if there were words."""
        parts = self._mind.parts
        if not event.continues:
            await parts.settle()
            parts.begin(self._mind.dialogue.snapshot())
        transcript = await parts.hear(event.audio, self._head.ears.transcript(event))
        turn.stamp(Stage.RECOGNISED)
        verdict = self._judging.verdict(event, transcript)
        if verdict.accepted and not self._judging.is_aside(event, transcript):
            await self._understand(event, transcript, turn)
        else:
            parts.forget_last()
            await self._without_words(event, transcript, verdict, turn)

    async def _without_words(
        self, event: TurnEnded, transcript: Transcript, verdict: Verdict, turn: Turn
    ) -> None:
        """The last part was noise, or a "네" in passing: what is being said, or was said before, stands."""
        if self._head.mouth.sounding:
            await self._mind.parts.settle()
            meant = self._judging.was_meant(event, verdict)
            await (self._ask_again(verdict, turn) if meant else self._head.mouth.go_on())
        elif self._mind.parts:
            await self._answer(event, transcript.confidence, turn)
        else:
            await self._ask_again(verdict, turn)

    async def _ask_again(self, verdict: Verdict, turn: Turn) -> None:
        """Say that it was not heard well."""
        UNHEARD.labels(reason=verdict.reason).inc()
        await self._head.telling.speak(await self._mind.unheard(), turn)

    async def _understand(self, event: TurnEnded, transcript: Transcript, turn: Turn) -> None:
        """Answer what was said; the answer to the first part alone is as if it had never been given."""
        parts, dialogue = self._mind.parts, self._mind.dialogue
        self._judging.understood(event.audio)
        if event.continues and (self._answers or self._mind.stands_alone(transcript)):
            await parts.settle()
            parts.forget_earlier(dialogue.snapshot())
        elif event.continues:
            parts.drop()
        await self._answer(event, transcript.confidence, turn)

    async def _answer(self, event: TurnEnded, confidence: float, turn: Turn) -> None:
        """Reply to all parts of the turn, from where the talk stood before it."""
        parts = self._mind.parts
        readings = await parts.readings()
        await self._captions.whole(readings[0].text, min(1.0, confidence))
        self._mind.dialogue.thread = replace(parts.before)
        self._silence.broken()
        await self._saying.answer(await self._mind.spoken(event, readings), turn)
