"""Why an entry is found: its nearest phrasing, what each channel adds, and which words are shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Match, Reading

__all__ = ["Collision", "Explained", "Reason", "collisions", "explain"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for one entry.

    Attributes:
        entry: its id.
        probability: as in `Candidate`.
        phrasing: the phrasing that was nearest.
        parts: what each channel adds to the score: meaning, grams and alike (sound), words, centre and
            covered (the entry's phrasings together), about (its answer).
        shared: telling words that the question has in common with that phrasing.
    """

    entry: str
    probability: float
    phrasing: str
    parts: Mapping[str, float]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with its reasons.

    Attributes:
        reasons: one an entry, best first.
        answers_from: probability from which the desk answers.
        asks_from: probability from which it asks back.
    """

    match: Match
    reasons: tuple[Reason, ...]
    answers_from: float
    asks_from: float

    @property
    def lead(self) -> dict[str, float]:
        """By how much each channel prefers the first entry to the second; empty without a second."""
        if len(self.reasons) < 2:
            return {}
        first, second = (reason.parts for reason in self.reasons[:2])
        return {name: first[name] - second[name] for name in first}


def explain(matcher: Matcher, readings: Sequence[Reading]) -> Explained:
    """Match, and say why; computes for tens of milliseconds."""
    match = matcher.match(readings)
    reasons = tuple(_reasons(matcher, match)) if match.candidates else ()
    return Explained(match, reasons, matcher.model.answer, matcher.model.ask)


def _reasons(matcher: Matcher, match: Match) -> list[Reason]:
    near, weights = matcher.near(match.reading), matcher.model.weights
    words = set(matcher.split(match.reading))
    best = {matcher.entry(near.phrasings[at]): at for at in matcher.firsts(near)}
    found = []
    for one in match.candidates:
        # a phrasing that only another reading was near to is not in this shortlist
        at = best.get(one.entry)
        if at is None:
            continue
        phrasing = matcher.phrasing(int(near.phrasings[at]))
        parts = {name: float(weights[name] * value[at]) for name, value in near.like._asdict().items()}
        shared = tuple(dict.fromkeys(w for w in matcher.split(phrasing.text) if w in words))
        found.append(Reason(one.entry, one.probability, phrasing.text, parts, shared))
    return found


@dataclass(frozen=True, slots=True)
class Collision:
    """A new phrasing that callers would take elsewhere.

    Attributes:
        phrasing: the new one.
        entry: what would answer it now.
        probability: how surely.
        nearest: the phrasing of that entry that it is near to.
    """

    phrasing: str
    entry: str
    probability: float
    nearest: str


def collisions(matcher: Matcher, own: str, phrasings: Sequence[str]) -> list[Collision]:
    """New phrasings of an entry for which another one would at least be asked back; computes, 20 ms each.

    Args:
        matcher: of what is spoken now.
        own: id of the entry that the phrasings are for.
        phrasings: the new ones.
    """
    found = []
    for text in phrasings:
        others = [one for one in matcher.match([Reading(text)]).candidates if one.entry != own]
        if others and others[0].probability >= matcher.model.ask:
            best = others[0]
            found.append(Collision(text, best.entry, best.probability, best.phrasing))
    return found
