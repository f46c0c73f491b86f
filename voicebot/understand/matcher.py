"""Which entry a question means.

Meaning (embeddings, of each phrasing and of each entry's middle), sound (n-grams of jamo) and words
(morphemes) look at every phrasing. The best 200 are compared letter by letter (RapidFuzz on jamo), scored
together, and the best phrasing of each entry counts. The signs of the best entry then give a probability,
and that gives the zone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.text.jamo import to_sound
from voicebot.text.normal import normalise
from voicebot.understand.about import AboutChannel
from voicebot.understand.centre import CentreChannel
from voicebot.understand.embed import Embedder, Vectors
from voicebot.understand.fusion import Fusion, Likeness, Signs, fitted
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.meaning import Candidate, Match, Phrasing, Reading, Zone
from voicebot.understand.sound import SoundChannel
from voicebot.understand.space import Space, learned_space
from voicebot.understand.words import WordsChannel

__all__ = ["MOST_CANDIDATES", "Matcher", "Ranking", "Shortlist"]

MOST_CANDIDATES = 5
_READINGS = 3
"""More hypotheses cost an embedding each (about 12 ms) and are hardly ever the right one."""
_SHORTLIST = 200
_DOUBT = 2.0
"""What a hypothesis loses for each unit of mean log probability that it is behind the best one."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entries in order, for one question.

    Attributes:
        phrasings: number of the best phrasing of each entry, best first.
        scores: their fused scores.
        signs: of the first; nothing when there is no phrasing.
        reading: the reading that the first came from.
    """

    phrasings: NDArray[np.int64]
    scores: NDArray[np.float32]
    signs: Signs | None
    reading: str


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The phrasings nearest to one question.

    Attributes:
        phrasings: their numbers, in no order.
        entries: the numbers of their entries.
        like: how alike they are, by channel.
        known: share of the question's words that any phrasing of the index has, by weight.
        everyday: how near the question is to everyday talk.
    """

    phrasings: NDArray[np.int64]
    entries: NDArray[np.int64]
    like: Likeness
    known: float
    everyday: float


class Matcher:
    """An index of one language's phrasings.

    Args:
        phrasings: every way to ask for every entry; may be empty.
        embedder: turns texts into vectors.
        model: fitted weights and thresholds; those of the language when left out.
        language: ``ko`` or ``en``.
        cache_dir: where vectors of phrasings are kept between starts; nowhere when left out.
        space: where meanings are compared; the learned one when left out.
        about: the answers of entries, by entry; a question may use their words. None when left out.
        before: an index that this one replaces; what it has worked out of the same texts is taken over.
    """

    def __init__(  # noqa: PLR0913  (settings, by name)
        self,
        phrasings: Sequence[Phrasing],
        embedder: Embedder,
        model: Fusion | None = None,
        *,
        language: str = "ko",
        cache_dir: Path | None = None,
        space: Space | None = None,
        about: Mapping[str, str] | None = None,
        before: Matcher | None = None,
    ) -> None:
        about_before: AboutChannel | None = before._about if before else None
        known: Mapping[str, list[str]] = before._words.known if before else {}
        self._phrasings = tuple(phrasings)
        self._embedder = embedder
        self._model = model or fitted(language)
        self._space = space or learned_space()
        self._entries = _numbered(self._phrasings)
        texts = [normalise(phrasing.text) for phrasing in self._phrasings]
        keeper = KeptEmbedder(embedder, cache_dir) if cache_dir else embedder
        names = dict.fromkeys(phrasing.entry for phrasing in self._phrasings)
        answers = [normalise((about or {}).get(name, "")) for name in names]
        vectors = keeper.embed([*texts, *answers])
        vectors, answered = vectors[: len(texts)], vectors[len(texts) :]
        self._places = self._space.place(vectors)
        self._centre = CentreChannel(vectors, self._entries)
        self._about: AboutChannel = AboutChannel(answers, answered, self._centre.mean, language, about_before)
        self._sound = SoundChannel(texts, self._entries)
        self._words: WordsChannel = WordsChannel(texts, self._entries, language, known)

    def match(self, readings: Sequence[Reading]) -> Match:
        """What was meant, from one or several readings of it, the recogniser's best first.

        Computes for tens of milliseconds: call it from a worker.
        """
        ranking = self.rank(readings)
        if ranking.signs is None:
            return Match(Zone.UNKNOWN, (), ranking.reading)
        sure = self._model.probability(ranking.signs)
        shares = np.exp(ranking.scores[:MOST_CANDIDATES] - ranking.scores[0]) * sure
        shares[1:] = np.minimum(shares[1:], 1 - sure)
        found = tuple(
            Candidate(self._phrasings[at].entry, float(share), self._phrasings[at].text)
            for at, share in zip(ranking.phrasings, shares, strict=False)
        )
        return Match(self._model.zone(sure), found, ranking.reading)

    @property
    def model(self) -> Fusion:
        """The fitted weights and thresholds."""
        return self._model

    def entry(self, phrasing: int) -> str:
        """The entry of a phrasing, by its number."""
        return self._phrasings[phrasing].entry

    def phrasing(self, number: int) -> Phrasing:
        """A phrasing by its number."""
        return self._phrasings[number]

    def split(self, text: str) -> list[str]:
        """The telling words of a text."""
        return self._words.split(normalise(text))

    def near(self, text: str) -> Shortlist:
        """The phrasings nearest to a question; computes."""
        plain = normalise(text)
        return self.shortlist(plain, self._embedder.embed([plain])[0])

    def rank(self, readings: Sequence[Reading]) -> Ranking:
        """Entries in order, with the signs from which the probability comes."""
        distinct = _distinct(readings)
        if not distinct or not self._phrasings:
            return Ranking(np.empty(0, np.int64), np.empty(0, np.float32), None, "")
        vectors = self._embedder.embed([text for text, _ in distinct])
        top = max(score for _, score in distinct)
        rankings = [
            self._rank_one(text, vector, (score - top) * _DOUBT)
            for (text, score), vector in zip(distinct, vectors, strict=True)
        ]
        return _joined(rankings, self._entries)

    def shortlist(self, text: str, vector: Vectors) -> Shortlist:
        """The phrasings nearest to a normalised question, given its embedding too."""
        weights = Likeness(**self._model.weights)
        split = self._words.split(text)
        bag = self._words.bag(split)
        place = self._space.place(vector[None])[0]
        centre, covered = self._centre.scores(vector), self._words.covered(bag)
        meaning, grams, words = self._places @ place, self._sound.scores(text), self._words.scores(bag)
        rough = weights.meaning * meaning + weights.grams * grams + weights.words * words
        some = _best(rough + (weights.centre * centre)[self._entries], _SHORTLIST)
        entries = self._entries[some]
        like = Likeness(
            meaning[some],
            grams[some],
            self._sound.alike(text, some),
            words[some],
            centre[entries],
            covered[entries],
            self._about.scores(split, vector)[entries],
        )
        return Shortlist(some, entries, like, bag.known, self._space.everydayness(place))

    def firsts(self, near: Shortlist) -> NDArray[np.int64]:
        """Where in a shortlist the best phrasing of each entry is, the best first."""
        return _firsts(self._model.score(near.like), near.entries)

    def _rank_one(self, text: str, vector: Vectors, handicap: float) -> Ranking:
        near = self.shortlist(text, vector)
        scores = self._model.score(near.like) + np.float32(handicap)
        best = self.firsts(near)
        return Ranking(near.phrasings[best], scores[best], _signs(text, near, scores, best), text)


