"""Where the parts of a dictated number go: to the end, over what they put right, into the group that is named."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from typing import Literal

from voicebot.understand.slots.digits import digits_of
from voicebot.understand.slots.numbering import COMPLETE, LONGEST, grouped

__all__ = ["NO", "NOT_BUT", "Part", "dictated", "named_part", "parts_of", "placed"]

Part = Literal["first", "middle", "last"]

_AGAIN = re.compile(r"처음부터|다시\s?(?:할|말|불러|처음)|지우고|start (?:over|again)", re.IGNORECASE)
NOT_BUT = re.compile(r"(?:이|가)?\s?아니(?:라|고|고요)|말고(?:요)?")
NO = re.compile(r"아니(?:요|야|다|에요)?|아뇨|\bno\b|\bsorry\b", re.IGNORECASE)
_MIDDLE = re.compile(r"가운데|중간|middle", re.IGNORECASE)
_LAST = re.compile(r"뒷|뒤|끝|마지막|(?<![앞한두세네몇\s])\s?자리|last", re.IGNORECASE)
_FIRST = re.compile(r"앞(?:자리|번호|부분|에|이|의)|first", re.IGNORECASE)
_NAMED: tuple[tuple[Part, re.Pattern[str]], ...] = (("middle", _MIDDLE), ("last", _LAST), ("first", _FIRST))


def dictated(digits: str, utterance: str) -> str:
    """The digits after one more utterance of somebody who dictates a number.

    Args:
        digits: what was dictated before, 0–9; empty at the beginning.
        utterance: the next part, a correction ("5678이 아니라 5679", "끝자리 5679", "아니 5679"), the whole
            number again, or something without digits, which changes nothing.
    """
    if _AGAIN.search(utterance):
        digits = ""
    not_but = NOT_BUT.search(utterance)
    if not_but:
        return _replaced(
            digits, digits_of(utterance[: not_but.start()]), digits_of(utterance[not_but.end() :])
        )
    return placed(digits, digits_of(utterance), utterance)


def placed(digits: str, said: str, utterance: str) -> str:
    """A number with a part that was said, where it belongs.

    The whole number stands for itself; a part of a whole one goes into the place that is named, else over the
    group that it is most like, for it is put right; a part of one on its way goes to the end, or over the
    last digits after 아니.

    Args:
        digits: the number as far as it was known.
        said: what was said, 0–9; empty for nothing.
        utterance: the words around it.
    """
    if not said or COMPLETE.fullmatch(said):
        return said or digits
    if COMPLETE.fullmatch(digits) and (part := named_part(utterance) or _likest(digits, said)):
        start, end = parts_of(digits)[part]
        return digits[:start] + said + digits[end:]
    if NO.search(utterance):
        return digits[: -len(said)] + said if len(said) < len(digits) else said
    starts_anew = said[0] == "0" and len(said) >= 3 and len(digits) + len(said) > LONGEST - 1
    return said if starts_anew else digits + said


def named_part(utterance: str) -> Part | None:
    """Which group of a number somebody names: 앞, 가운데, 끝."""
    return next((part for part, pattern in _NAMED if pattern.search(utterance)), None)


def parts_of(digits: str) -> dict[Part, tuple[int, int]]:
    """Where the groups of a whole number begin and end."""
    first, middle, last = (len(group) for group in grouped(digits))
    ends = first + middle
    return {"first": (0, first), "middle": (first, ends), "last": (ends, ends + last)}


def _likest(digits: str, said: str) -> Part | None:
    """The group of the same length that has most digits in common with what was said; the later of two."""
    fitting = {
        part: digits[start:end] for part, (start, end) in parts_of(digits).items() if end - start == len(said)
    }
    alike = {part: sum(map(str.__eq__, group, said)) for part, group in fitting.items()}
    return max(reversed(alike), key=alike.__getitem__, default=None)


def _replaced(digits: str, wrong: str, right: str) -> str:
    """The last occurrence of what was wrong; where it does not occur, the digits at the end."""
    before, found, after = digits.rpartition(wrong) if wrong else ("", "", "")
    if found:
        return before + right + after
    return digits[: -len(right)] + right if right and len(right) <= len(digits) else digits
