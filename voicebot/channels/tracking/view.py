"""What the tracking page shows of a complaint: where it stands, and nothing that says whose it is; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from voicebot.channels.tracking.words import words
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.receipt import grouped
from voicebot.civic.complaints.states import Action, State, table
from voicebot.civic.complaints.telling import department_name, spoken_when
from voicebot.store.tables import ComplaintEvent

__all__ = ["Happening", "Standing", "Station", "standing"]

_STATIONS = ("received", "accepted", "working", "answered")
_AT: dict[State, int] = {
    "received": 0, "reopened": 0, "accepted": 1, "assigned": 1, "transferred": 1, "in_progress": 2,
    "need_info": 2, "extended": 2, "answered": 3, "rated": 3, "withdrawn": 3, "merged": 3,
}  # fmt: skip
_ENDS: dict[State, str] = {"withdrawn": "withdrawn", "merged": "merged"}
_FORMS: tuple[Action, ...] = ("reply", "rate", "reopen", "withdraw")


@dataclass(frozen=True, slots=True)
class Station:
    """A part of the way that every complaint goes.

    Attributes:
        at: when it came there, in words; empty while it has not.
    """

    name: str
    when: Literal["done", "now", "ahead"]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to it, in words."""

    iso: str
    at: str
    say: str
    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the page shows.

    Attributes:
        newest: number of the last event; a later one makes the page old.
        say: the sentence that was said last.
        due: by when there will be an answer, in a sentence.
        spoken: what is read aloud.
        asked: what the office wants to know now; empty when nothing.
        forms: what can be done on the page now.
    """

    newest: int
    number: str
    category: str
    state: State
    state_name: str
    filed: str
    say: str
    due: str
    who: str
    phone: str
    asked: str
    answer: str
    stars: int | None
    merged_into: str
    forms: tuple[Action, ...]
    stations: tuple[Station, ...]
    happenings: tuple[Happening, ...]
    spoken: tuple[str, ...]


def standing(
    complaint: Complaint,
    events: Sequence[ComplaintEvent],
    last: ComplaintEvent,
    office: Office,
    language: str,
) -> Standing:
    """Put together what is shown.

    Args:
        complaint: as it stands.
        events: all that happened to it, in order.
        last: what was said last (`Office.latest`).
        office: has the names and the sentences.
        language: ``ko`` or ``en``.
    """
    told = [event for event in events if event.say]
    say = office.register.told(last, language)
    department = department_name(complaint.department, office.district, office.now().date(), language)
    phone, due = _phone(complaint, told, office), _due(complaint, office, language)
    who = words(language)["who_said"].format(department=department, phone=phone)
    return Standing(
        newest=last.id,
        number=grouped(complaint.receipt),
        category=office.category(complaint).name.in_(language),
        state=complaint.state,
        state_name=table().states[complaint.state].in_(language),
        filed=_day(office.local(complaint.filed_at), language),
        say=say,
        due=due,
        who=words(language)["who_was" if complaint.closed else "who_is"].format(department=department),
        phone=phone,
        asked=_newest(told, "question") if complaint.state == "need_info" else "",
        answer=_newest(told, "answer") if complaint.state in ("answered", "rated") else "",
        stars=complaint.stars,
        merged_into=grouped(complaint.merged_into) if complaint.merged_into else "",
        forms=tuple(one for one in table().possible(complaint.state, "caller") if one in _FORMS),
        stations=_stations(complaint.state, told, office, language),
        happenings=tuple(_happening(event, office, language) for event in reversed(told)),
        spoken=tuple(line for line in (say, due, "" if complaint.closed else who) if line),
    )


def _stations(
    state: State, told: Sequence[ComplaintEvent], office: Office, language: str
) -> tuple[Station, ...]:
    at, said = _AT[state], words(language)
    names = (*_STATIONS[:3], _ENDS.get(state, "answered"))
    return tuple(
        Station(
            said[name],
            "done" if number < at else "now" if number == at else "ahead",
            _came(number, told, office, language) if number <= at else "",
        )
        for number, name in enumerate(names)
    )


def _came(number: int, told: Sequence[ComplaintEvent], office: Office, language: str) -> str:
    """When it last came to a station; empty where it was passed over, as by an answer at once."""
    stays = groupby(told, key=lambda event: _AT[event.state])  # type: ignore[index]
    came = [next(stay) for at, stay in stays if at == number]
    return _spoken(came[-1], office, language) if came else ""


def _due(complaint: Complaint, office: Office, language: str) -> str:
    said = words(language)
    if complaint.closed:
        return ""
    if complaint.state == "need_info":
        return said["due_stopped"]
    due = office.due(complaint)
    if not due:
        return said["due_none"]
    late = complaint.overdue(office.now())
    return said["due_late" if late else "due_by"].format(due=spoken_when(due, language))


def _phone(complaint: Complaint, told: Sequence[ComplaintEvent], office: Office) -> str:
    """The department's; of another office the one that was named when it was passed on; else the desk's."""
    found = complaint.department and office.district.department(complaint.department, office.now().date())
    if found:
        return found.phone or office.district.desk.phone
    return _newest(told, "phone") or office.district.desk.phone


def _newest(told: Sequence[ComplaintEvent], name: str) -> str:
    return next((str(event.params[name]) for event in reversed(told) if event.params.get(name)), "")


def _day(moment: datetime | None, language: str) -> str:
    return spoken_when(moment.date().isoformat(), language) if moment else ""


def _happening(event: ComplaintEvent, office: Office, language: str) -> Happening:
    return Happening(
        iso=_moment(event, office).isoformat(),
        at=_spoken(event, office, language),
        say=office.register.told(event, language),
        asked=str(event.params.get("question", "")),
        answered=str(event.params.get("answer", "")),
    )


def _moment(event: ComplaintEvent, office: Office) -> datetime:
    """When it happened, on the office's clock, to the minute."""
    return event.at.astimezone(office.district.zone).replace(second=0, microsecond=0)


def _spoken(event: ComplaintEvent, office: Office, language: str) -> str:
    return spoken_when(_moment(event, office).isoformat(), language)
