"""When each word was said, from where the recogniser looked while it wrote."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.hear.tokens import WhisperTokens
from voicebot.hear.transcriber import HeardWord

__all__ = ["joined_words", "word_times"]

_FRAME_S = 0.02
"""Seconds of one frame of Whisper's encoder."""


def word_times(
    tokens: WhisperTokens, numbers: Sequence[int], path: Sequence[tuple[int, int]]
) -> list[HeardWord]:
    """The words of a text and when each begins.

    Args:
        tokens: the vocabulary.
        numbers: of the text.
        path: (index in the text, frame), never falling.
    """
    first: dict[int, int] = {}
    for index, frame in path:
        first.setdefault(index, frame)
    starts = [at for at, number in enumerate(numbers) if at == 0 or tokens.begins_word(number)]
    ends = [*starts[1:], len(numbers)]
    said = [
        (tokens.text(numbers[a:b]), first.get(a, 0) * _FRAME_S) for a, b in zip(starts, ends, strict=True)
    ]
    return [HeardWord(text, start) for text, start in said if text]


def joined_words(parts: Sequence[Sequence[HeardWord]], lengths: Sequence[float]) -> tuple[HeardWord, ...]:
    """The words of the parts of a sound, counted from its start.

    Args:
        parts: the words of each, counted from the start of the part.
        lengths: seconds of each part.
    """
    words: list[HeardWord] = []
    begun = 0.0
    for part, seconds in zip(parts, lengths, strict=True):
        words += [HeardWord(word.text, begun + word.start) for word in part]
        begun += seconds
    return tuple(words)
