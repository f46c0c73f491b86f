"""A posted form as a filing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from voicebot.channels.open311.errors import Open311Error
from voicebot.channels.open311.services import CONSENT, JOIN
from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.filing import Filing, made
from voicebot.civic.complaints.joining import Joiner
from voicebot.civic.complaints.receipt import read_receipt
from voicebot.text.printable import printable

__all__ = ["MOST_FIELDS", "Form", "filing", "joining", "read_form"]

Form = Mapping[str, str]
MOST_FIELDS = 50

_ATTRIBUTE = re.compile(r"attribute\[([^\]]*)\](\[\])?")
_MARKUP = re.compile(r"<[A-Za-z!/?][^>]*>")
_HANGUL = re.compile(r"[가-힣 ]+")


def read_form(body: bytes) -> Form:
    """The fields of a form; empty ones are as if they were not there, and the last of several counts.

    Raises:
        Open311Error: 400: it is no form in UTF-8.
    """
    try:
        pairs = parse_qsl(body.decode(), encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:  # a UnicodeDecodeError too
        raise Open311Error(
            400, "The body must be a form (application/x-www-form-urlencoded) in UTF-8."
        ) from error
    return {name: value for name, given in pairs if (value := printable(given).strip())}


def filing(form: Form, category: Category, language: str) -> Filing:
    """What is to be filed.

    Raises:
        Open311Error: 400: there is no place, or markup.
        ComplaintError: a field is wrong.
    """
    description = form.get("description", "")
    if _MARKUP.search(description):
        raise Open311Error(400, "description must be plain text, without HTML.")
    answers = _answers(form)
    return made(
        category=category.id,
        what=description or category.name.in_(language),
        answers={code: value for code, value in answers.items() if code not in (CONSENT, JOIN)},
        contact=_contact(form),
        consent=answers.get(CONSENT) == "yes",
        language=language,
        channel="open311",
        **_place(form),
    )


def joining(form: Form, language: str) -> tuple[str, Joiner] | None:
    """The number of the request that is to be joined, and who joins; nothing where one is to be filed.

    Raises:
        ComplaintError: a contact is wrong, or the number is none.
    """
    answers = _answers(form)
    if not (number := answers.get(JOIN)):
        return None
    contact = made(category="other", what="-", contact=_contact(form)).contact
    agreed = answers.get(CONSENT) == "yes"
    return read_receipt(number), Joiner(contact=contact, consent=agreed, language=language, channel="open311")


def _answers(form: Form) -> dict[str, str]:
    found = ((_ATTRIBUTE.fullmatch(name), value) for name, value in form.items())
    return {match[1]: value for match, value in found if match}


def _contact(form: Form) -> dict[str, str]:
    first, last = form.get("first_name", ""), form.get("last_name", "")
    name = f"{last}{first}" if _HANGUL.fullmatch(first + last) else f"{first} {last}".strip()
    return {"name": name, "phone": form.get("phone", ""), "email": form.get("email", "")}


def _place(form: Form) -> dict[str, Any]:
    """One of lat and long, or an address.

    Raises:
        Open311Error: 400.
    """
    address, position = form.get("address_string", ""), (form.get("lat", ""), form.get("long", ""))
    if any(position):
        return {
            "place": address,
            **dict(zip(("latitude", "longitude"), map(_degrees, position), strict=True)),
        }
    if not address:
        raise Open311Error(
            400, "A place is needed: lat and long, or address_string (address_id is not known here)."
        )
    return {"place": address}


def _degrees(text: str) -> float:
    if not re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,20})?", text, re.ASCII):
        raise Open311Error(400, "lat and long are both needed, in decimal degrees (WGS84).")
    return float(text)
