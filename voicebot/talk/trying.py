"""Trying a question as an officer: which door would take it, which entry would answer, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from voicebot.talk.alarm import alarm
from voicebot.talk.phrases import phrases
from voicebot.understand.commands import command
from voicebot.understand.explain import Explained, explain
from voicebot.understand.meaning import Reading, Zone
from voicebot.understand.suggest import Door

if TYPE_CHECKING:
    from voicebot.talk.desk import Desk

__all__ = ["Taken", "Tried", "tried"]

Taken = Literal["danger", "wish", "day", "complaint", "talk", "entry", "ask", "nothing"]
"""Who takes a question: the alarm; a wish such as "다시"; the day, the weather or a place near; the complaint
interview; everyday talk; an entry; the desk asks back; nobody knows."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a caller who begins with these words would meet.

    Attributes:
        taken: by whom.
        explained: what the entries make of it, even where another door comes first.
    """

    taken: Taken
    explained: Explained


async def tried(desk: Desk, readings: Sequence[Reading], language: str) -> Tried:
    """Ask as a caller, without leaving a trace.

    Args:
        desk: with its models and its store open.
        readings: of one utterance, or one typed text.
        language: ``ko`` or ``en``.
    """
    matcher = desk.knowledge[language].matcher
    explained = await desk.compute(lambda: explain(matcher, readings))
    return Tried(await _taken(desk, readings, language, explained), explained)


async def _taken(desk: Desk, readings: Sequence[Reading], language: str, explained: Explained) -> Taken:
    """The doors in the order in which a conversation asks them (`talk.understanding`)."""
    text, match = readings[0].text, explained.match
    if alarm(None, readings, phrases(language), language)[1]:
        return "danger"
    if command(text, language):
        return "wish"
    if desk.guide.hear(text, language):
        return "day"
    said = await desk.backroom.understand(text, language)
    if (await desk.backroom.door(readings, said, language, match)).door is Door.FILE:
        return "complaint"
    if await desk.chat(readings, language, verbatim=match.zone is Zone.ANSWER):
        return "talk"
    return {Zone.ANSWER: "entry", Zone.ASK: "ask"}.get(match.zone, "nothing")  # type: ignore[return-value]
