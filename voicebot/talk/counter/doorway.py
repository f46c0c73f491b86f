"""Who comes to the counter: a complaint begins, is offered, or waits while something else is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from voicebot.talk.backroom import Backroom, about
from voicebot.talk.counter.advance import Advance
from voicebot.talk.counter.case import Case
from voicebot.talk.counter.meaning import Meaning
from voicebot.talk.interview import Interview, Said, again, asks, begin, wants_to_complain
from voicebot.talk.reply import Reply
from voicebot.understand.asking import calls_for_filing
from voicebot.understand.expected import YES, YES_NO, expected_answer
from voicebot.understand.meaning import Match, Reading, Zone
from voicebot.understand.suggest import Door, Suggestion

__all__ = ["Again", "Doorway"]

Again = Callable[[], Awaitable[Sequence[Reading]]]
"""Hears the last words once more, names of places waited for."""


class Doorway:
    """Works for one caller.

    Args:
        case: the complaint, once there is one.
        backroom: tells whom words are for.
        meaning: what they mean.
        advance: takes the interview on.
        name: of the conversation; begins the keys of its filings.
    """

    def __init__(
        self, case: Case, backroom: Backroom, meaning: Meaning, advance: Advance, *, name: str
    ) -> None:
        self._case = case
        self._room = backroom
        self._meaning = meaning
        self._advance = advance
        self._name = name
        self._begun = 0

    async def instead(
        self, readings: Sequence[Reading], match: Match, again: Again | None = None
    ) -> Reply | None:
        """What comes before an answer from the entries: a complaint that begins, or one that goes on.

        Where the entries answer a question about what could be filed too, filing is offered with the answer.

        Args:
            readings: what was heard.
            match: what the entries make of it.
            again: hears it once more, where it was spoken.
        """
        now = self._case.now
        if now and now.open:
            return await self._aside(now, match)
        said, suggestion = await self._suggested(readings, match)
        tells = said.slots.what or wants_to_complain(said.text) or calls_for_filing(said.text)
        if suggestion.door is Door.FILE and tells:
            if again:
                said, suggestion = await self._suggested(await again(), match)
            return await self._begin(about(said, suggestion))
        if suggestion.door is Door.OFFER and suggestion.likely and match.zone is Zone.ANSWER:
            return self._offered(match, suggestion.likely[0])
        return None

    async def offer_taken(self, readings: Sequence[Reading], said: Said) -> Reply | None:
        """A yes to the offer to file begins the complaint; nothing for other words, or without an offer."""
        offer = self._case.dialogue.thread.offer
        if not offer:
            return None
        by_ear = expected_answer(readings, YES_NO, self._case.language) if said.answer is None else None
        takes = said.answer is True or by_ear == YES or wants_to_complain(said.text)
        return await self._begin(said, offer) if takes else None

    async def _suggested(self, readings: Sequence[Reading], match: Match) -> tuple[Said, Suggestion]:
        said = await self._meaning.of(readings)
        return said, await self._room.door(readings, said, self._case.language, match)

    async def _begin(self, said: Said, offered: str = "") -> Reply:
        self._begun += 1
        return await self._advance.by(begin(f"{self._name}/{self._begun}", said, self._case.book, offered))

    def _offered(self, match: Match, category: str) -> Reply:
        dialogue = self._case.dialogue
        answer = dialogue.matched(match)
        return dialogue.offering(answer, category) if answer.kind == "answer" else answer

    async def _aside(self, now: Interview, match: Match) -> Reply:
        """A question in the middle is answered, and the draft waits; anything else was not understood."""
        case = self._case
        if match.zone is not Zone.ANSWER or not asks(match.reading):
            return await self._advance.by(again(now, case.book))
        kept = case.dialogue.snapshot()
        answer = case.dialogue.matched(match)
        case.dialogue.thread = kept
        on = (*case.book.phrases("back_to_it"), *case.question)
        return case.remember(now, replace(answer, sentences=(*answer.sentences[:3], *on), rest=()))
