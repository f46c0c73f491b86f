"""What somebody files, and how they can be reached; checked before anything is kept."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from voicebot.civic.complaints.complaint import Kind
from voicebot.errors import ComplaintError
from voicebot.text.masking import mask
from voicebot.text.printable import printable

__all__ = ["LONGEST", "Contact", "Filing", "consented", "made"]

LONGEST = 4000
"""Letters of what was said, at most (Open311 GeoReport v2: description)."""


def _clean(value: object) -> object:
    """Without what no database can hold, whichever door it came through."""
    return printable(value) if isinstance(value, str) else value


Clean = Annotated[str, BeforeValidator(_clean)]
Short = Annotated[Clean, StringConstraints(strip_whitespace=True, max_length=200)]
Masked = Annotated[Clean, StringConstraints(strip_whitespace=True, max_length=LONGEST)]


class Contact(BaseModel):
    """Who filed, and how to reach them; kept sealed, shown to nobody without leaving a trace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Short = ""
    phone: Annotated[Clean, StringConstraints(pattern=r"^(\+?[0-9][0-9 -]{6,18})?$")] = ""
    address: Short = ""
    email: Annotated[Clean, StringConstraints(pattern=r"^([^@\s]+@[^@\s]+)?$", max_length=200)] = ""

    @property
    def known(self) -> bool:
        """Whether it says who they are and where: only then is it a complaint by the Act (Decree §2)."""
        return bool(self.name and (self.phone or self.address or self.email))


class Filing(BaseModel):
    """A whole complaint before it is kept.

    Attributes:
        what: what was said, at most `LONGEST` letters.
        occurred: since when, as it was said.
        answers: to the category's extra questions, by their ids.
        consent: whether they agreed, having heard what is kept, why, how long, and that they may refuse.
        behalf: whether somebody else speaks for them (family, staff).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Clean
    what: Annotated[Masked, StringConstraints(min_length=1)]
    place: Short = ""
    occurred: Short = ""
    answers: dict[str, Short] = {}
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    language: Annotated[Clean, StringConstraints(max_length=8)] = "ko"
    channel: Annotated[Clean, StringConstraints(max_length=16)] = "staff"
    contact: Contact = Contact()
    consent: bool = False
    behalf: bool = False

    @property
    def kind(self) -> Kind:
        """민원 when it says whose it is, else 제보."""
        return "petition" if self.contact.known else "report"

    def columns(self) -> dict[str, Any]:
        """What is kept in the open, masked."""
        return {
            "category": self.category,
            "kind": self.kind,
            "language": self.language,
            "channel": self.channel,
            "what": mask(self.what),
            "place": mask(self.place),
            "occurred": mask(self.occurred),
            "answers": {name: mask(answer) for name, answer in self.answers.items()},
            "replies": [],
            "latitude": self.latitude,
            "longitude": self.longitude,
        }

    def private(self) -> dict[str, str]:
        """What is kept sealed; empty when they gave nothing.

        Raises:
            ComplaintError: ``consent_missing``.
        """
        return consented(self.contact, consent=self.consent)


def consented(contact: Contact, *, consent: bool) -> dict[str, str]:
    """What of a contact is kept sealed; empty when they gave nothing.

    Raises:
        ComplaintError: ``consent_missing``.
    """
    given = {name: value for name, value in contact.model_dump().items() if value}
    if given and not consent:
        raise ComplaintError(
            "consent_missing", "They have to agree before their name or number is kept; or file without."
        )
    return given


def made(**fields: Any) -> Filing:  # noqa: ANN401 - checked field by field
    """A filing from what was given.

    Raises:
        ComplaintError: ``filing_invalid``; the message names the fields, never what was in them.
    """
    try:
        return Filing.model_validate(fields)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
        raise ComplaintError("filing_invalid", f"Correct {'; '.join(wrong)}.") from error