def _signs(text: str, near: Shortlist, scores: NDArray[np.float32], best: NDArray[np.int64]) -> Signs:
    first, like = best[0], near.like
    own = near.entries == near.entries[first]
    meaning = float(like.meaning[own].max())
    favourites = [near.entries[int(np.argmax(values))] == near.entries[first] for values in like]
    others = like.centre[~own]
    return Signs(
        score=float(scores[first]),
        margin=float(scores[first] - scores[best[1]]) if len(best) > 1 else float(scores[first]),
        meaning=meaning,
        everyday=near.everyday - meaning,
        centre=float(like.centre[first]),
        ahead=float(like.centre[first] - (others.max() if len(others) else 0.0)),
        covered=float(like.covered[first]),
        about=float(like.about[first]),
        known=near.known,
        agreement=float(np.mean(favourites)),
        length=float(np.log1p(len(to_sound(text)))),
    )


def _numbered(phrasings: Sequence[Phrasing]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(p.entry, len(numbers)) for p in phrasings], dtype=np.int64)


def _distinct(readings: Sequence[Reading]) -> list[tuple[str, float]]:
    """The first few readings that differ once normalised and are not empty."""
    found: dict[str, float] = {}
    for reading in readings:
        text = normalise(reading.text)
        if text and text not in found and len(found) < _READINGS:
            found[text] = reading.score
    return list(found.items())


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The numbers of the highest scores, in no order."""
    if len(scores) <= count:
        return np.arange(len(scores), dtype=np.int64)
    return np.argpartition(scores, -count)[-count:].astype(np.int64)


def _joined(rankings: list[Ranking], entries: NDArray[np.int64]) -> Ranking:
    """Several readings' rankings as one: each entry by its best reading, the signs of the best of all."""
    if len(rankings) == 1:
        return rankings[0]
    phrasings = np.concatenate([ranking.phrasings for ranking in rankings])
    scores = np.concatenate([ranking.scores for ranking in rankings])
    best = _firsts(scores, entries[phrasings])
    winner = max(rankings, key=lambda ranking: float(ranking.scores[0]))
    return Ranking(phrasings[best], scores[best], winner.signs, winner.reading)


def _firsts(scores: NDArray[np.float32], entries: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the highest score of each entry is, the highest first."""
    order = np.argsort(-scores, kind="stable")
    _, first = np.unique(entries[order], return_index=True)
    found: NDArray[np.int64] = order[np.sort(first)]
    return found
