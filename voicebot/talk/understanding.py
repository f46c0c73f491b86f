"""From words to a reply: shortcuts first, then the matcher, then the recogniser's second thoughts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voicebot.civic.complaints.attaching import Attaching
from voicebot.civic.entry import Entry
from voicebot.civic.smalltalk import Topic
from voicebot.hear.ending import Ending
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.hear.turn import REOPEN_S, Reason
from voicebot.store.questions import QuestionKind
from voicebot.talk.answers import READINGS, answers, number_ending
from voicebot.talk.careful import Careful
from voicebot.talk.chat import facts, small_talk
from voicebot.talk.client_events import Language
from voicebot.talk.counter.counter import Counter
from voicebot.talk.counter.doorway import Again
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.living.guide import Guided
from voicebot.talk.lookout import Lookout
from voicebot.talk.manner import mannered
from voicebot.talk.parts import Parts
from voicebot.talk.person import ToPerson
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.shortcuts import expected_reply, key_reply, key_wish, shortcut
from voicebot.talk.tallying import count_question
from voicebot.talk.turning import Turning
from voicebot.telemetry.metrics import MOODS
from voicebot.understand.asking import asks, sentences
from voicebot.understand.commands import command, plain_wish
from voicebot.understand.expected import expected_answer
from voicebot.understand.led import NOTHING, Lead
from voicebot.understand.meaning import Match, Reading, Zone
from voicebot.understand.mood import NEUTRAL, feel

__all__ = ["Understanding"]

_ANYWHERE = frozenset(
    {
        "repeat", "what", "slower", "faster", "louder", "softer", "wait", "person", "help", "back", "reject",
        "forget", "goodbye",
    }
)  # fmt: skip
"""Wishes that no answer to a question of the desk sounds like; the interview hears the others itself."""

_CHEERFUL = frozenset({"help", "goodbye"})
"""Wishes that are granted with a menu or a farewell, which nobody in danger is given."""

_COMFORT = {"lonely": "lonely", "sad": "sad", "unwell": "unwell", "glad": "happy_today", "angry": "angry_day"}
"""What is said to a mood where the desk has no answer."""


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
        person: takes the caller to a person.
    """

    def __init__(
        self, desk: Desk, careful: Careful, counter: Counter, language: Language, channel: str
    ) -> None:
        self._desk = desk
        self.counter = counter
        self.parts = Parts(REOPEN_S, careful)
        self.channel = channel
        self._turn = 0
        self._lookout = Lookout(desk, counter)
        self.speak(language, one_by_one=False)

    @property
    def attaching(self) -> Attaching:
        """Where photos are made ready to be kept."""
        return self._desk.backroom.office.attaching

    def speak(self, language: Language, *, one_by_one: bool) -> None:
        """Another language: the talk begins anew; how much is told at once stays the caller's wish."""
        self._language = language
        self._known, name = self._desk.knowledge[language], self._desk.name(language)
        self.dialogue = Dialogue(self._known, phrases(language), self._desk.today, desk=name)
        self.dialogue.one_by_one = one_by_one
        self.counter.serve(self.dialogue, language, self.channel)
        self._lookout.serve(self.dialogue, language)
        self._turning = Turning(self.dialogue, self._match, language)
        self.person = ToPerson(lambda: self._desk.callbacks, self._entry, self.counter.has_heard)
        self.person.serve(self.dialogue, language, self.channel)

    def begin(self) -> None:
        """A reply is about to be thought of: all of it comes from the edition that is spoken now."""
        self._known = self._desk.knowledge[self._language]
        self.dialogue.serve(self._known)

    def _entry(self, name: str) -> Entry | None:
        return self._known.get(name)

    async def _match(self, readings: Sequence[Reading]) -> Match:
        """What a question means, in the edition of this reply."""
        return await self._desk.match(readings, self._language, self._known)

    @property
    def in_danger(self) -> bool:
        """Whether the caller is in danger, as far as the desk knows: nothing may time out."""
        return self._lookout.in_danger

    @property
    def personal(self) -> bool:
        """Whether the next words will say who somebody is."""
        return self.counter.case.personal or self.person.personal

    @property
    def lead(self) -> Lead:
        """What the answer to the desk's open question may hold."""
        if self.in_danger:
            return NOTHING
        choices = [option.choice for option in self.dialogue.thread.options]
        options = tuple((str(choice.number), choice.label) for choice in choices)
        return replace(self.counter.case.lead, options=options)

    def number_ending(self, transcript: Transcript) -> Ending | None:
        """A number that is being told ends where it is whole; nothing where other words were said."""
        fits = None if self.in_danger else self.counter.case.fits
        return number_ending(transcript, fits) if fits else None

    def answer_in(self, transcript: Transcript) -> str | None:
        """Which of the answers that the desk waits for the words are, if any."""
        return expected_answer(transcript.hypotheses, self.dialogue.thread.expected, self._language)

    def borne_out(self, transcript: Transcript) -> bool:
        """Whether the words are what the desk waits for: then odd ones count, too."""
        return answers(transcript, self.dialogue.thread.expected, self._language)

    def stands_alone(self, transcript: Transcript) -> bool:
        """Whether words that came soon after a turn are no part of it: an answer, a wish, words in danger.

        Nor is a whole question that comes after another, or what is said once more because it was not caught.
        """
        another = self.parts.asked and any(map(asks, sentences(transcript.text)))
        if self.in_danger or self.counter.acted or another or self.dialogue.thread.misses:
            return True
        answer = self.answer_in(transcript)
        return answer is not None or command(transcript.text, self._language) is not None

    async def typed(self, text: str) -> Reply:
        """The reply to typed words."""
        self.counter.sounds.hears(0, ())
        readings = await self._lookout.listen([Reading(text)])
        reply = await self._before(readings)
        if reply:
            return self._lookout.quietly(reply)
        match = await self._match(readings)
        settled = await self._instead(readings, match) or await self._beside(readings, match)
        return self._mannered(settled or await self._matched(match, may_go_on=False), text)

    async def _before(self, readings: Sequence[Reading], *, sounds: bool = False) -> Reply | None:
        """What needs no matching: danger, before everything; answers, wishes, short questions that go on."""
        reply = self._lookout.hear(readings) or await self._first(readings)
        reply = reply or await self._short(readings, sounds=sounds)
        return reply or self._bare(readings[0].text) or self._guided(readings[0].text)

    async def _first(self, readings: Sequence[Reading]) -> Reply | None:
        """What the desk has asked for; it waits while somebody is in danger, and a draft stays as it is."""
        text = readings[0].text
        if self.in_danger:
            return None
        wish = self._wish(readings[0])
        if wish == "forget" or (wish in _ANYWHERE and (self.counter.case.asking or self.person.now)):
            return await self.wish(wish)
        return await self.person.hear(text) or await self.counter.words.hear(readings)

    def _wish(self, reading: Reading) -> str | None:
        """The wish that a reading is; where it may answer what the desk asked, only one in so many words."""
        expected = self.dialogue.thread.expected
        answers = expected_answer([reading], expected, self._language) is not None
        return (plain_wish if answers else command)(reading.text, self._language)

    def _bare(self, text: str) -> Reply | None:
        """The reply to words that only go on with what was answered; a place that is sought comes first."""
        if self.in_danger or self.dialogue.thread.seeking:
            return None
        turned = self._turning.bare(text)
        return self._mannered(turned.reply, text) if turned else None

    async def _short(self, readings: Sequence[Reading], *, sounds: bool) -> Reply | None:
        """An answer or a wish, in whichever reading means something."""
        for reading in readings:
            asked, entry = self.dialogue.thread.asked, self.dialogue.thread.entry
            if reply := shortcut(self.dialogue, [reading], self._language):
                return await self._noted(reply, asked, entry)
            wish = self._wish(reading)
            if wish and self._turning.wishes(reading.text):
                return await self.wish(wish)
        return expected_reply(self.dialogue, readings, self._language) if sounds else None

    async def _beside(self, readings: Sequence[Reading], match: Match) -> Reply | None:
        """What the entries alone do not answer: two questions, one that goes on, everyday talk."""
        if self.in_danger:
            return None
        turned = await self._turning.beside(readings[0].text, match)
        if turned:
            return turned.reply
        return await self._chat(readings, verbatim=match.zone is Zone.ANSWER)

    async def _chat(self, readings: Sequence[Reading], *, verbatim: bool) -> Reply | None:
        """Everyday talk, if it is some; where an entry would answer, only in the very words."""
        topic = await self._desk.chat(readings, self._language, verbatim=verbatim)
        return self._chatted(topic) if topic else None

    def _chatted(self, topic: Topic) -> Reply:
        now, say = self._desk.now(), phrases(self._language)
        known = facts(now, self._desk.skies(), holiday=self._desk.is_holiday(now.date()))
        entry = self._known.get(topic.entry) if topic.entry else None
        self._turn += 1
        name = self._desk.name(self._language)
        return self.dialogue.chat(small_talk(topic, now, known, say, self._turn, entry, name))

    def _mannered(self, reply: Reply, text: str) -> Reply:
        """The reply, for somebody who feels as their words say; danger has its own words."""
        count_question(reply)
        if self.in_danger or not self._desk.settings.mood:
            return reply
        mood, thread = feel(text, self._language), self.dialogue.thread
        if reply.kind == "notice" and Effect.RECORD in reply.effects and mood.name in _COMFORT:
            topic = self._desk.topic(_COMFORT[mood.name], self._language)
            reply = replace(self._chatted(topic), effects=reply.effects) if topic else reply
        coloured = mannered(reply, mood, thread.mood, phrases(self._language))
        if mood.name != NEUTRAL:
            MOODS.labels(mood=mood.name).inc()
            thread.mood = mood.name
        if coloured.rest != reply.rest:
            thread.rest = coloured.rest
        return coloured

    # -- wishes ------------------------------------------------------------------------------------

    async def wish(self, name: str) -> Reply:
        """What comes of a wish, said or pressed, whatever the desk waits for."""
        if name == "forget":
            return self.counter.forgotten()
        if name in _CHEERFUL and (staying := self._lookout.staying()):
            return staying
        if not self.in_danger and (reply := await self._begun(name)):
            return reply
        asked, entry = self.dialogue.thread.asked, self.dialogue.thread.entry
        return await self._noted(self.dialogue.command(name), asked, entry)

    async def _begun(self, name: str) -> Reply | None:
        """What a wish means to an interview that waits for an answer, or to who takes callers to a person."""
        reply = await self.counter.pressing.wish(name) if self.counter.case.asking else None
        if reply or name != "person":
            return reply
        thread = self.dialogue.thread
        if thread.entry and thread.asked and not self.person.now:
            await self._keep_about(thread.asked, thread.entry, "person")
        return self.person.begin()

    async def _noted(self, reply: Reply, asked: str, entry: str) -> Reply:
        """Keep, masked, which answer was not it."""
        if Effect.REJECT in reply.effects:
            await self._keep_about(asked, entry, "rejected")
        return reply

    async def _keep_about(self, asked: str, entry: str, kind: QuestionKind) -> None:
        """Keep a question that had an answer, masked, for the FAQ officer."""
        await self._desk.questions.add(
            asked, language=self._language, channel=self.channel, nearest=entry, kind=kind
        )

    def offered(self) -> Reply:
        """For who says nothing: what the desk waits for, said again, or what people ask most."""
        waits = self.counter.case.asking or self.person.now or self.dialogue.thread.options
        return self.dialogue.command("repeat" if waits else "menu")

    async def choose(self, choice: str) -> Reply | None:
        """The reply to a pressed choice, if it is open; in danger none is."""
        if staying := self._lookout.staying():
            return staying
        pressed = await self.person.choose(choice) or await self.counter.pressing.choose(choice)
        return pressed or self.dialogue.choose_id(choice)

    async def key(self, key: str) -> Reply | None:
        """The reply to a key, if it means something now."""
        staying = self._lookout.staying()
        pressed = None if staying else await self.person.key(key) or await self.counter.pressing.key(key)
        if pressed:
            return pressed
        wish = key_wish(self.dialogue, key)
        return await self.wish(wish) if wish else staying or key_reply(self.dialogue, key)

    async def unheard(self) -> Reply:
        """The reply to sound without words."""
        return self._lookout.staying() or await self.counter.unheard() or self.dialogue.unheard()

    async def spoken(self, turn: TurnEnded, readings: Sequence[Reading]) -> Reply:
        """The reply to all parts of a turn.

        Where the best reading does not settle it, the others are asked for: they cost another decoding.
        """
        self.counter.sounds.hears(self.parts.number, self.parts.sounds)
        readings = await self._lookout.listen(readings)
        reply = await self._before(readings, sounds=True)
        if reply:
            return self._lookout.quietly(reply)
        text, match = readings[0].text, await self._match(readings)
        reply = await self._instead(readings, match, self._second_thoughts)
        if reply is None and match.zone is not Zone.ANSWER:
            others = await self._second_thoughts()
            reply = (
                self._lookout.hear(others)
                or await self._first(others)
                or await self._short(others, sounds=True)
            )
            if reply:
                return self._lookout.quietly(reply)
            match = await self._match(others)
            reply = await self._instead(others, match)
        reply = reply or await self._beside(readings, match)
        may_go_on = turn.reason is not Reason.COMMIT
        return self._mannered(reply or await self._matched(match, may_go_on=may_go_on), text)

    def _guided(self, text: str) -> Reply | None:
        """The reply to a question about the day itself, or about what is near."""
        if self.counter.case.asking or self.in_danger:
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
        self.dialogue.thread.entry = ""
        self.dialogue.remember(guided.reply, guided.seeking)
        return count_question(guided.reply)

    async def _instead(
        self, readings: Sequence[Reading], match: Match, again: Again | None = None
    ) -> Reply | None:
        return None if self.in_danger else await self.counter.doorway.instead(readings, match, again)

    async def _second_thoughts(self) -> list[Reading]:
        sound = self.parts.last_audio
        lead = self.counter.case.opening
        heard = await self._desk.hearing.recognise(sound, self._language, readings=READINGS, lead=lead)
        readings = await self.parts.readings(heard if heard.hypotheses else None)
        return await self._lookout.listen(readings)

    async def _matched(self, match: Match, *, may_go_on: bool) -> Reply:
        """The reply to a match; a question without an answer is kept, once it is certain to be whole."""
        reply = self._lookout.quietly(self.dialogue.matched(match))
        unanswered = Effect.RECORD in reply.effects
        if unanswered or match.zone is Zone.ASK:
            kind: QuestionKind = "unanswered" if unanswered else "asked_back"
            if may_go_on:
                self.parts.when_certain(lambda: self._record(match, kind))
            else:
                await self._record(match, kind)
        return reply

    async def _record(self, match: Match, kind: QuestionKind) -> None:
        """Keep a question that had no answer, masked, for the FAQ officer."""
        best = match.candidates[0] if match.candidates else None
        await self._desk.questions.add(
            match.reading,
            language=self._language,
            channel=self.channel,
            nearest=best.entry if best else None,
            probability=best.probability if best else None,
            kind=kind,
        )
