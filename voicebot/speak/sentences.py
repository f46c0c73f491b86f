"""Cut text where a speaker breathes: sentences, and a first clause so that the first sound comes soon."""

from __future__ import annotations

import re

__all__ = ["split_sentences", "stream_pieces"]

_SENTENCE_END = re.compile(r"(?<=[.?!…。])[\"'”’)\]]*\s+(?![a-z])|\n+")  # not in "e.g. ours"
_DATE = re.compile(r"\b\d{1,4}\.\s?\d{1,2}\.$")  # 2026. 3. 1. goes on; a sentence does not end so
_DATE_BEGINS = re.compile(r"\b\d{4}\.$")
_CLAUSE_END = re.compile(r"(?<=[,;:—])\s+")
_LONG = 28  # letters; a shorter first sentence is ready soon enough whole
_SHORT_CLAUSE = 8  # letters; a shorter clause would be over before the next is ready


def split_sentences(text: str) -> list[str]:
    """Cut text into sentences; marks stay with their sentence.

    Args:
        text: any text, lines included.

    Returns:
        Sentences without outer spaces, in order; together they hold every letter of the text.
    """
    sentences: list[str] = []
    for part in (part.strip() for part in _cut(text)):
        if part and sentences and _in_date(sentences[-1], part):
            sentences[-1] = f"{sentences[-1]} {part}"
        elif part:
            sentences.append(part)
    return sentences


def stream_pieces(text: str) -> list[str]:
    """Sentences, the first cut after its first clause when it is long.

    Args:
        text: any text.

    Returns:
        Pieces to synthesise one after the other; the first is short.
    """
    sentences = split_sentences(text)
    if not sentences:
        return []
    return [*_first_clause(sentences[0]), *sentences[1:]]


def _cut(text: str) -> list[str]:
    """Cut at every sentence end; closing quotes stay before the cut."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        parts.append(text[start:end])
        start = match.end()
    return [*parts, text[start:]]


def _in_date(before: str, after: str) -> bool:
    return bool(_DATE.search(before) or (after[0].isdigit() and _DATE_BEGINS.search(before)))


def _first_clause(sentence: str) -> list[str]:
    if len(sentence) <= _LONG:
        return [sentence]
    for match in _CLAUSE_END.finditer(sentence):
        first, rest = sentence[: match.start()], sentence[match.end() :]
        if len(first) >= _SHORT_CLAUSE and len(rest) >= _SHORT_CLAUSE:
            return [first, rest]
    return [sentence]
