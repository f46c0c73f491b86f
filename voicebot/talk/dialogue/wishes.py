"""What comes of a wish, spoken or pressed: again, more, back, slower, something else, forget it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from voicebot.talk.dialogue.answering import Answering
from voicebot.talk.dialogue.talk import Talk
from voicebot.talk.dialogue.thread import Thread
from voicebot.talk.reply import Effect, Reply

__all__ = ["Wishes"]

_PACE = (Effect.SLOWER, Effect.FASTER, Effect.LOUDER, Effect.SOFTER)


class Wishes:
    """Grants the wishes of one caller.

    Args:
        talk: the conversation.
        answering: tells more, or otherwise.
    """

    def __init__(self, talk: Talk, answering: Answering) -> None:
        self._talk = talk
        self._granted: dict[str, Callable[[], Reply]] = {
            "repeat": self._again,
            "what": self._again,
            "help": lambda: talk.offer_most_asked("help"),
            "more": answering.more,
            "back": self._back,
            "start_over": self._start_over,
            "menu": lambda: talk.offer_most_asked("menu"),
            "reject": self._reject,
            "forget": self._forget,
            "one_by_one": lambda: answering.count(singly=True),
            "all_at_once": lambda: answering.count(singly=False),
            "wait": lambda: talk.say("wait", Effect.WAIT),
            **{wish.value: (lambda wish=wish: self._pace(wish)) for wish in _PACE},  # type: ignore[misc]
        }

    def grant(self, name: str) -> Reply:
        """The reply to a wish of the protocol's ``command``; to others the sentence of that name."""
        granted = self._granted.get(name)
        return granted() if granted else self._talk.say(name)

    def _again(self) -> Reply:
        return self._talk.thread.last or self._talk.say("nothing_said")

    def _back(self) -> Reply:
        thread = self._talk.thread
        if len(thread.said) < 2:
            return self._start_over()
        thread.said.pop()
        return thread.remember(thread.said.pop())

    def _start_over(self) -> Reply:
        self._talk.thread = Thread()
        return self._talk.say("start_over")

    def _reject(self) -> Reply:
        thread = self._talk.thread
        others, thread.others = thread.others, ()
        effects = (Effect.REJECT,) if thread.entry and thread.asked else ()
        if others:
            return replace(self._talk.ask(others, "rejected_choices"), effects=effects)
        thread.options = ()
        return self._talk.say("rejected", *effects, kind="question")

    def _forget(self) -> Reply:
        self._talk.thread = Thread()
        return self._talk.say("forget", Effect.FORGET)

    def _pace(self, wish: Effect) -> Reply:
        """Slower, faster, louder, softer: say so, then say the last reply again that way."""
        lead, last = self._talk.phrases(wish.value), self._talk.thread.last
        return last.after(lead, wish) if last else Reply("notice", lead, effects=(wish,))
