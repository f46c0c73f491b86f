"""A phrase as a form, and what is wrong with what was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.greetings import OWN, TOPICS, WEATHER, Greetings, Phrase
from voicebot.civic.moment import OCCASIONS, Part, Season
from voicebot.civic.overlay.greetings import Spoken
from voicebot.civic.terms import TERMS
from voicebot.staff.visit import Visit
from voicebot.talk.greeting.doubts import Doubt, doubts, wording

__all__ = ["CHANNELS", "GROUPS", "Judge", "Typed", "group_of", "typed", "typed_of"]

_WEEK = ("monday", "friday", "weekend")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "notice": ("notice",),
    "weather": WEATHER,
    "days": tuple(OCCASIONS),
    "terms": tuple(TERMS.values()),
    "plain": ("fine", *Season, *_WEEK, *Part),
    "frame": OWN,
}
"""What phrases are for, in the order of the page."""
CHANNELS = ("browser", "kiosk", "phone")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form.

    Attributes:
        hours: from and before.
        feels: least and most.
        calm: whether it is only for moments without anything to beware of.
    """

    topic: str = "notice"
    says: str = ""
    since: str = ""
    until: str = ""
    hours: tuple[str, str] = ("", "")
    feels: tuple[str, str] = ("", "")
    months: Sequence[str] = ()
    weekdays: Sequence[str] = ()
    office: str = ""
    channels: Sequence[str] = ()
    returning: str = ""
    calm: bool = False

    def phrase(self) -> Phrase:
        """The phrase.

        Raises:
            ValidationError: something in it cannot be.
        """
        given: dict[str, Any] = {"says": self.says, "months": self.months, "weekdays": self.weekdays}
        given |= {"from": self.since or None, "until": self.until or None, "office": self.office or None}
        given |= {"hours": self.hours if any(self.hours) else None, "channels": self.channels}
        given |= {"feels": self.feels if any(self.feels) else None, "mood": "calm" if self.calm else None}
        return Phrase.model_validate({**given, "returning": self.returning or None})


def typed(visit: Visit) -> Typed:
    """What was sent."""
    topic = visit.text("topic")
    return Typed(
        topic if topic in TOPICS else "notice",
        visit.text("says", _LONGEST),
        visit.text("from"),
        visit.text("until"),
        (visit.text("hour_from"), visit.text("hour_before")),
        (visit.text("feels_least"), visit.text("feels_most")),
        visit.texts("months"),
        visit.texts("weekdays"),
        visit.text("office"),
        visit.texts("channels"),
        visit.text("returning"),
        visit.text("calm") == "yes",
    )


def typed_of(spoken: Spoken) -> Typed:
    """A phrase as a form has it."""
    phrase = spoken.phrase
    return Typed(
        spoken.topic,
        phrase.says,
        phrase.since.isoformat() if phrase.since else "",
        phrase.until.isoformat() if phrase.until else "",
        _pair(phrase.hours),
        _pair(phrase.feels),
        [str(month) for month in phrase.months],
        [str(day) for day in phrase.weekdays],
        phrase.office or "",
        list(phrase.channels),
        {True: "true", False: "false"}.get(phrase.returning, "") if phrase.returning is not None else "",
        phrase.mood == "calm",
    )


def _pair(pair: tuple[float, float] | None) -> tuple[str, str]:
    return (f"{pair[0]:g}", f"{pair[1]:g}") if pair else ("", "")


def group_of(topic: str) -> str:
    """The group that a topic belongs to."""
    return next(name for name, topics in GROUPS.items() if topic in topics)


@dataclass(frozen=True, slots=True)
class Judge:
    """Says what is wrong with a phrase.

    Attributes:
        greetings: the others of the language.
        words: office language and what to say instead.
        calendar: of the office.
        today: by the district's clock.
    """

    greetings: Greetings
    words: Mapping[str, str]
    calendar: OfficeCalendar
    today: dt.date

    def form(self, form: Typed) -> list[Doubt]:
        """Of what was typed."""
        found = wording(form.topic, form.says, self.greetings, self.words)
        try:
            phrase = form.phrase()
        except ValidationError as error:
            return found or _unreadable(error)
        return found or self.phrase(Spoken(form.topic, phrase))

    def phrase(self, spoken: Spoken) -> list[Doubt]:
        """Of a phrase."""
        topic, phrase = spoken.topic, spoken.phrase
        found = wording(topic, phrase.says, self.greetings, self.words)
        found += doubts(topic, phrase, self.calendar, self.today.year)
        over = phrase.until is not None and phrase.until < self.today
        return found + ([Doubt("over", "note")] if over else [])


def _unreadable(error: ValidationError) -> list[Doubt]:
    """Which field it is; two days the wrong way round are no field's own fault."""
    fields = {str(one["loc"][0]) if one["loc"] else "dates" for one in error.errors(include_url=False)}
    return [Doubt(f"field_{name}") for name in sorted(fields)]
