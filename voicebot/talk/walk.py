"""Instructions told one at a time: which comes now, and which when the caller says "다음"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicebot.talk.phrases import Phrases
from voicebot.talk.server_events import Step

__all__ = ["Walk", "in_order", "one_by_one"]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a caller stands in what is told one at a time.

    Attributes:
        steps: whole sentences, in their order.
        at: which of them comes now, from 0.
        ordered: whether each is something to do, and has its place said before it.
        then: what is offered after the last of them.
    """

    steps: tuple[str, ...]
    at: int = 0
    ordered: bool = False
    then: Walk | None = None

    @property
    def onward(self) -> Walk | None:
        """What "다음" leads to; nothing at the end."""
        if self.at + 1 < len(self.steps):
            return replace(self, at=self.at + 1)
        return self.then

    @property
    def begun(self) -> bool:
        """Whether it is under way, and not only offered."""
        return self.at > 0

    @property
    def place(self) -> Step:
        """Which of how many it stands at."""
        return Step(number=self.at + 1, of=len(self.steps))

    def told(self, phrases: Phrases) -> tuple[str, ...]:
        """The sentences of the step that it stands at, and how to go on."""
        opening = phrases("steps", number=len(self.steps)) if self.ordered and self.at == 0 else ()
        return (*opening, self._step(phrases), *self._after(phrases))

    def _step(self, phrases: Phrases) -> str:
        said, last = self.steps[self.at], self.at == len(self.steps) - 1
        if not self.ordered:
            return said
        places = phrases("step_places")
        place = phrases.line("step_last") if last else places[min(self.at, len(places) - 1)]
        return phrases.line("step", place=place, said=said)

    def _after(self, phrases: Phrases) -> tuple[str, ...]:
        if self.at < len(self.steps) - 1:
            return phrases("step_when_done" if self.ordered else "step_next")
        if self.then:
            return phrases("steps_offer")
        return phrases("steps_over") if self.ordered else ()


def in_order(steps: tuple[str, ...]) -> Walk | None:
    """What an officer wrote down as steps; nothing where there is nothing to take apart."""
    said = tuple(f"{step.rstrip('.')}." for step in steps)
    return Walk(said, ordered=True) if len(said) > 1 else None


def one_by_one(sentences: tuple[str, ...], then: Walk | None) -> Walk:
    """An answer for somebody who wants to hear one thing at a time."""
    return Walk(sentences, then=then)
