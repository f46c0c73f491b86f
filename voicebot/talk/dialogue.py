"""What to say next: a pure decision from what was heard and what was said before.

No clock, no sound, no model: the session matches the question first and hands the match in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from voicebot.civic.faq import Entry
from voicebot.talk.alarm import Alert
from voicebot.talk.details import details
from voicebot.talk.handing import Handing
from voicebot.talk.inquiry import Inquiry
from voicebot.talk.interview import Interview
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import AT_ONCE, Effect, Option, Reply
from voicebot.talk.server_events import Choice, Source
from voicebot.talk.tracking import Tracking
from voicebot.talk.walk import Walk, in_order, one_by_one
from voicebot.understand.expected import NEXT, YES_NO
from voicebot.understand.followups import Aspect
from voicebot.understand.meaning import Match, Zone

__all__ = ["Dialogue", "Knowledge", "Thread"]

EACH = 2
"""Sentences of each of two answers in one reply."""


class Knowledge(Protocol):
    """The approved entries of one language."""

    @property
    def version(self) -> str:
        """Changes when an entry does."""
        ...

    def get(self, entry: str) -> Entry | None:
        """An entry, or nothing when it has been withdrawn."""
        ...

    def most_asked(self) -> tuple[str, ...]:
        """Entries for the menu, most asked first."""
        ...

    def recording(self, entry: Entry) -> Path | None:
        """The officer's recording of the answer, if there is one."""
        ...


@dataclass(slots=True)
class Thread:
    """What the conversation remembers; wiped with the session.

    Attributes:
        said: replies that can be repeated or gone back to, newest last (at most eight).
        rest: sentences that "더 들을까요?" offered.
        onward: what "다음" brings, or a yes, while that is only offered.
        options: choices that are open.
        others: runners-up of the last match, for "아니 그거 말고".
        misses: times in a row that nothing was understood.
        entry: what was answered last, to which short questions go on; empty for nothing.
        asked: the words of the last question that was matched.
        topics: entries answered so far, for a summary.
        mood: how the caller felt, as far as the desk has shown that it noticed.
        offer: the category of the complaint that the desk has offered to take; empty for none.
        inquiry: what the office asks about a complaint, and the next words answer.
        interview: a complaint on its way, or the last one.
        tracking: the digits so far, while a number is being asked for.
        handing: a caller on the way to a person.
        alert: danger that the caller is in, or may be.
        seeking: the kind of place for which the caller's dong is being asked.
    """

    said: list[Reply] = field(default_factory=list)
    rest: tuple[str, ...] = ()
    onward: Walk | None = None
    options: tuple[Option, ...] = ()
    others: tuple[str, ...] = ()
    misses: int = 0
    offer: str = ""
    inquiry: Inquiry | None = None
    interview: Interview | None = None
    tracking: Tracking | None = None
    entry: str = ""
    asked: str = ""
    topics: tuple[str, ...] = ()
    mood: str = ""
    handing: Handing | None = None
    alert: Alert | None = None
    seeking: str = ""


