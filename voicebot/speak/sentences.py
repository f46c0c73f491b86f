"""Cut text where a speaker breathes: sentences, and a first clause so that the first sound comes soon."""

from __future__ import annotations

import re

__all__ = ["split_sentences", "stream_pieces"]

_SENTENCE_END = re.compile(r"(?<=[.?!…。])[\"'”’)\]]*\s+(?![a-z])|\n+")  # not in "e.g. ours"
_DATE = re.compile(r"\b\d{1,4}\.\s?\d{1,2}\.$")  # 2026. 3. 1. goes on; a sentence does not end so
_DATE_BEGINS = re.compile(r"\b\d{4}\.$")
_WHOLE = 12  # letters; a first sentence no longer is ready soon enough whole (0.8 s on two cores)
_LONG = 20  # letters; a longer first clause would gain nothing
_SHORT_CLAUSE = 6  # letters; a shorter clause would be over before the next is ready
_BREATHS = (
    r"(?<=[,;:—])",
    # After a connective or an adverbial particle; not in 신고, 광고 and other nouns.
    r"(?<=려면)|(?<=으면)|(?<=하면)|(?<=[아어여해와에고라]서)|(?<=지만)|(?<=는데)|(?<=거나)|(?<=으로)|(?<=까지)|(?<=부터)"
    r"|(?<=에게)|(?<=[가-힣]에)|(?<![신광창사재보참])(?<=고)",
    r"(?<=[을를은는이가])",
    r"(?=\s(?:and|or|but|if|when|to|with|for|at|in|from|until)\b)",
)
"""Where a speaker may breathe, best first: each is tried before the next."""

_NOUNS = "수 |것|때|줄 |곳|적|후|뒤"
_VERBS = "싶|있|없|않|본|따라|대해|대한|관해|관한|비해|위해|의해|가서|와서|가면|오면"
_LEANING = rf"(?!{_NOUNS}|{_VERBS})"
"""Words that lean on the one before."""
_CLAUSE_ENDS = [re.compile(rf"(?:{place})\s+{_LEANING}") for place in _BREATHS]


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
    """The sentence, cut where it breathes best and first, if a short part comes before that."""
    if len(sentence) <= _WHOLE:
        return [sentence]
    for breath in _CLAUSE_ENDS:
        cuts = [match for match in breath.finditer(sentence) if _good(sentence, match)]
        if cuts:
            return [sentence[: cuts[0].start()], sentence[cuts[0].end() :]]
    return [sentence]


def _good(sentence: str, cut: re.Match[str]) -> bool:
    return _SHORT_CLAUSE <= cut.start() <= _LONG and len(sentence) - cut.end() >= _SHORT_CLAUSE
