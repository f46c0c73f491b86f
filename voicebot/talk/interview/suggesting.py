"""Which category an utterance may be about: by the letters it shares with what residents say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from voicebot.civic.complaints.categories import Categories, Danger
from voicebot.understand.meaning import Phrasing

__all__ = [
    "CERTAIN",
    "DANGER",
    "LIKELY",
    "SURE",
    "TAKEN",
    "ByLetters",
    "Suggester",
    "by_letters",
    "danger_in",
]

SURE = 0.45
"""From this confidence the category is said in passing; below, the caller chooses."""
CERTAIN = 0.7
"""From this confidence a statement is a complaint though an entry would answer it."""
TAKEN = 0.45
"""From this confidence a statement that no entry answers is a complaint: 1.5 % of 1,500 sentences of public
small talk are, and half of the 239 complaints in tests/understand/dev; from 0.3 on, 10 % and 80 %."""
LIKELY = 0.3
"""From this confidence a category is offered to somebody who complains."""
DANGER = 0.65
"""Share of what tells of a danger that has to be in an utterance."""


class Suggester(Protocol):
    """Suggests categories."""

    def suggest(self, utterance: str) -> Sequence[tuple[str, float]]:
        """Categories that it may be about, with confidence 0–1, best first; computes."""
        ...


class ByLetters:
    """Compares pairs of neighbouring syllables, rare ones counting more.

    Args:
        phrasings: of every category.
        besides: what else people say; what is frequent there counts less.
    """

    def __init__(self, phrasings: Sequence[Phrasing], besides: Sequence[Phrasing] = ()) -> None:
        rows = [(one.entry, _pairs(one.text)) for one in phrasings]
        seen = Counter(pair for one in (*phrasings, *besides) for pair in _pairs(one.text))
        all_rows = len(phrasings) + len(besides)
        self._weight = {pair: math.log(1 + all_rows / times) for pair, times in seen.items()}
        self._rows = [(entry, pairs, self._length(pairs)) for entry, pairs in rows]

    def suggest(self, utterance: str) -> list[tuple[str, float]]:
        """Categories with the cosine of their nearest phrasing, best first."""
        said = _pairs(utterance)
        length = self._length(said) or 1.0
        best: dict[str, float] = {}
        for entry, pairs, own in self._rows:
            near = sum(self._weight[pair] ** 2 for pair in said & pairs) / (length * own)
            best[entry] = max(best.get(entry, 0.0), near)
        found = [(entry, round(min(1.0, near), 3)) for entry, near in best.items() if near > 0]
        return sorted(found, key=lambda one: -one[1])

    def share(self, utterance: str) -> Iterable[tuple[str, float]]:
        """How much of each phrasing is in an utterance, 0–1."""
        said = _pairs(utterance)
        for entry, pairs, own in self._rows:
            yield entry, sum(self._weight[pair] ** 2 for pair in said & pairs) / own**2

    def _length(self, pairs: Iterable[str]) -> float:
        rarest = max(self._weight.values(), default=1.0)
        return math.sqrt(sum(self._weight.get(pair, rarest / 2) ** 2 for pair in pairs))


def danger_in(utterance: str, dangers: ByLetters, known: Mapping[str, Danger]) -> Danger | None:
    """The danger that an utterance tells of, or nothing; its signs need no other words to be understood."""
    shown = (one for one in known.values() if any(sign.search(utterance) for sign in one.signs))
    if danger := next(shown, None):
        return danger
    name, share = max(dangers.share(utterance), key=lambda one: one[1], default=("", 0.0))
    return known[name] if share >= DANGER else None


def by_letters(categories: Categories) -> ByLetters:
    """A suggester for a district's categories."""
    names = [Phrasing(one.id, word) for one in categories.categories for word in (one.name.ko, one.name.en)]
    return ByLetters([*categories.phrasings(), *names])


def _pairs(text: str) -> frozenset[str]:
    letters = re.sub(r"[^\w]", "", text.lower())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
