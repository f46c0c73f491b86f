"""Which kind of complaint an utterance means, and whether it is a complaint at all.

The kinds are learned from what residents say (`voicebot.understand.kinds`). A complaint tells that something
is wrong here and now; a question asks how, where or how much, and belongs to the FAQ, and filing is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.text.normal import normalise
from voicebot.understand.asking import asks, asks_where_to_report, calls_for_filing, sentences
from voicebot.understand.embed import Embedder
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.kinds import Kinds
from voicebot.understand.learned import Learned
from voicebot.understand.meaning import Candidate, Match, Phrasing, Reading, Zone
from voicebot.understand.trouble import Trouble, fitted_trouble

__all__ = ["Door", "Suggester", "Suggestion"]

MOST = 5
"""Kinds of a suggestion."""
SURE = 0.45
"""From this probability a kind is said in passing; below, the caller chooses."""
LIKELY = 0.1
"""From this probability a kind is one to choose from."""
LEAST = 0.10
"""A trouble whose best kind is less likely than this is no complaint, unless the caller says that it is."""
FAQ_AHEAD = 12.0
"""Odds by which the FAQ has to be surer than the kinds are, before a sentence that tells goes to it."""
LEAST_ASIDE, FAQ_AHEAD_ASIDE = 0.3, 3.0
"""The same where the trouble is told only on the way to a question: "가로등이 나갔는데 어디에 말해요"."""
OFFER_FROM = 0.3
"""Probability of the kind from which a question gets an offer to file with its answer."""


LEARNED, SHARP = 0.7, 4.0
"""What the learned ear counts beside likeness, and how sharply it tells: chosen on sentences that it had not
seen (docs/decisions/0016)."""


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
        match: the kinds, best first. Zone ``answer``: the first is confirmed in passing; ``ask``: there are
            some to choose from; ``unknown``: it fits nowhere, or not enough was said.
        fallback: the kind for what fits nowhere.
    """

    door: Door
    match: Match
    fallback: str

    @property
    def best(self) -> Candidate | None:
        """The likeliest kind, if there is any."""
        return self.match.candidates[0] if self.match.candidates else None

    @property
    def sure(self) -> str:
        """The kind that needs no choice; empty where there is none, or only what fits nowhere."""
        best = self.best
        sure = best and self.match.zone is Zone.ANSWER and best.entry != self.fallback
        return best.entry if best and sure else ""

    @property
    def likely(self) -> tuple[str, ...]:
        """The kinds that it may be, best first, without the one for what fits nowhere."""
        enough = (one.entry for one in self.match.candidates if one.probability >= LIKELY)
        return tuple(kind for kind in enough if kind != self.fallback)


class Suggester:
    """An index of one language's kinds of complaint.

    Args:
        phrasings: how residents tell of each kind.
        embedder: turns texts into vectors.
        fallback: the kind for what fits nowhere.
        language: ``ko`` or ``en``.
        cache_dir: where vectors of phrasings are kept between starts; nowhere when left out.
        trouble: tells a trouble from other talk; what ships with the project when left out.
        ear: what was learned of the kinds from many more sentences; nothing where it was not.
    """

    def __init__(  # noqa: PLR0913 (each by name)
        self,
        phrasings: Sequence[Phrasing],
        embedder: Embedder,
        *,
        fallback: str,
        language: str = "ko",
        cache_dir: Path | None = None,
        trouble: Trouble | None = None,
        ear: Learned | None = None,
    ) -> None:
        self._trouble = trouble or fitted_trouble()
        self._embedder = embedder
        keeper = KeptEmbedder(embedder, cache_dir) if cache_dir else embedder
        self._kinds = Kinds(phrasings, keeper, language, cache_dir)
        self._fallback = fallback
        self._ear = ear

    def suggest(self, readings: Sequence[Reading], faq: Match | None = None, trouble: str = "") -> Suggestion:
        """What kind of complaint was told, read as a whole and without what is beside the point.

        Computes for tens of milliseconds: call it from a worker.

        Args:
            readings: of the utterance, the recogniser's best first.
            faq: what the FAQ makes of the same words; nothing where only a complaint can be meant.
            trouble: the words without place, time and telephone, as `slots.What` has them.
        """
        text = readings[0].text if readings else ""
        texts = list(dict.fromkeys(filter(None, map(normalise, (text, trouble)))))
        if not texts:
            return Suggestion(Door.ANSWER, Match(Zone.UNKNOWN, (), ""), self._fallback)
        vectors = self._embedder.embed(texts)
        scores = [self._kinds.scores(*one) for one in zip(texts, vectors, strict=True)]
        shares = [self._shares(*one) for one in zip(texts, scores, strict=True)]
        match = self._match(texts[0], np.mean(shares, axis=0))
        wrong = self._trouble.told(vectors, max(float(one.max()) for one in scores))
        return Suggestion(_door(text, match, faq, wrong=wrong), match, self._fallback)

    def _shares(self, text: str, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each kind by likeness, and by what was learned where that is there."""
        alike = self._kinds.shares(scores)
        if self._ear is None:
            return alike
        told = dict(zip(self._ear.names, self._ear.towards(text), strict=True))
        towards = np.array([told[name] for name in self._kinds.names])
        raised = (1 - LEARNED) * np.log(alike + 1e-9) + LEARNED * SHARP * towards
        powers = np.exp(raised - raised.max())
        found: NDArray[np.float64] = powers / powers.sum()
        return found

    def _match(self, text: str, shares: NDArray[np.float64]) -> Match:
        """The kinds in order."""
        first = np.argsort(-shares, kind="stable")[:MOST]
        found = tuple(Candidate(self._kinds.names[at], float(shares[at]), "") for at in first)
        return Match(_zone(found[0].probability), found, text)


def _door(text: str, match: Match, faq: Match | None, *, wrong: bool) -> Door:
    """Whom an utterance is for; `wrong` where its meaning is that of a trouble."""
    told = [sentence for sentence in sentences(text) if not asks(sentence)]
    if any(calls_for_filing(sentence.text) for sentence in told):
        return Door.FILE
    aside = all(sentence.leads_on for sentence in told)
    least, ahead = (LEAST_ASIDE, FAQ_AHEAD_ASIDE) if aside else (LEAST, FAQ_AHEAD)
    sure = _sure(match)
    if told and wrong and sure >= least and _odds(_sure(faq)) <= ahead * _odds(sure):
        return Door.FILE
    offered = sure >= OFFER_FROM and (not told or aside) and asks_where_to_report(text)
    return Door.OFFER if offered else Door.ANSWER


def _zone(probability: float) -> Zone:
    if probability >= SURE:
        return Zone.ANSWER
    return Zone.ASK if probability >= LIKELY else Zone.UNKNOWN


def _sure(match: Match | None) -> float:
    return match.candidates[0].probability if match and match.candidates else 0.0


def _odds(probability: float) -> float:
    return probability / max(1 - probability, 1e-6)
