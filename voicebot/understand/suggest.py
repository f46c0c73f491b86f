"""Which kind of complaint an utterance means, and whether it is a complaint at all.

The kinds are found by the same matcher as the entries of the FAQ. A complaint tells that something is wrong
here and now; a question asks how, where or how much, and belongs to the FAQ, which may offer to file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from voicebot.understand.asking import asks, asks_where_to_report, calls_for_filing, sentences
from voicebot.understand.embed import Embedder
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Candidate, Match, Phrasing, Reading

__all__ = ["Door", "Suggester", "Suggestion"]

LEAST = 0.10
"""A trouble whose best kind is less likely than this is no complaint, unless the caller says that it is."""
FAQ_AHEAD = 12.0
"""Odds by which the FAQ has to be surer than the kinds are, before a sentence that tells goes to it."""
LEAST_ASIDE, FAQ_AHEAD_ASIDE = 0.3, 3.0
"""The same where the trouble is told only on the way to a question: "가로등이 나갔는데 어디에 말해요"."""
OFFER_FROM = 0.3
"""Probability of the kind from which a question gets an offer to file with its answer."""


class Door(StrEnum):
    """Who an utterance is for."""

    FILE = "file"
    """A complaint: the interview begins."""
    OFFER = "offer"
    """A question for the FAQ; filing is offered with the answer."""
    ANSWER = "answer"
    """A question or talk; nothing to file."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an utterance seems to be about.

    Attributes:
        door: who it is for.
        match: the kinds, best first. Zone ``answer``: the first is confirmed in passing; ``ask``: `choices`
            are offered; ``unknown``: the caller is asked for more.
        fallback: the kind for what fits nowhere, offered with every choice.
    """

    door: Door
    match: Match
    fallback: str

    @property
    def best(self) -> Candidate | None:
        """The likeliest kind, if there is any."""
        return self.match.candidates[0] if self.match.candidates else None

    @property
    def choices(self) -> tuple[str, ...]:
        """What to ask back with: at most three kinds, and what fits nowhere."""
        return (*(kind for kind in self.match.offered if kind != self.fallback), self.fallback)


class Suggester:
    """An index of one language's kinds of complaint.

    Args:
        phrasings: how residents tell of each kind.
        embedder: turns texts into vectors.
        fallback: the kind for what fits nowhere.
        language: ``ko`` or ``en``.
        cache_dir: where vectors of phrasings are kept between starts; nowhere when left out.
    """

    def __init__(
        self,
        phrasings: Sequence[Phrasing],
        embedder: Embedder,
        *,
        fallback: str,
        language: str = "ko",
        cache_dir: Path | None = None,
    ) -> None:
        self._matcher = Matcher(phrasings, embedder, language=language, cache_dir=cache_dir)
        self._fallback = fallback

    def suggest(self, readings: Sequence[Reading], faq: Match | None = None, trouble: str = "") -> Suggestion:
        """What kind of complaint was told; computes for tens of milliseconds, so call it from a worker.

        Args:
            readings: of the utterance, the recogniser's best first.
            faq: what the FAQ makes of the same words; nothing where only a complaint can be meant.
            trouble: the words without place, time and telephone, as `slots.What` has them.
        """
        bare = [Reading(trouble, readings[0].score)] if trouble and readings else []
        match = self._matcher.match([*readings[:1], *bare, *readings[1:]])
        text = readings[0].text if readings else ""
        return Suggestion(_door(text, match, faq), match, self._fallback)


def _door(text: str, match: Match, faq: Match | None) -> Door:
    told = [sentence for sentence in sentences(text) if not asks(sentence)]
    if any(calls_for_filing(sentence.text) for sentence in told):
        return Door.FILE
    aside = all(sentence.leads_on for sentence in told)
    least, ahead = (LEAST_ASIDE, FAQ_AHEAD_ASIDE) if aside else (LEAST, FAQ_AHEAD)
    sure = _sure(match)
    if told and sure >= least and _odds(_sure(faq)) <= ahead * _odds(sure):
        return Door.FILE
    offered = sure >= OFFER_FROM and (not told or aside) and asks_where_to_report(text)
    return Door.OFFER if offered else Door.ANSWER


def _sure(match: Match | None) -> float:
    return match.candidates[0].probability if match and match.candidates else 0.0


def _odds(probability: float) -> float:
    return probability / max(1 - probability, 1e-6)
