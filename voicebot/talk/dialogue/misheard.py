"""A word or two that meant nothing where a choice is open: which of the choices they sound like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from voicebot.talk.reply import Option
from voicebot.understand.likeness import sound_distance

__all__ = ["likeliest"]

_NUMBERS = {1: "일", 2: "이", 3: "삼"}
_FURTHEST = 0.5
"""Of sound a syllable: "을반이형" for 일번이요 is 0.48. It is only asked about, so the nearest will do."""
_SHORTEST, _LONGEST = 2, 9
"""Syllables."""


def likeliest(words: str, options: Sequence[Option]) -> Option | None:
    """The choice whose number or name the words sound most like; nothing where they are near none.

    Args:
        words: Korean; of other words nothing is near.
        options: that are open.
    """
    heard = "".join(re.findall("[가-힣]+", words))
    if not _SHORTEST <= len(heard) <= _LONGEST or not options:
        return None
    distance, at = min((_distance(heard, option), at) for at, option in enumerate(options))
    return options[at] if distance <= _FURTHEST else None


def _distance(heard: str, option: Option) -> float:
    return min(sound_distance(heard, way) / len(way) for way in _ways(option))


def _ways(option: Option) -> Iterable[str]:
    """How a choice is named."""
    label = "".join(re.findall("[가-힣]+", option.choice.label))
    number = _NUMBERS.get(option.choice.number)
    return filter(None, (label, f"{label}요", *((f"{number}번", f"{number}번이요") if number else ())))
