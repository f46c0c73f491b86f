"""Vectors of the last few questions: several indexes are asked the same one, and embedding it costs most."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from voicebot.understand.embed import Embedder, Vectors

__all__ = ["RecentEmbedder"]

KEPT = 16


class RecentEmbedder:
    """An embedder that remembers a few texts; whole indexes pass through. Any thread may ask.

    Args:
        embedder: what makes new vectors.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def digest(self) -> str:
        """The digest of the model behind it."""
        return self._embedder.digest

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, float32, (texts, dimensions)."""
        if not 0 < len(texts) <= KEPT // 2:
            return self._embedder.embed(texts)
        with self._lock:
            return self._remembered(texts)

    def _remembered(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        found = np.stack([self._known[text] for text in texts])
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return found
