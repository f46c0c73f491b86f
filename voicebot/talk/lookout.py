"""Danger, before everything else that a caller says: heard, answered, no cheer until it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicebot.talk.alarm import alarm, quiet, stays
from voicebot.talk.client_events import Language
from voicebot.talk.counter.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Reply
from voicebot.telemetry.metrics import DANGERS
from voicebot.understand.meaning import Reading

__all__ = ["Lookout"]


class Lookout:
    """Looks out for one caller; of what is said nothing is kept but the kind of danger and the hour.

    Args:
        desk: knows the hour, and asks the model.
        counter: takes complaints; what it asks waits, and its sound is dropped.
    """

    def __init__(self, desk: Desk, counter: Counter) -> None:
        self._desk = desk
        self._counter = counter
        self._dialogue: Dialogue
        self._language: Language = "ko"

    def serve(self, dialogue: Dialogue, language: Language) -> None:
        """The talk begins, or begins anew in another language."""
        self._dialogue, self._language = dialogue, language

    @property
    def in_danger(self) -> bool:
        """Whether the caller is in danger, as far as the desk knows: nothing may time out."""
        return self._dialogue.thread.alert is not None

    async def listen(self, readings: Sequence[Reading]) -> list[Reading]:
        """The readings with what the model hears of danger in them, if it answers in time."""
        return await self._desk.listen_for_danger(readings)

    def hear(self, readings: Sequence[Reading]) -> Reply | None:
        """The reply to danger, and to what is said in it; nothing where others decide."""
        thread, say = self._dialogue.thread, phrases(self._language)
        before, asking = thread.alert, bool(self._counter.case.asking)
        alert, reply = alarm(before, readings, say, self._language, asked=asking)
        if reply:
            if before and alert is None and asking:
                reply = replace(reply, sentences=(*reply.sentences, *say("danger_later")))
            self._dialogue.remember(reply)
        thread.alert = alert
        if alert:
            self._counter.sounds.drop()
        if alert and alert.certain and alert.first:
            DANGERS.labels(kind=alert.kind.value, hour=f"{self._desk.hour():02}").inc()
        return reply

    def staying(self) -> Reply | None:
        """What is said in danger to whatever says nothing of it."""
        alert = self._dialogue.thread.alert
        return stays(alert, phrases(self._language)) if alert else None

    def quietly(self, reply: Reply) -> Reply:
        """No cheer while somebody is in danger."""
        alert = self._dialogue.thread.alert
        return quiet(alert, reply, phrases(self._language)) if alert else reply
