"""How much of an answer is said at once: three sentences and whether to go on, or one thing at a time."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.entry import Entry
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import AT_ONCE, Effect, Reply
from voicebot.talk.server_events import Source
from voicebot.talk.walk import Walk, in_order

__all__ = ["first_of", "portion", "step", "steps_of", "without_going_on"]

_GOING_ON = ("more", "steps_offer", "step_next")
"""Questions whether to go on."""


def first_of(sentences: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    """The first of the sentences, and the question whether to go on if there are more."""
    return sentences[:AT_ONCE] + (phrases("more") if sentences[AT_ONCE:] else ())


def portion(sentences: tuple[str, ...], then: Walk | None, source: Source | None, phrases: Phrases) -> Reply:
    """As much as is said at once, and the question whether to go on.

    Args:
        sentences: all that there is to say.
        then: what to do, one step after the other; offered once everything was said.
        source: where it comes from.
        phrases: the desk's own sentences.
    """
    rest = sentences[AT_ONCE:]
    said = first_of(sentences, phrases) + (phrases("steps_offer") if then and not rest else ())
    return Reply("answer", said, rest=rest, onward=then, source=source)


def step(walk: Walk, source: Source | None, phrases: Phrases) -> Reply:
    """The step at which a caller stands; who has something to do first is not hurried."""
    effects = (Effect.WAIT,) if walk.ordered else ()
    said, onward = walk.told(phrases), walk.onward
    return Reply("answer", said, step=walk.place, onward=onward, source=source, effects=effects)


def steps_of(entry: Entry, today: dt.date) -> Walk | None:
    """What an entry tells to do, one after the other, if it does."""
    return in_order(entry.steps) if entry.in_force(today) and not entry.urgent else None


def without_going_on(sentences: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    """The sentences that do not ask whether to go on: another question takes its place."""
    asks = {line for name in _GOING_ON for line in phrases(name)}
    return tuple(line for line in sentences if line not in asks)
