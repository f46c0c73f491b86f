"""Whether a place or a time that was recognised is the one that was said, whatever its spelling."""

from __future__ import annotations

import datetime as dt

from rapidfuzz import fuzz

from voicebot.text.jamo import to_sound
from voicebot.understand.slots import Gazetteer, Place, When, extract

__all__ = ["same_named_place", "same_place", "same_when"]

ALIKE = 80.0
"""Per cent of the sound of what was said that has to be in what was found."""


def same_place(label: str, found: str) -> bool:
    """Whether a place that was recognised is the labelled one: by sound, for the spelling may differ.

    As for typed words, at least half of the label has to be there; more than the label may be.
    """
    said, heard = to_sound(label), to_sound(found)
    shorter = min(len(said), len(heard))
    return 2 * shorter >= len(said) and fuzz.partial_ratio(said, heard) >= ALIKE


def same_named_place(label: str, found: Place, known: Gazetteer, now: dt.datetime) -> bool:
    """The same for what the desk reads back; 가정동 for 가좌동 sounds alike and is another dong.

    Args:
        label: as it was said.
        found: as it was understood.
        known: the district's names.
        now: the clock of the run.
    """
    said = extract(label, now, known).place
    other = said is not None and said.dong and found.dong and said.dong != found.dong
    return not other and any(same_place(label, words) for words in (found.normalised, found.words))


def same_when(label: str, found: When, known: Gazetteer, now: dt.datetime) -> bool:
    """Whether a time that was recognised means the days that were said; or sounds alike, if it means none."""
    said = extract(label, now, known).when
    if said and said.first and found.first:
        return (said.first, said.last) == (found.first, found.last)
    return same_place(label, found.words)
