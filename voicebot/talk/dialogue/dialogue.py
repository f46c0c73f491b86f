"""What to say next: a pure decision from what was heard and what was said before.

No clock, no sound, no model: the session matches the question first and hands the match in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from voicebot.talk.dialogue.answering import Answering
from voicebot.talk.dialogue.entries import Entries
from voicebot.talk.dialogue.misheard import likeliest
from voicebot.talk.dialogue.portions import without_going_on
from voicebot.talk.dialogue.talk import Talk
from voicebot.talk.dialogue.thread import Thread
from voicebot.talk.dialogue.wishes import Wishes
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.understand.followups import Aspect
from voicebot.understand.meaning import Match, Zone

__all__ = ["Dialogue"]

_MISHEARD = 6
"""Letters of an answer that was misheard; who says more has asked something."""
_TRIES = 2
"""Times that the same question is put again."""


class Dialogue:
    """The policy of one conversation.

    Args:
        entries: the approved entries.
        phrases: the desk's own sentences.
        today: the district's date, for entries that expire.
        desk: the desk's name.
    """

    def __init__(
        self, entries: Entries, phrases: Phrases, today: Callable[[], dt.date], *, desk: str
    ) -> None:
        self._talk = Talk(entries, phrases, today, desk)
        self._answering = Answering(self._talk)
        self._wishes = Wishes(self._talk, self._answering)

    def serve(self, entries: Entries) -> None:
        """Answer from this edition from the next reply on; the thread stays."""
        self._talk.entries = entries

    @property
    def thread(self) -> Thread:
        """What the conversation remembers."""
        return self._talk.thread

    @thread.setter
    def thread(self, thread: Thread) -> None:
        self._talk.thread = thread

    @property
    def one_by_one(self) -> bool:
        """Whether this caller wants to hear one sentence of an answer at a time."""
        return self._talk.one_by_one

    @one_by_one.setter
    def one_by_one(self, singly: bool) -> None:
        self._talk.one_by_one = singly

    def snapshot(self) -> Thread:
        """The thread as it is now; assign it back to undo what follows."""
        return replace(self.thread)

    # -- what was understood -----------------------------------------------------------------------

    def matched(self, match: Match) -> Reply:
        """A question was heard: answer it, ask back, or say that the desk does not know."""
        self.thread.asked = match.reading
        found = [c.entry for c in match.candidates if self._talk.entries.get(c.entry)]
        if match.zone is Zone.ANSWER and found:
            return self.answer(found[0], others=tuple(found[1:4]))
        if match.zone is Zone.ASK and found:
            return self._talk.ask(tuple(entry for entry in match.offered if entry in found))
        asked = self._asked_again(match.reading)
        if asked:
            return asked
        self.thread.entry = ""
        return self.thread.remember(self._talk.say("unknown", Effect.RECORD))

    def _asked_again(self, words: str) -> Reply | None:
        """The open question once more, where a word or two meant nothing: an answer to it was misheard."""
        thread, last = self.thread, self.thread.last
        waits = thread.options or thread.rest or thread.onward or thread.offer
        if last is None or not waits or thread.misses >= _TRIES or sum(map(str.isalnum, words)) > _MISHEARD:
            return None
        misses = thread.misses + 1
        meant = likeliest(words, thread.options) if len(thread.options) > 1 else None
        reply = self._talk.ask((meant.entry,)) if meant else self._once_more(last)
        thread.misses = misses
        return reply

    def _once_more(self, last: Reply) -> Reply:
        asks = last.sentences if last.options else last.sentences[-1:]
        return replace(last, sentences=self._talk.phrases("not_caught") + asks, effects=())

    def answer(self, name: str, others: tuple[str, ...] = ()) -> Reply:
        """Say what an entry says, at most three sentences, and offer the rest."""
        return self._answering.answer(name, others)

    def answer_both(self, first: str, second: str) -> Reply | None:
        """Two questions in one breath, answered in turn; the rest of both is offered."""
        return self._answering.both(first, second)

    def follow(self, aspect: Aspect) -> Reply | None:
        """One thing about what was answered last: its fee, its place; nothing where nothing was answered."""
        return self._answering.follow(aspect)

    def offering(self, answer: Reply, category: str) -> Reply:
        """An answer and, in place of "더 들을까요?", the offer to file; "더" still brings the rest."""
        phrases = self._talk.phrases
        said = without_going_on(answer.sentences, phrases) + phrases("offer_filing")
        offered = replace(answer, sentences=said, offers=category)
        self.thread.said[-1:] = [offered]
        self.thread.offer = category
        return offered

    def unheard(self) -> Reply:
        """Sound without words: ask again, in other words, with pictures, then offer a person."""
        self.thread.misses += 1
        misses = self.thread.misses
        if misses == 3:
            reply = self._talk.offer_most_asked("unheard_choices")
            self.thread.misses = misses
            return reply
        name = {1: "unheard", 2: "unheard_again"}.get(misses, "unheard_person")
        return self._talk.say(name, kind="notice" if name == "unheard_person" else "question")

    # -- answers to what is open -------------------------------------------------------------------

    def choose(self, number: int) -> Reply | None:
        """The numbered choice, if one is open."""
        return next((self.answer(o.entry) for o in self.thread.options if o.choice.number == number), None)

    def choose_id(self, choice_id: str) -> Reply | None:
        """The pressed choice, if it is open; nothing for an unknown one."""
        return next((self.answer(o.entry) for o in self.thread.options if o.choice.id == choice_id), None)

    def look_at(self, choice_id: str) -> Reply | None:
        """One of the choices that were offered last, said once more; nothing is chosen."""
        last = self.thread.last
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
            return self._talk.say("offer_declined")
        if self.thread.walking:
            return self._talk.say("step_wait", Effect.WAIT)
        if self.thread.rest or self.thread.onward:
            self.thread.rest, self.thread.onward = (), None
            return self._talk.say("no_more")
        return self.command("reject") if self.thread.options else None

    def command(self, name: str) -> Reply:
        """A spoken or pressed wish of the protocol's ``command``."""
        return self._wishes.grant(name)

    # -- what others have said ---------------------------------------------------------------------

    def remember(self, reply: Reply, seeking: str = "") -> None:
        """Something else has been said: it can be repeated, and no question of the dialogue's own is open.

        Args:
            reply: what was said.
            seeking: see `Thread`.
        """
        self.thread.remember(reply)
        self.thread.seeking = seeking
        self.thread.options, self.thread.tracking, self.thread.handing = (), None, None

    def chat(self, reply: Reply) -> Reply:
        """Something of everyday talk has been said; the thread is still what was answered before."""
        onward = self.thread.onward
        self.thread.remember(reply, others=self.thread.others)
        self.thread.onward = None if reply.options else onward
        return reply
