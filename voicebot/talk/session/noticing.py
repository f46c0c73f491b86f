"""What the ears notice, told to the caller's device and acted on: speech, turns, silence."""

from __future__ import annotations

from voicebot.hear.listener import (
    Event,
    NothingSaid,
    SpeechSettled,
    SpeechStarted,
    SpeechStirred,
    SpeechStopped,
    TurnEnded,
    TurnReopened,
)
from voicebot.hear.turn import Reason
from voicebot.talk import server_events as told
from voicebot.talk.ears import HeardSoFar
from voicebot.talk.session.captions import Captions
from voicebot.talk.session.head import Head
from voicebot.talk.session.saying import Saying
from voicebot.talk.session.silence import Silence
from voicebot.talk.session.thinking import Thinking
from voicebot.talk.session.turns import Turns
from voicebot.telemetry.metrics import TURNS

__all__ = ["Noticing"]


class Noticing:
    """Works for one caller.

    Args:
        head: hears, and is held while the caller speaks.
        thinking: thinks about turns.
        saying: speaks replies to them.
    """

    def __init__(self, head: Head, thinking: Thinking, saying: Saying) -> None:
        self._head = head
        self._thinking = thinking
        self._captions = Captions(head)
        self._silence = Silence(head, thinking)
        self._turns = Turns(head, self._captions, saying, self._silence)

    async def notice(self, event: Event | HeardSoFar) -> None:
        """One event of the ears, in their order."""
        mouth, outlet = self._head.mouth, self._head.outlet
        match event:
            case SpeechStirred():
                await mouth.hold()
            case SpeechSettled():
                await mouth.go_on()
            case SpeechStarted():
                await outlet.event(told.SpeechStarted(at_ms=round(event.at * 1000)))
                await mouth.hold()
            case SpeechStopped():
                await outlet.event(told.SpeechStopped(at_ms=round(event.at * 1000)))
            case HeardSoFar():
                await self._captions.so_far(event)
            case _:
                await self._on_turn(event)

    async def _on_turn(self, event: Event) -> None:
        match event:
            case TurnReopened():
                await self._reopened()
            case TurnEnded():
                await self._ended(event)
            case NothingSaid():
                await self._silence.speak_up()

    async def _reopened(self) -> None:
        self._turns.reopened(thinking=self._thinking.busy)
        TURNS.labels(end="reopened").inc()
        await self._head.outlet.event(told.TurnReopened())
        self._head.mind.parts.reopened()
        self._thinking.hush()

    async def _ended(self, event: TurnEnded) -> None:
        if not event.continues:
            TURNS.labels(end="ended").inc()
        await self._head.outlet.event(told.TurnEnded(reason=event.reason.value))
        if event.reason is Reason.LIMIT:
            limit = "The utterance reached the limit."
            await self._head.careful.tell("utterance_too_long", limit, "too_long")
        self._thinking.begin(lambda turn: self._turns.hear(event, turn), event)
