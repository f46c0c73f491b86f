"""The values that understanding takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voicebot.text.spoken_digits import DigitRow

__all__ = ["MOST_CHOICES", "Candidate", "Match", "Phrasing", "Reading", "Zone"]

MOST_CHOICES = 3
"""A listener keeps no more in mind (product.md, journey 2)."""
FAR_BEHIND = 0.15
"""A choice with a seventh of the best one's probability only confuses."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for an entry."""

    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was said: a recogniser's hypothesis, or typed text.

    Attributes:
        text: the words.
        score: mean natural-log probability a token; 0 for typed text.
        rows: rows of digits that the sound may be, likeliest first, where some were listened for.
        alarm: natural-log odds that a tuned model gives to danger in the words; nothing where none was asked.
    """

    text: str
    score: float = 0.0
    rows: tuple[DigitRow, ...] = ()
    alarm: float | None = None

    @property
    def heard(self) -> bool:
        """Whether it was said aloud."""
        return self.score < 0


class Zone(StrEnum):
    """What the desk should do with a match."""

    ANSWER = "answer"
    ASK = "ask"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that may be meant.

    Attributes:
        entry: its id.
        probability: calibrated, 0–1: how often such a score was right.
        phrasing: the phrasing that was nearest.
    """

    entry: str
    probability: float
    phrasing: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a question means.

    Attributes:
        zone: answer, ask back, or say that the desk does not know.
        candidates: best first, one an entry; at most five.
        reading: the reading that the best candidate came from.
    """

    zone: Zone
    candidates: tuple[Candidate, ...]
    reading: str

    @property
    def offered(self) -> tuple[str, ...]:
        """Entries worth asking back about: at most three, none of them far behind the best."""
        best = self.candidates[0].probability if self.candidates else 0.0
        likely = [c.entry for c in self.candidates if c.probability >= FAR_BEHIND * best]
        return tuple(likely[:MOST_CHOICES])
