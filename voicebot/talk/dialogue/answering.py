"""Answers from the entries: one, two in one breath, one thing about the last, and what comes after it."""

from __future__ import annotations

from dataclasses import replace

from voicebot.civic.entry import Entry
from voicebot.talk.details import details
from voicebot.talk.dialogue.portions import first_of, portion, step, steps_of
from voicebot.talk.dialogue.talk import Talk
from voicebot.talk.reply import AT_ONCE, Reply
from voicebot.talk.server_events import Source
from voicebot.talk.walk import Walk, one_by_one
from voicebot.understand.followups import Aspect

__all__ = ["Answering"]

EACH = 2
"""Sentences of each of two answers in one reply."""


class Answering:
    """Answers in one conversation, and remembers what it answered.

    Args:
        talk: the conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def answer(self, name: str, others: tuple[str, ...] = ()) -> Reply:
        """Say what an entry says, at most three sentences, and offer the rest."""
        thread, entry = self._talk.thread, self._talk.entries.get(name)
        if entry is None:
            return thread.remember(self._talk.say("unknown"))
        thread.turn_to(name)
        return thread.remember(self._whole(entry), others=others)

    def both(self, first: str, second: str) -> Reply | None:
        """Two questions in one breath, answered in turn; the rest of both is offered."""
        one, two = self._talk.entries.get(first), self._talk.entries.get(second)
        if one is None or two is None:
            return None
        self._talk.thread.turn_to(first)
        self._talk.thread.turn_to(second)
        return self._talk.thread.remember(self._in_turn(one, two))

    def follow(self, aspect: Aspect) -> Reply | None:
        """One thing about what was answered last: its fee, its place; nothing where nothing was answered."""
        talk, entry = self._talk, self._last
        if entry is None:
            return None
        steps = steps_of(entry, talk.today()) if aspect == "steps" else None
        if steps:
            return self.more() if self._is_on(steps) else self._walk(steps, talk.source(entry))
        sentences = details(entry, aspect, talk.today(), talk.phrases)
        at_once, rest = first_of(sentences, talk.phrases), sentences[AT_ONCE:]
        return self._go_on(Reply("answer", at_once, rest=rest, source=talk.source(entry)))

    def more(self) -> Reply:
        """What was offered: the rest of an answer, then what there is to do."""
        thread = self._talk.thread
        source = thread.last.source if thread.last else None
        if thread.rest:
            return self._go_on(portion(thread.rest, thread.onward, source, self._talk.phrases))
        return self._walk(thread.onward, source) if thread.onward else self._talk.say("no_more")

    def count(self, *, singly: bool) -> Reply:
        """How much is told at once from now on; what was answered last is told again that way."""
        self._talk.one_by_one = singly
        lead = self._talk.phrases("one_by_one" if singly else "all_at_once")
        last, entry = self._talk.thread.last, self._last
        if entry is None:
            return last.after(lead) if last else Reply("notice", lead)
        again = self._told_again(entry, singly=singly)
        return replace(again, sentences=lead + again.sentences)

    def _told_again(self, entry: Entry, *, singly: bool) -> Reply:
        steps = steps_of(entry, self._talk.today()) if singly else None
        if steps:
            return self._walk(steps, self._talk.source(entry))
        return self.answer(entry.id, self._talk.thread.others)

    @property
    def _last(self) -> Entry | None:
        """What was answered last."""
        return self._talk.entries.get(self._talk.thread.entry)

    def _whole(self, entry: Entry) -> Reply:
        """An answer as this caller wants it told, in the officer's voice where there is one."""
        talk, today = self._talk, self._talk.today()
        recording = talk.entries.recording(entry) if entry.in_force(today) else None
        spoken, steps = entry.voiced(today, recorded=recording is not None), steps_of(entry, today)
        if talk.one_by_one and not entry.urgent and len(spoken) > 1:
            reply = step(one_by_one(spoken, steps), talk.source(entry), talk.phrases)
        else:
            reply = portion(spoken, steps, talk.source(entry), talk.phrases)
        return replace(reply, recordings={spoken[0]: recording} if recording else {})

    def _in_turn(self, one: Entry, two: Entry) -> Reply:
        talk = self._talk
        said, then = one.spoken(talk.today()), two.spoken(talk.today())
        lead = talk.phrases("and_then", label=two.label)
        rest = said[EACH:] + then[EACH:]
        more = talk.phrases("more") if rest else ()
        sentences = (*said[:EACH], *lead, *then[:EACH], *more)
        return Reply("answer", sentences, rest=rest, source=talk.source(two))

    def _is_on(self, steps: Walk) -> bool:
        thread = self._talk.thread
        return thread.walking and thread.onward is not None and thread.onward.steps == steps.steps

    def _walk(self, walk: Walk, source: Source | None) -> Reply:
        return self._go_on(step(walk, source, self._talk.phrases))

    def _go_on(self, reply: Reply) -> Reply:
        """More about the same: who meant something else can still say so."""
        return self._talk.thread.remember(reply, others=self._talk.thread.others)
