"""Danger that somebody tells of: by its signs, or by the letters of what people say then."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from voicebot.civic.complaints.categories import Categories, Danger

__all__ = ["Dangers"]

SHARE = 0.65
"""Share of what tells of a danger that has to be in an utterance."""


class Dangers:
    """The dangers of a district.

    Pairs of neighbouring syllables are compared, rare ones counting more.

    Args:
        categories: whose dangers, and whose phrasings tell which letters are frequent anyway.
    """

    def __init__(self, categories: Categories) -> None:
        rows = [(danger, _pairs(text)) for danger in categories.dangers for text in danger.phrasings]
        besides = [_pairs(one.text) for one in categories.phrasings()]
        every = [*(pairs for _, pairs in rows), *besides]
        seen = Counter(pair for pairs in every for pair in pairs)
        self._weight = {pair: math.log(1 + len(every) / times) ** 2 for pair, times in seen.items()}
        self._rows = [(danger, pairs, self._sum(pairs)) for danger, pairs in rows]
        self._known = categories.dangers

    def told_in(self, utterance: str) -> Danger | None:
        """The danger that an utterance tells of, or nothing; a sign needs no other words to be understood."""
        shown = (one for one in self._known if any(sign.search(utterance) for sign in one.signs))
        return next(shown, None) or self._likely(_pairs(utterance))

    def _likely(self, said: frozenset[str]) -> Danger | None:
        shares = ((self._sum(said & pairs) / whole, danger) for danger, pairs, whole in self._rows if whole)
        share, danger = max(shares, key=lambda one: one[0], default=(0.0, None))
        return danger if share >= SHARE else None

    def _sum(self, pairs: Iterable[str]) -> float:
        return sum(self._weight[pair] for pair in pairs)


def _pairs(text: str) -> frozenset[str]:
    letters = re.sub(r"[^\w]", "", text.lower())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