class Dialogue:
    """The policy of one conversation.

    Args:
        knowledge: the approved entries.
        phrases: the desk's own sentences.
        today: the district's date, for entries that expire.
        desk: the desk's name.

    Attributes:
        thread: what the conversation remembers.
        one_by_one: whether this caller wants to hear one sentence of an answer at a time.
    """

    def __init__(
        self, knowledge: Knowledge, phrases: Phrases, today: Callable[[], dt.date], *, desk: str
    ) -> None:
        self._know = knowledge
        self._phrases = phrases
        self._today = today
        self._desk = desk
        self.thread = Thread()
        self.one_by_one = False

    def serve(self, knowledge: Knowledge) -> None:
        """Answer from this edition from the next reply on; the thread stays."""
        self._know = knowledge

    def snapshot(self) -> Thread:
        """The thread as it is now; assign it back to undo what follows."""
        return replace(self.thread)

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers to the desk's open question: yes or no, or the numbers of the choices; see `understand`."""
        interview = self.thread.interview
        if self.thread.tracking is not None:
            return self.thread.tracking.expected
        if self.thread.inquiry is not None:
            return self.thread.inquiry.expected
        if interview and (interview.open or interview.asking == "sound"):
            return interview.expected
        if self.thread.handing:
            return self.thread.handing.expected
        numbers = tuple(str(option.choice.number) for option in self.thread.options)
        alone = len(numbers) == 1 or bool(self.thread.rest or self.thread.offer or self.thread.onward)
        return (*(YES_NO if alone else ()), *((NEXT,) if self.walking else ()), *numbers)

    @property
    def walking(self) -> bool:
        """Whether the caller is told one thing at a time, and there is another."""
        return self.thread.onward is not None and self.thread.onward.begun

    # -- what was understood -----------------------------------------------------------------------

    def matched(self, match: Match) -> Reply:
        """A question was heard: answer it, ask back, or say that the desk does not know."""
        self.thread.asked = match.reading
        found = [c.entry for c in match.candidates if self._know.get(c.entry)]
        if match.zone is Zone.ANSWER and found:
            return self.answer(found[0], others=tuple(found[1:4]))
        if match.zone is Zone.ASK and found:
            return self._ask(tuple(entry for entry in match.offered if entry in found))
        self.thread.entry = ""
        return self._remember(self._say("unknown", Effect.RECORD))

    def follow(self, aspect: Aspect) -> Reply | None:
        """One thing about what was answered last: its fee, its place; nothing where nothing was answered."""
        entry = self._know.get(self.thread.entry)
        if entry is None:
            return None
        steps = self._steps(entry) if aspect == "steps" else None
        if steps:
            return self._more() if self._is_on(steps) else self._walk(steps, self._source(entry))
        sentences = details(entry, aspect, self._today(), self._phrases)
        at_once, rest = self._part(sentences), sentences[AT_ONCE:]
        return self._remember(
            Reply("answer", at_once, rest=rest, source=self._source(entry)), others=self.thread.others
        )

    def answer_both(self, first: str, second: str) -> Reply | None:
        """Two questions in one breath, answered in turn; the rest of both is offered."""
        one, two = self._know.get(first), self._know.get(second)
        if one is None or two is None:
            return None
        said, then = one.spoken(self._today()), two.spoken(self._today())
        lead = self._phrases("and_then", label=two.label)
        rest = said[EACH:] + then[EACH:]
        more = self._phrases("more") if rest else ()
        sentences = (*said[:EACH], *lead, *then[:EACH], *more)
        self._about(first)
        self._about(second)
        return self._remember(Reply("answer", sentences, rest=rest, source=self._source(two)))

    def _about(self, entry_id: str) -> None:
        """What the talk is about now."""
        thread = self.thread
        thread.entry = entry_id
        thread.topics = (*(t for t in thread.topics if t != entry_id), entry_id)[-3:]

    def answer(self, entry_id: str, others: tuple[str, ...] = ()) -> Reply:
        """Say what an entry says, at most three sentences, and offer the rest."""
        entry = self._know.get(entry_id)
        if entry is None:
            return self._remember(self._say("unknown"))
        self._about(entry_id)
        recording = self._know.recording(entry) if entry.in_force(self._today()) else None
        spoken = entry.voiced(self._today(), recorded=recording is not None)
        steps = self._steps(entry)
        if self.one_by_one and not entry.urgent and len(spoken) > 1:
            reply = self._step(one_by_one(spoken, steps), self._source(entry))
        else:
            reply = self._told(spoken, steps, self._source(entry))
        recordings = {spoken[0]: recording} if recording else {}
        return self._remember(replace(reply, recordings=recordings), others=others)

    def _told(self, sentences: tuple[str, ...], then: Walk | None, source: Source | None) -> Reply:
        """As much as is said at once, and the question whether to go on."""
        rest = sentences[AT_ONCE:]
        said = self._part(sentences) + (self._phrases("steps_offer") if then and not rest else ())
        return Reply("answer", said, rest=rest, onward=then, source=source)

    # -- one thing at a time -----------------------------------------------------------------------

    def _steps(self, entry: Entry) -> Walk | None:
        """What an entry tells to do, one after the other, if it does."""
        return in_order(entry.steps) if entry.in_force(self._today()) and not entry.urgent else None

    def _is_on(self, steps: Walk) -> bool:
        return self.walking and self.thread.onward is not None and self.thread.onward.steps == steps.steps

    def _step(self, walk: Walk, source: Source | None) -> Reply:
        """The step at which a caller stands; who has something to do first is not hurried."""
        effects = (Effect.WAIT,) if walk.ordered else ()
        said, onward = walk.told(self._phrases), walk.onward
        return Reply("answer", said, step=walk.place, onward=onward, source=source, effects=effects)

    def _walk(self, walk: Walk, source: Source | None) -> Reply:
        return self._remember(self._step(walk, source), others=self.thread.others)

    def _count(self, *, singly: bool) -> Reply:
        """How much is told at once from now on; what was answered last is told again that way."""
        self.one_by_one = singly
        lead = self._phrases("one_by_one" if singly else "all_at_once")
        entry = self._know.get(self.thread.entry)
        if entry is None:
            last = self.thread.said[-1] if self.thread.said else None
            return last.after(lead) if last else Reply("notice", lead)
        steps = self._steps(entry) if singly else None
        again = self._walk(steps, self._source(entry)) if steps else self.answer(entry.id, self.thread.others)
        return replace(again, sentences=lead + again.sentences)

    def offering(self, answer: Reply, category: str) -> Reply:
        """An answer and, in place of "더 들을까요?", the offer to file; "더" still brings the rest."""
        asks = (*self._phrases("more"), *self._phrases("steps_offer"), *self._phrases("step_next"))
        said = tuple(line for line in answer.sentences if line not in asks)
        offered = replace(answer, sentences=said + self._phrases("offer_filing"), offers=category)
        self.thread.said[-1:] = [offered]
        self.thread.offer = category
        return offered

    def _part(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """The first of the sentences, and the question whether to go on if there are more."""
        return sentences[:AT_ONCE] + (self._phrases("more") if sentences[AT_ONCE:] else ())

    def _source(self, entry: Entry) -> Source:
        verified = entry.verified_on.isoformat() if entry.verified_on else None
        return Source(faq_id=entry.id, version=self._know.version, verified_on=verified)

    def _ask(self, entries: tuple[str, ...], phrase: str = "choices") -> Reply:
        """Ask back, with one suggestion or with up to three numbered choices."""
        options = tuple(self._option(entry, number) for number, entry in enumerate(entries, 1))
        if len(options) == 1 and phrase == "choices":
            label = options[0].choice.label
            return self._remember(Reply("confirm", self._phrases("confirm", label=label), options=options))
        spoken = tuple(option.choice.sentence for option in options)
        sentences = self._phrases(phrase) + spoken + self._phrases("choice_end")
        return self._remember(Reply("choices", sentences, options=options))

    def _option(self, entry_id: str, number: int) -> Option:
        entry = self._know.get(entry_id)
        label = entry.label if entry else entry_id
        sentence = self._phrases.line("choice", number=number, label=label)
        picture = entry.picture if entry else None
        return Option(
            entry_id,
            Choice(id=f"choice-{entry_id}", number=number, label=label, picture=picture, sentence=sentence),
        )

    # -- what was not understood -------------------------------------------------------------------

    def unheard(self) -> Reply:
        """Sound without words: ask again, in other words, with pictures, then offer a person."""
        self.thread.misses += 1
        if self.thread.misses == 3:
            misses = self.thread.misses
            reply = self._ask(self._know.most_asked()[:AT_ONCE], "unheard_choices")
            self.thread.misses = misses
            return reply
        name = {1: "unheard", 2: "unheard_again"}.get(self.thread.misses, "unheard_person")
        return self._say(name, kind="notice" if name == "unheard_person" else "question")

    # -- choices and keys --------------------------------------------------------------------------

    def choose(self, number: int) -> Reply | None:
        """The numbered choice, if one is open."""
        return next((self.answer(o.entry) for o in self.thread.options if o.choice.number == number), None)

    def choose_id(self, choice_id: str) -> Reply | None:
        """The pressed choice, if it is open; nothing for an unknown one."""
        return next((self.answer(o.entry) for o in self.thread.options if o.choice.id == choice_id), None)

    def look_at(self, choice_id: str) -> Reply | None:
        """One of the choices that were offered last, said once more; nothing is chosen."""
        last = self.thread.said[-1] if self.thread.said else None
        shown = last.options if last else ()
        found = next((o.choice for o in shown if o.choice.id == choice_id), None)
        return Reply("choices", (found.sentence,), options=shown) if found else None

    def affirm(self) -> Reply | None:
        """Take "네": to "더 들을까요?" or to a single suggestion; nothing where no question is open."""
        if self.thread.rest or self.thread.onward:
            return self.command("more")
        if len(self.thread.options) == 1:
            return self.answer(self.thread.options[0].entry)
        return None

    def deny(self) -> Reply | None:
        """Take "아니요": enough, or not that; nothing where no question is open."""
        if self.thread.offer:
            self.thread.offer = ""
            return self._say("offer_declined")
        if self.walking:
            return self._say("step_wait", Effect.WAIT)
        if self.thread.rest or self.thread.onward:
            self.thread.rest, self.thread.onward = (), None
            return self._say("no_more")
        return self.command("reject") if self.thread.options else None

    # -- wishes ------------------------------------------------------------------------------------

    def command(self, name: str) -> Reply:
        """A spoken or pressed wish of the protocol's ``command``."""
        wishes: dict[str, Callable[[], Reply]] = {
            "repeat": self._again,
            "what": self._again,
            "help": lambda: self._ask(self._know.most_asked()[:AT_ONCE], "help"),
            "more": self._more,
            "back": self._back,
            "start_over": self._start_over,
            "menu": lambda: self._ask(self._know.most_asked()[:AT_ONCE], "menu"),
            "reject": self._reject,
            "forget": self._forget,
            "stop": lambda: self._say("stop"),
            "one_by_one": lambda: self._count(singly=True),
            "all_at_once": lambda: self._count(singly=False),
            "wait": lambda: self._say("wait", Effect.WAIT),
            **{w.value: (lambda w=w: self._pace(w)) for w in _PACE},  # type: ignore[misc]
        }
        return wishes.get(name, lambda: self._say(name))()

    def _again(self) -> Reply:
        return self.thread.said[-1] if self.thread.said else self._say("nothing_said")

    def _more(self) -> Reply:
        rest, onward = self.thread.rest, self.thread.onward
        source = self.thread.said[-1].source if self.thread.said else None
        if rest:
            return self._remember(self._told(rest, onward, source), others=self.thread.others)
        return self._walk(onward, source) if onward else self._say("no_more")

    def _back(self) -> Reply:
        if len(self.thread.said) < 2:
            return self._start_over()
        self.thread.said.pop()
        return self._remember(self.thread.said.pop())

    def _start_over(self) -> Reply:
        self.thread = Thread()
        return self._say("start_over")

    def _reject(self) -> Reply:
        others, self.thread.others = self.thread.others, ()
        effects = (Effect.REJECT,) if self.thread.entry and self.thread.asked else ()
        if others:
            return replace(self._ask(others, "rejected_choices"), effects=effects)
        self.thread.options = ()
        return replace(self._say("rejected", kind="question"), effects=effects)

    def _forget(self) -> Reply:
        self.thread = Thread()
        return self._say("forget", Effect.FORGET)

    def _pace(self, wish: Effect) -> Reply:
        """Slower, faster, louder, softer: say so, then say the last reply again that way."""
        lead = self._phrases(wish.value)
        last = self.thread.said[-1] if self.thread.said else None
        return last.after(lead, wish) if last else Reply("notice", lead, effects=(wish,))

    def remember(self, reply: Reply, seeking: str = "") -> None:
        """Something else has been said: it can be repeated, and no question of the dialogue's own is open.

        Args:
            reply: what was said.
            seeking: see `Thread`.
        """
        self._remember(reply)
        self.thread.seeking = seeking
        self.thread.options, self.thread.tracking, self.thread.handing = (), None, None

    def chat(self, reply: Reply) -> Reply:
        """Something of everyday talk has been said; the thread is still what was answered before."""
        onward = self.thread.onward
        self._remember(reply, others=self.thread.others)
        self.thread.onward = None if reply.options else onward
        return reply

    # -- small tools -------------------------------------------------------------------------------

    def _say(self, name: str, *effects: Effect, kind: str = "notice") -> Reply:
        sentences = self._phrases(name, desk=self._desk)
        return Reply("question" if kind == "question" else "notice", sentences, effects=effects)

    def _remember(self, reply: Reply, others: tuple[str, ...] = ()) -> Reply:
        """A reply that can be repeated becomes what the conversation is about."""
        thread = self.thread
        thread.said, thread.seeking = [*thread.said[-7:], reply], ""
        thread.rest, thread.options, thread.others, thread.misses = reply.rest, reply.options, others, 0
        thread.onward = reply.onward
        thread.offer, thread.inquiry = reply.offers, reply.inquiry
        return reply


_PACE = (Effect.SLOWER, Effect.FASTER, Effect.LOUDER, Effect.SOFTER)
