"""Approved greetings: phrases by what they are about, with the moments in which they hold.

``greeting/ko.yaml`` and ``greeting/en.yaml`` in the district's folder; docs/greeting.md tells officers how.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
    ValidationError,
    model_validator,
)

from voicebot.civic.faq import Problem, StrictLoader
from voicebot.civic.moment import OCCASIONS, Moment, Part, Season, within
from voicebot.civic.terms import TERMS
from voicebot.text.length import MAX_SYLLABLES, syllables

__all__ = [
    "OWN",
    "TOPICS",
    "WEATHER",
    "Greetings",
    "Phrase",
    "is_one_sentence",
    "is_warning",
    "read_greetings",
]

WEATHER = (
    "thunder", "ice", "snow", "freezing", "extreme_heat", "very_bad_dust", "downpour", "gale", "heat",
    "tropical_night", "cold", "bad_dust", "sleet", "rain", "wind", "fog",
    "snow_later", "rain_later", "heat_later",
)  # fmt: skip
"""What the weather may be about, the worst first."""

OWN = ("hello", "invite")
"""The parts of a greeting that are always there."""

_WEEK = ("monday", "friday", "weekend")
TOPICS = frozenset((*OWN, *WEATHER, "notice", "fine", *OCCASIONS, *TERMS.values(), *Season, *_WEEK, *Part))
"""Everything a phrase may be about."""

_WARNINGS = re.compile(r"특보|주의보|경보|\b(?:official )?(?:warning|advisory|alert)s?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!](?=\s)")

Hour = Annotated[int, Field(ge=0, le=24)]


class Phrase(BaseModel):
    """One phrase and when it holds; a condition that is empty always does.

    Attributes:
        says: the words.
        hours: from and before, by the district's clock; may run over midnight.
        months: 1 to 12.
        weekdays: Monday is 0.
        feels: ℃ at least and at most; does not hold while the weather is not known.
        office: what it has to be.
        channels: where it may be said.
        returning: for who has been here (True) or has not (False).
        mood: ``calm`` where no weather threatens and no sad day is remembered.
        since: first day (``from`` in the file).
        until: last day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    says: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    hours: tuple[Hour, Hour] | None = None
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()
    feels: tuple[FiniteFloat, FiniteFloat] | None = None
    office: Literal["open", "resting", "closed"] | None = None
    channels: tuple[Literal["browser", "kiosk", "phone", "test"], ...] = ()
    returning: bool | None = None
    mood: Literal["calm"] | None = None
    since: dt.date | None = Field(None, alias="from")
    until: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("from must not be after until")
        if is_warning(self.says):
            raise ValueError("an official warning is not the desk's to give; say what it is like outside")
        if not is_one_sentence(self.says):
            raise ValueError("must be one sentence")
        return self

    def holds(self, moment: Moment, feels: float | None) -> bool:
        """Whether it may be said at this moment, at this temperature as it feels, ℃."""
        return self.on(moment) and (
            self.feels is None or (feels is not None and self.feels[0] <= feels <= self.feels[1])
        )

    def on(self, moment: Moment) -> bool:
        """Whether it may be said at this moment, whatever the weather."""
        date = moment.day.date
        return (
            (self.hours is None or within(moment.at.hour, *self.hours))
            and (not self.months or date.month in self.months)
            and (not self.weekdays or date.weekday() in self.weekdays)
            and (self.office is None or self.office == moment.office)
            and (self.since is None or self.since <= date)
            and (self.until is None or date <= self.until)
        )


def is_warning(says: str) -> bool:
    """Whether it speaks of an official warning (특보), which is not the desk's to give."""
    return _WARNINGS.search(says) is not None


def is_one_sentence(says: str) -> bool:
    """Whether nothing follows the end of a sentence."""
    return _SENTENCE_END.search(says) is None


@dataclass(frozen=True, slots=True)
class Greetings:
    """The phrases of one language by topic; empty where there is no file."""

    phrases: dict[str, tuple[Phrase, ...]]

    def __len__(self) -> int:
        return sum(map(len, self.phrases.values()))

    def about(self, topic: str) -> tuple[Phrase, ...]:
        """What may be said of a topic."""
        return self.phrases.get(topic, ())


def read_greetings(folder: Path, language: str) -> tuple[Greetings, list[Problem]]:
    """Read what can be read of a language's phrases, and say what cannot.

    Args:
        folder: the district's folder.
        language: ``ko`` or ``en``.
    """
    name = f"greeting/{language}.yaml"
    try:
        raw = yaml.load((folder / name).read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506
    except FileNotFoundError:
        return Greetings({}), [Problem(name, "", "is not there, so that only the plain greeting is said")]
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        return Greetings({}), [Problem(name, "", f"is not readable as YAML: {' '.join(str(error).split())}")]
    if not isinstance(raw, dict):
        return Greetings({}), [Problem(name, "", "must be a mapping of topics, such as 'rain:'")]
    problems: list[Problem] = []
    found = {str(topic): tuple(_phrases(topic, rows, name, problems)) for topic, rows in raw.items()}
    greetings = Greetings(found)
    return greetings, problems + _too_long(greetings, name)


def _phrases(topic: Any, rows: Any, name: str, problems: list[Problem]) -> list[Phrase]:  # noqa: ANN401
    if topic not in TOPICS:
        problems.append(Problem(name, str(topic), f"is no topic; write one of {', '.join(sorted(TOPICS))}"))
        return []
    found: list[Phrase] = []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        try:
            found.append(Phrase.model_validate({"says": row} if isinstance(row, str) else row))
        except ValidationError as error:
            problems += [
                Problem(name, f"{topic} {number}", f"{'.'.join(map(str, e['loc']))}: {e['msg']}")
                for e in error.errors(include_url=False)
            ]
    return found


def _too_long(greetings: Greetings, name: str) -> list[Problem]:
    """Phrases that make a sentence too long behind the longest hello that can stand before them."""
    hello = max((syllables(p.says) for p in greetings.about("hello")), default=0)
    return [
        Problem(name, topic, f"{phrase.says!r} has more than {MAX_SYLLABLES} syllables after a hello")
        for topic, phrases in greetings.phrases.items()
        for phrase in phrases
        if syllables(phrase.says) + (0 if topic in OWN else hello) > MAX_SYLLABLES
    ]
