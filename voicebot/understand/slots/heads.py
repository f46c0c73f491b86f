"""Which item of a row a description of a place can end with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicebot.understand.slots.items import Item
from voicebot.understand.slots.scenery import AGENCIES, GENERIC, HOLDERS, is_facility, is_no_anchor

__all__ = ["NAMES", "Row", "is_head"]

NAMES = "ADLOS"
"""Letters of what has a name of its own."""
_CROSSINGS = ("사거리", "삼거리", "오거리", "네거리", "교차로", "골목")
"""Where something is even when it is dark there."""
_PASSED = re.compile(r"(?:을|를)?\s?(?:지나서|지나|건너서|건너|끼고|돌아서|나와서|들어가는|있잖아)")


@dataclass(frozen=True, slots=True)
class Row:
    """An utterance, its items and their letters."""

    text: str
    items: Sequence[Item]
    letters: str

    def end(self, at: int) -> int:
        """Where an item ends in the text."""
        return self.items[at].span.end

    def starts_word(self, at: int) -> bool:
        """Whether an item stands at the beginning of a word."""
        start = self.items[at].span.start
        return start == 0 or self.text[start - 1].isspace()

    def is_facility(self, at: int) -> bool:
        """Whether an item stands somewhere rather than tells how something lies to it."""
        return self.letters[at] == "F" or is_facility(self.items[at].form, "NNG")


def is_head(row: Row, chunk: tuple[int, int], at: int, goes_on: bool) -> bool:
    """Whether a description can end with an item.

    Args:
        row: the utterance.
        chunk: first item and item after the last of the nouns that it stands among.
        at: the item.
        goes_on: whether a description before the chunk goes on in it ("집 앞에 있는 …").
    """
    letter, before = row.letters[at], row.letters[chunk[0] : at].rstrip("G")
    if letter in NAMES or letter == "H":
        return True
    if letter == "W":
        sideways = row.items[at].form.endswith(("쪽", "편"))
        near_one = before[-1:] == "N" and bool(re.search("[FRADLOSU]", before))
        alone = goes_on and not before.strip("B") and (sideways or before == "B")
        return before[-1:] in tuple("FRADLOSMWH") or near_one or alone
    if letter == "N" and _is_name(row, chunk, at):
        return True
    if letter not in "FR" or _is_subject(row, chunk, at, before):
        return False
    if before.strip("BCG"):
        anchor = row.items[chunk[0] + len(before) - 1].form
        return row.is_facility(at) or before[-1:] != "N" or not is_no_anchor(anchor)
    return (goes_on and (at + 1 == chunk[1] or not row.is_facility(at))) or _stands_alone(row, chunk, at)


def _is_name(row: Row, chunk: tuple[int, int], at: int) -> bool:
    """A name that is in no dictionary, after a dong, where an answer or 에 follows: 검암동 서해그랑블이요."""
    run = next((back for back in range(at, chunk[0] - 1, -1) if not row.items[back].proper), chunk[0])
    after = row.letters[at + 1 : at + 2]
    answers = after in ("P", "I", "M", "") or row.text.startswith(("요", "이요"), row.end(at))
    return run < at and row.letters[run] in NAMES and answers


def _is_subject(row: Row, chunk: tuple[int, int], at: int, before: str) -> bool:
    """길이, 횡단보도가, 보도블록: what is wrong rather than where, when something is said of it."""
    if before[-1:] == "U" or not row.is_facility(at) or row.items[at].form in _CROSSINGS:
        return False
    if at + 1 < chunk[1]:
        return row.letters[at + 1] == "N" and not row.starts_word(at + 1)
    polite = row.text.startswith(("요", "이요"), row.end(at))
    return row.starts_word(at) and row.letters[chunk[1] : chunk[1] + 1] == "J" and not polite


def _stands_alone(row: Row, chunk: tuple[int, int], at: int) -> bool:
    """A facility without a name or relation is a place only where a sentence uses it as one.

    It does in 놀이터에서, and where what is wrong belongs to it: 놀이터 그네가.
    """
    form, after = row.items[at].form, row.letters[chunk[1] : chunk[1] + 1]
    if not row.is_facility(at) or form in GENERIC or AGENCIES.fullmatch(form):
        return False
    if at + 1 != chunk[1]:
        return form in HOLDERS and row.letters[at + 1] in "NFR" and row.starts_word(at + 1)
    return after in ("P", "I", "") or bool(_PASSED.match(row.text, row.end(at)))
