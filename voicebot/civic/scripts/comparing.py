"""A text against what was heard, word by word; two ways to write the same number are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from voicebot.civic.scripts.numerals import spoken_digits, written_digits
from voicebot.civic.scripts.script import Difference
from voicebot.civic.scripts.spoken import Spoken
from voicebot.text.jamo import to_sound

__all__ = ["Aligned", "align", "differences", "likeness"]

_ALIKE = 0.6
"""Likeness by sound from which a number that was heard may be a word of the text, misspelled."""

_ROW = 6
"""Digits from which a number is read one by one; in shorter ones a point or a group counts: 3.5 is not 35."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two readings, side by side.

    Attributes:
        text: what is written.
        heard: what was recognised.
        pairs: (letter of the text, letter heard) at the same place, rising.
        same: for each pair, whether the letters are the same.
    """

    text: Spoken
    heard: Spoken
    pairs: tuple[tuple[int, int], ...]
    same: tuple[bool, ...]


def align(text: Spoken, heard: Spoken) -> Aligned:
    """Lay two readings side by side, letter by letter."""
    pairs: list[tuple[int, int]] = []
    same: list[bool] = []
    for step in Levenshtein.opcodes(text.letters, heard.letters):
        if step.tag in ("equal", "replace"):
            size = step.src_end - step.src_start
            pairs += [(step.src_start + at, step.dest_start + at) for at in range(size)]
            same += [step.tag == "equal"] * size
    return Aligned(text, heard, tuple(pairs), tuple(same))


def likeness(aligned: Aligned) -> float:
    """Share of the letters that agree, 0–1."""
    most = max(len(aligned.text.letters), len(aligned.heard.letters))
    return sum(aligned.same) / most if most else 1.0


def differences(aligned: Aligned, language: str) -> tuple[Difference, ...]:
    """The text and what was heard, in groups of words that belong together, in order."""
    return tuple(_difference(aligned, texts, heards, language) for texts, heards in _groups(aligned))


def _groups(aligned: Aligned) -> Iterator[tuple[list[int], list[int]]]:
    """Words of either side that share letters; words that share none stand alone."""
    links = _links(aligned)
    at = beside = 0
    texts, heards = len(aligned.text.words), len(aligned.heard.words)
    while at < texts or beside < heards:
        ends = _reach(at, beside, links)
        if ends is None:
            at, beside, group = _alone(at, beside, texts, links)
            yield group
        else:
            yield list(range(at, ends[0])), list(range(beside, ends[1]))
            at, beside = ends


def _alone(
    at: int, beside: int, texts: int, links: Sequence[tuple[int, int]]
) -> tuple[int, int, tuple[list[int], list[int]]]:
    """The next word that has no counterpart: of the text first, then of what was heard."""
    if at < texts and not any(word == at for word, _ in links):
        return at + 1, beside, ([at], [])
    return at, beside + 1, ([], [beside])


def _reach(at: int, beside: int, links: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the group ends that begins with these two words; nothing where they do not belong together."""
    if (at, beside) not in links:
        return None
    text_end, heard_end = at + 1, beside + 1
    grown = True
    while grown:
        mine = [pair for pair in links if at <= pair[0] < text_end or beside <= pair[1] < heard_end]
        wider = max(a for a, _ in mine) + 1, max(b for _, b in mine) + 1
        grown = wider != (text_end, heard_end)
        text_end, heard_end = wider
    return text_end, heard_end


def _links(aligned: Aligned) -> list[tuple[int, int]]:
    """Pairs of words that belong together: those that share a letter, else those that stand side by side."""
    words = [(aligned.text.owners[a], aligned.heard.owners[b]) for a, b in aligned.pairs]
    sharing = [pair for pair, same in zip(words, aligned.same, strict=True) if same]
    left, right = {a for a, _ in sharing}, {b for _, b in sharing}
    beside = [pair for pair in words if pair[0] not in left and pair[1] not in right]
    return sorted({*sharing, *beside})


def _difference(aligned: Aligned, texts: Sequence[int], heards: Sequence[int], language: str) -> Difference:
    written = " ".join(aligned.text.words[at] for at in texts)
    said = " ".join(aligned.heard.words[at] for at in heards)
    mine, theirs = _Part.of(aligned.text, texts), _Part.of(aligned.heard, heards)
    if mine.letters == theirs.letters:
        return Difference("kept", written, said)
    kind = "other" if mine.letters and theirs.letters else "missing" if mine.letters else "extra"
    return Difference(kind, written, said, blocks=_numbers_differ(mine, theirs, language))


@dataclass(frozen=True, slots=True)
class _Part:
    """Some words of a reading.

    Attributes:
        letters: as they are read.
        numbers: those of them that are of numbers.
        row: their digits as they are written, one by one; see `written_digits`.
    """

    letters: str
    numbers: str
    row: str

    @classmethod
    def of(cls, reading: Spoken, words: Sequence[int]) -> _Part:
        places = [at for at, owner in enumerate(reading.owners) if owner in words]
        letters = "".join(reading.letters[at] for at in places)
        numbers = "".join(reading.letters[at] for at in places if reading.figures[at])
        return cls(letters, numbers, written_digits(reading.words[at] for at in words))


def _numbers_differ(mine: _Part, theirs: _Part, language: str) -> bool:
    """Whether a number of one side is another, or none, on the other side."""
    if not mine.numbers and not theirs.numbers:
        return False
    if language != "ko":
        return mine.numbers != theirs.numbers
    if to_sound(mine.letters) == to_sound(theirs.letters) or _same_row(mine, theirs):
        return False
    if not mine.numbers and mine.letters:
        return _sounds_alike(mine.letters, theirs.letters) < _ALIKE
    return _digits(mine) != _digits(theirs)


def _same_row(mine: _Part, theirs: _Part) -> bool:
    """Whether the same telephone number stands in both: 032-560-4114 is also heard as 0.3이 560 411사."""
    return len(mine.row) >= _ROW and mine.row == theirs.row


def _digits(part: _Part) -> str:
    return spoken_digits(part.numbers or part.letters)


def _sounds_alike(one: str, other: str) -> float:
    return float(Levenshtein.normalized_similarity(to_sound(one), to_sound(other)))
