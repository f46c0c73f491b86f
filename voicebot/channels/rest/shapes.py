"""What goes over the wire, field by field; OpenAPI is generated from it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Header
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from voicebot.civic.complaints.complaint import Kind
from voicebot.civic.complaints.filing import LONGEST
from voicebot.civic.complaints.states import Action, Outcome, State
from voicebot.text.printable import printable

__all__ = ["Change", "Contact", "Filed", "Information", "Key", "NewComplaint", "Owned", "Rating", "Tracked"]

Key = Annotated[
    str,
    Header(
        min_length=16, max_length=128, pattern=r"^[A-Za-z0-9._~+/=-]+$",
        description="names this request, such as a UUID; a retry with the same key does nothing new",
    ),
]  # fmt: skip

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(printable)]
Long = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
    AfterValidator(printable),
]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class Contact(_Asked):
    """Who files and how to reach them; all of it optional."""

    name: Short = ""
    phone: Annotated[str, StringConstraints(pattern=r"^(\+?[0-9][0-9 -]{6,18})?$")] = ""
    address: Short = ""
    email: Annotated[str, StringConstraints(pattern=r"^([^@\s]+@[^@\s]+)?$", max_length=200)] = ""


class NewComplaint(_Asked):
    """A complaint (민원) when it says who files and how to reach them, else a report (제보)."""

    category: Annotated[str, Field(max_length=32, description="id of a category")]
    what: Annotated[Long, Field(description="in their words; numbers and addresses of people are masked")]
    place: Annotated[Short, Field(description="where, in their words")] = ""
    latitude: Annotated[FiniteFloat | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[FiniteFloat | None, Field(ge=-180, le=180)] = None
    occurred: Annotated[
        Short, Field(description="since when: in their words, or a day such as 2026-11-23")
    ] = ""
    answers: Annotated[
        dict[str, Short], Field(max_length=10, description="to the category's extra questions, by their ids")
    ] = {}
    contact: Contact = Contact()
    consent: Annotated[
        bool, Field(description="they have heard what is kept, why and how long, and agree")
    ] = False
    behalf: Annotated[bool, Field(description="somebody else files for them")] = False
    language: Literal["ko", "en"] = "ko"


class Rating(_Asked):
    """How satisfied they are with the answer."""

    stars: Annotated[int, Field(ge=1, le=5)]


class Information(_Asked):
    """What they say when the office has asked for more."""

    text: Long


class Tracked(_Told):
    """What anybody with the number may know: where it stands."""

    receipt: Annotated[str, Field(pattern=r"^[0-9]{9}$")]
    kind: Kind
    category: str
    category_name: str
    state: State
    state_name: str
    say: Annotated[str, Field(description="the same as a sentence that can be read aloud")]
    department_name: str
    filed_at: datetime
    changed_at: Annotated[datetime, Field(description="when the last sentence was said")]
    due_at: Annotated[datetime | None, Field(description="none for a report and while they are being asked")]


class Change(_Told):
    """One thing that happened."""

    at: datetime
    action: str
    state: State
    say: str
    question: Annotated[str, Field(description="what the office wants to know")] = ""
    answer: Annotated[str, Field(description="what the office answers")] = ""


class Owned(Tracked):
    """What whoever filed it may know: everything but what is sealed."""

    what: str
    place: str
    occurred: str
    answers: dict[str, str]
    latitude: float | None
    longitude: float | None
    replies: list[str]
    outcome: Outcome | None
    stars: int | None
    merged_into: str | None
    has_contact: Annotated[bool, Field(description="whether the desk still knows whom to tell")]
    possible: Annotated[list[Action], Field(description="what can be done to it now")]
    history: list[Change]


class Filed(Tracked):
    """A complaint that has been kept."""

    grouped: Annotated[str, Field(description="the number in pairs, for the eye")]
    spoken: Annotated[str, Field(description="the number in pairs, for the ear")]
    kind_name: Annotated[str, Field(description="민원 or 제보")]
    means: Annotated[str, Field(description="what that means for an answer, to be read aloud")]
    notice: Annotated[str, Field(description="of the category, to be read aloud")]
    watch_token: Annotated[str, Field(description="lets its bearer see and change it; keep it secret")]
    track: Annotated[str, Field(description="path of the page on which it can be followed; as secret")]
