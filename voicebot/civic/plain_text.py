"""What is hard to understand in a text that somebody hears once: long sentences and words of the office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from voicebot.speak.sentences import split_sentences
from voicebot.text.length import MAX_SYLLABLES, syllables

__all__ = ["Hard", "hard_parts"]


@dataclass(frozen=True, slots=True)
class Hard:
    """A part of a text that is better said otherwise.

    Attributes:
        kind: ``long`` (a sentence), or ``word`` (of the office).
        what: the part.
        instead: what to say; of a sentence, how many syllables it has.
    """

    kind: Literal["long", "word"]
    what: str
    instead: str


def hard_parts(text: str, words: Mapping[str, str]) -> Iterator[Hard]:
    """Everything that a careful colleague would change.

    Args:
        text: in Korean.
        words: of the office, with what to say instead (`voicebot.civic.lint.load_plain_words`).
    """
    for sentence in split_sentences(text):
        if (count := syllables(sentence)) > MAX_SYLLABLES:
            yield Hard("long", sentence, str(count))
    for word, plain in words.items():
        if re.search(rf"(?<![가-힣]){re.escape(word)}", text):
            yield Hard("word", word, plain)
