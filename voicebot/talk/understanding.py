"""From words to a reply: shortcuts first, then the matcher, then the recogniser's second thoughts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicebot.civic.complaints.attaching import Attaching
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.hear.turn import REOPEN_S, Reason
from voicebot.talk.alarm import alarm, quiet, stays
from voicebot.talk.answers import READINGS
from voicebot.talk.careful import Careful
from voicebot.talk.client_events import Language
from voicebot.talk.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue import Dialogue
from voicebot.talk.living.guide import Guided
from voicebot.talk.parts import Parts
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.shortcuts import expected_reply, shortcut
from voicebot.telemetry.metrics import DANGERS
from voicebot.understand.commands import command
from voicebot.understand.expected import expected_answer
from voicebot.understand.meaning import Match, Reading, Zone

__all__ = ["Understanding"]


class Understanding:
    """What one caller means.

    Args:
        desk: the shared half.
        careful: does what has to wait until a turn is certain.
        counter: takes complaints.
        language: what is spoken.
        channel: where the caller is; kept with a question that has no answer.

    Attributes:
        dialogue: what to say next.
        parts: what was said in the last turn.
    """

    def __init__(
        self, desk: Desk, careful: Careful, counter: Counter, language: Language, channel: str
    ) -> None:
        self._desk = desk
        self.counter = counter
        self.parts = Parts(REOPEN_S, careful)
        self.channel = channel
        self.speak(language)

    @property
    def attaching(self) -> Attaching:
        """Where photos are made ready to be kept."""
        return self._desk.backroom.office.attaching

    def speak(self, language: Language) -> None:
        """Another language: the talk begins anew."""
        self._language = language
        knowledge, name = self._desk.knowledge[language], self._desk.name(language)
        self.dialogue = Dialogue(knowledge, phrases(language), self._desk.today, desk=name)
        self.counter.serve(self.dialogue, language, self.channel)

    def answer_in(self, transcript: Transcript) -> str | None:
        """Which of the answers that the desk waits for the words are, if any."""
        return expected_answer(transcript.hypotheses, self.dialogue.expected, self._language)

    def stands_alone(self, transcript: Transcript) -> bool:
        """Whether words that came soon after a turn are no part of it: an answer, or a wish."""
        answers = self.counter.acted or self.answer_in(transcript) is not None
        return answers or command(transcript.text, self._language) is not None

    async def typed(self, text: str) -> Reply:
        """The reply to typed words."""
        self.counter.sounds.hears(0, ())
        readings = [Reading(text)]
        reply = self._danger(readings) or await self._first(readings)
        reply = reply or shortcut(self.dialogue, readings, self._language) or self._guided(text)
        if reply:
            return self._quietly(reply)
        match = await self._desk.match(readings, self._language)
        return await self._instead(readings, match) or await self._matched(match, may_go_on=False)

    async def unheard(self) -> Reply:
        """The reply to sound without words."""
        if alert := self.dialogue.thread.alert:
            return stays(alert, phrases(self._language))
        return await self.counter.unheard() or self.dialogue.unheard()

    async def spoken(self, turn: TurnEnded, readings: Sequence[Reading]) -> Reply:
        """The reply to all parts of a turn.

        Where the best reading does not settle it, the others are asked for: they cost another decoding.
        """
        self.counter.sounds.hears(self.parts.number, self.parts.sounds)
        reply = self._danger(readings) or await self._first(readings) or self._short(readings)
        reply = reply or self._guided(readings[0].text)
        if reply:
            return self._quietly(reply)
        match = await self._desk.match(readings, self._language)
        reply = await self._instead(readings, match)
        if reply:
            return reply
        if match.zone is not Zone.ANSWER:
            others = await self._second_thoughts()
            reply = self._danger(others) or self._short(others)
            if reply:
                return self._quietly(reply)
            match = await self._desk.match(others, self._language)
            reply = await self._instead(others, match)
            if reply:
                return reply
        return await self._matched(match, may_go_on=turn.reason is not Reason.COMMIT)

    def _guided(self, text: str) -> Reply | None:
        """The reply to a question about the day itself, or about what is near."""
        if self.counter.asking or self.in_danger:
            return None
        return self._told(self._desk.guide.hear(text, self._language, self.dialogue.thread.seeking))

    def located(self, latitude: float, longitude: float) -> Reply | None:
        """The reply to the caller's position, while a place is looked for."""
        seeking = self.dialogue.thread.seeking
        return self._told(
            self._desk.guide.located(self._language, seeking, latitude, longitude) if seeking else None
        )

    def _told(self, guided: Guided | None) -> Reply | None:
        if guided is None:
            return None
        self.dialogue.remember(guided.reply, guided.seeking)
        return guided.reply

    # -- danger, before everything else ------------------------------------------------------------

    @property
    def in_danger(self) -> bool:
        """Whether the caller is in danger, as far as the desk knows: nothing may time out."""
        return self.dialogue.thread.alert is not None

    def _danger(self, readings: Sequence[Reading]) -> Reply | None:
        """The reply to danger, and to what is said in it; of it nothing is kept but the kind and the hour."""
        thread, say = self.dialogue.thread, phrases(self._language)
        before = thread.alert
        alert, reply = alarm(before, readings, say, self._language)
        if reply:
            if before and alert is None and self.counter.asking:
                reply = replace(reply, sentences=(*reply.sentences, *say("danger_later")))
            self.dialogue.remember(reply)
        self.dialogue.thread.alert = alert
        if alert:
            self.counter.sounds.drop()
        if alert and alert.certain and alert.first:
            DANGERS.labels(kind=alert.kind.value, hour=f"{self._desk.hour():02}").inc()
        return reply

    async def _first(self, readings: Sequence[Reading]) -> Reply | None:
        """The complaint counter waits while somebody is in danger; a draft stays as it is."""
        return None if self.in_danger else await self.counter.first(readings)

    async def _instead(self, readings: Sequence[Reading], match: Match) -> Reply | None:
        return None if self.in_danger else await self.counter.instead(readings, match)

    def _quietly(self, reply: Reply) -> Reply:
        """No cheer while somebody is in danger."""
        alert = self.dialogue.thread.alert
        return quiet(alert, reply, phrases(self._language)) if alert else reply

    def _short(self, readings: Sequence[Reading]) -> Reply | None:
        return shortcut(self.dialogue, readings, self._language) or expected_reply(
            self.dialogue, readings, self._language
        )

    async def _second_thoughts(self) -> list[Reading]:
        sound = self.parts.last_audio
        heard = await self._desk.hearing.recognise(sound, self._language, readings=READINGS)
        return await self.parts.readings(heard if heard.hypotheses else None)

    async def _matched(self, match: Match, *, may_go_on: bool) -> Reply:
        """The reply to a match; a question without an answer is kept, once it is certain to be whole."""
        reply = self._quietly(self.dialogue.matched(match))
        if Effect.RECORD in reply.effects:
            if may_go_on:
                self.parts.when_certain(lambda: self._record(match))
            else:
                await self._record(match)
        return reply

    async def _record(self, match: Match) -> None:
        """Keep a question that had no answer, masked, for the FAQ officer."""
        best = match.candidates[0] if match.candidates else None
        await self._desk.questions.add(
            match.reading,
            language=self._language,
            channel=self.channel,
            nearest=best.entry if best else None,
            probability=best.probability if best else None,
        )
