"""How a mood changes what is said: the first sentence and the pace, never the facts; not every time."""

from __future__ import annotations

import re
from dataclasses import replace

from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.understand.mood import NEUTRAL, Mood

__all__ = ["SHORT", "mannered"]

SHORT = 2
"""Sentences for who is angry or in a hurry."""

_LED = ("answer", "confirm", "choices", "notice", "question")
_KIND_ALREADY = re.compile(r"힘드시|힘드셨|속상|축하|sorry|hard time", re.IGNORECASE)
"""An answer that begins so needs no kind word before it."""


def mannered(reply: Reply, mood: Mood, shown: str, phrases: Phrases) -> Reply:
    """The same reply for somebody in this mood.

    Args:
        reply: what the desk would say to anybody.
        mood: as their words tell.
        shown: the mood that the desk has shown last that it noticed; it is not said again.
        phrases: the desk's own sentences.
    """
    if mood.name == NEUTRAL or reply.kind not in _LED or reply.kind == "safety" or not reply.sentences:
        return reply
    if mood.name == "hurry":
        return _short(reply)
    again = mood.name == shown
    paced = _short(reply) if mood.name == "angry" else reply
    if again or _KIND_ALREADY.search(reply.sentences[0]):
        return paced
    tail = phrases("mood_person") if mood.name == "angry" and reply.kind != "question" else ()
    effects = (Effect.SLOWER,) if mood.name == "confused" else ()
    said = (*phrases(f"mood_{mood.name}"), *paced.sentences, *tail)
    return replace(paced, sentences=said, effects=(*paced.effects, *effects))


def _short(reply: Reply) -> Reply:
    """The first sentences only; the rest is there for who asks for more."""
    if reply.kind != "answer" or reply.step or len(reply.sentences) <= SHORT:
        return reply
    left = [line for line in reply.sentences[SHORT:] if line not in reply.rest]
    rest = (*(line for line in left if not line.endswith("?")), *reply.rest)
    return replace(reply, sentences=reply.sentences[:SHORT], rest=rest)
