"""Whether words go on with what was answered, name something else, or ask two things in one breath."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.reply import Reply
from voicebot.understand.followups import Aspect
from voicebot.understand.going_on import ELSEWHERE, HERE, GoingOn, going_on, is_wish
from voicebot.understand.meaning import Match, Reading, Zone
from voicebot.understand.two import in_two

__all__ = ["Turned", "Turning"]

Matching = Callable[[Sequence[Reading]], Awaitable[Match]]


@dataclass(frozen=True, slots=True)
class Turned:
    """What the words were taken for.

    Attributes:
        reply: what the desk says.
        aspect: what was asked about; nothing where two questions were.
    """

    reply: Reply
    aspect: Aspect | None = None


class Turning:
    """The thread of one conversation.

    Args:
        dialogue: remembers what was answered.
        match: finds the entry that a question means.
        language: ``ko`` or ``en``.
    """

    def __init__(self, dialogue: Dialogue, match: Matching, language: str) -> None:
        self._dialogue = dialogue
        self._match = match
        self._language = language

    def bare(self, text: str) -> Turned | None:
        """Words that name nothing, and can only go on with what was answered: "얼마예요?"."""
        asked = self._asked(text)
        return self._follow(asked.aspect) if asked and asked.bare else None

    def wishes(self, text: str) -> bool:
        """Whether words that sound like a wish are one, and do not rather go on with what was answered."""
        return not self._dialogue.thread.entry or is_wish(text, self._language)

    async def beside(self, text: str, match: Match) -> Turned | None:
        """Two questions, or one that goes on in words of its own; nothing where the match stands."""
        both = await self._both(text, match)
        if both:
            return both
        asked = self._asked(text)
        least = ELSEWHERE if self._elsewhere(match) else HERE
        return self._follow(asked.aspect) if asked and asked.tells >= least else None

    def _asked(self, text: str) -> GoingOn | None:
        """What would be asked of what was answered, if anything was."""
        return going_on(text, self._language) if self._dialogue.thread.entry else None

    def _follow(self, aspect: Aspect) -> Turned | None:
        reply = self._dialogue.follow(aspect)
        return Turned(reply, aspect) if reply else None

    def _elsewhere(self, match: Match) -> bool:
        """Whether the words clearly name something else than what was answered last."""
        sure = match.zone is Zone.ANSWER and bool(match.candidates)
        return sure and match.candidates[0].entry != self._dialogue.thread.entry

    async def _both(self, text: str, match: Match) -> Turned | None:
        for halves in in_two(text, self._language):
            found = [await self._match([Reading(half)]) for half in halves]
            names = [one.candidates[0].entry for one in found if one.zone is Zone.ANSWER]
            if len(set(names)) == len(halves):
                self._dialogue.thread.asked = match.reading
                reply = self._dialogue.answer_both(*names)
                return Turned(reply) if reply else None
        return None
