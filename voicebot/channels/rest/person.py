"""``/complaints/{receipt}/export`` and ``/erase``: for the person whose complaint it is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from voicebot.channels.language import language_of
from voicebot.channels.rest.asking import TOKEN, Door, ReceiptPath, Token
from voicebot.channels.rest.problems import documented
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.person import Erased
from voicebot.civic.complaints.states import Words

__all__ = ["add_person"]

Bearer = Annotated[Token, Depends(TOKEN)]
_PROBLEMS = (
    "unknown-receipt", "receipt-misheard", "receipt-incomplete", "token-wrong", "token-missing", "locked",
    "phone-wrong",
)  # fmt: skip
_SAID: dict[tuple[Erased, ...], Words] = {
    ("contact",): Words(
        ko="이름과 연락처를 지웠어요. 하신 말씀은 일이 끝나면 지울 수 있어요.",
        en="Your name and contact are deleted. What you said can be deleted once the matter is closed.",
    ),
    ("contact", "words"): Words(
        ko="이름과 연락처, 하신 말씀을 모두 지웠어요.",
        en="Your name, your contact and what you said are deleted.",
    ),
}


class Confirmation(BaseModel):
    """What only the person whose complaint it is should know."""

    model_config = ConfigDict(extra="forbid")

    phone: Annotated[
        str,
        StringConstraints(max_length=200),
        Field(description="the full number it was filed with; without one the e-mail, else the address"),
    ] = ""


class Exported(BaseModel):
    """All that is kept about them."""

    complaint: dict[str, Any]
    contact: dict[str, str]
    history: list[dict[str, Any]]
    attachments: list[dict[str, Any]]
    notices: Annotated[list[dict[str, Any]], Field(description="which programs were told of changes")]


class Gone(BaseModel):
    """What is erased now."""

    erased: list[Erased]
    say: Annotated[str, Field(description="the same as a sentence that can be read aloud")]


def add_person(router: APIRouter, door: Door) -> None:
    """Add the routes to those of complaints."""

    async def theirs(receipt: str, token: Token, given: str, request: Request) -> Complaint:
        complaint = await door.own(receipt, token, request)
        await door.confirm(complaint, given, request)
        return complaint

    @router.post("/{receipt}/export", responses=documented(*_PROBLEMS))
    async def export(
        receipt: ReceiptPath, confirmation: Confirmation, token: Bearer, request: Request
    ) -> Exported:
        """All that is kept about whoever filed it; that it was asked for is kept too."""
        complaint, desk = await theirs(receipt, token, confirmation.phone, request), door.office()
        who = {"actor": "caller", "role": "caller", "at": desk.now()}
        return Exported(**await desk.person.export(complaint.receipt, **who))  # type: ignore[arg-type]

    @router.post("/{receipt}/erase", responses=documented(*_PROBLEMS, "changed-meanwhile"))
    async def erase(
        receipt: ReceiptPath, confirmation: Confirmation, token: Bearer, request: Request
    ) -> Gone:
        """Forget who filed it, and once it is closed what was said too; it cannot be undone."""
        complaint, desk = await theirs(receipt, token, confirmation.phone, request), door.office()
        who = {"actor": "caller", "role": "caller", "at": desk.now()}
        erased = await desk.person.erase(complaint.receipt, **who)  # type: ignore[arg-type]
        return Gone(erased=list(erased), say=_SAID[erased].in_(language_of(request)))
