"""Who asks, in which language, for which complaint, and whether they may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import Annotated

from fastapi import Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from voicebot.channels.rest.problems import ProblemError
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.tries import LockedError, asker_of
from voicebot.errors import ComplaintError

__all__ = ["TOKEN", "Door", "ReceiptPath", "Token"]

TOKEN = HTTPBearer(auto_error=False, scheme_name="watchToken", description="from the filing")
Token = HTTPAuthorizationCredentials | None
ReceiptPath = Annotated[
    str, Path(max_length=40, description="nine digits; spaces and hyphens between them do not matter")
]


@dataclass(frozen=True, slots=True)
class Door:
    """What every request of this door needs.

    Attributes:
        open_office: gives the complaint desk; nothing while it is not open yet.
    """

    open_office: Callable[[], Office | None]

    def office(self) -> Office:
        """The complaint desk.

        Raises:
            ProblemError: ``not-ready``.
        """
        office = self.open_office()
        if office is None:
            raise ProblemError("not-ready", headers={"Retry-After": "2"})
        return office

    async def find(self, receipt: str, request: Request) -> Complaint:
        """The complaint with this number.

        Raises:
            ProblemError: ``locked`` or ``unknown-receipt``; the latter counts as a wrong try.
            ComplaintError: the number cannot be one, which nobody could learn anything from.
        """
        office = self.office()
        found = await self._ask(request, lambda: _looked_up(office, receipt))
        if found is None:
            raise ProblemError("unknown-receipt")
        return found

    async def owns(self, complaint: Complaint, token: Token, request: Request) -> bool:
        """Whether a token came along, and is the right one.

        Raises:
            ProblemError: ``token-wrong``; counts as a wrong try.
        """
        if token is None:
            return False
        if self.office().watch.fits(token.credentials, complaint.receipt):
            return True
        await self.office().tries.wrong(_asker(request))
        raise ProblemError("token-wrong", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})

    async def own(self, receipt: str, token: Token, request: Request) -> Complaint:
        """The complaint with this number, for whoever filed it.

        Raises:
            ProblemError: as `find`, or the token is missing or wrong.
        """
        if token is None:
            raise ProblemError("token-missing", headers={"WWW-Authenticate": "Bearer"})
        complaint = await self.find(receipt, request)
        await self.owns(complaint, token, request)
        return complaint

    async def confirm(self, complaint: Complaint, given: str, request: Request) -> None:
        """Go on only for who knows what it was filed with.

        Raises:
            ProblemError: ``phone-wrong``, which counts as a wrong try, or ``locked``.
        """
        person = self.office().person

        async def confirmed() -> Complaint | None:
            return complaint if await person.confirms(complaint.receipt, given) else None

        if await self._ask(request, confirmed) is None:
            raise ProblemError("phone-wrong")

    async def _ask(
        self, request: Request, look: Callable[[], Awaitable[Complaint | None]]
    ) -> Complaint | None:
        try:
            return await self.office().tries.ask(_asker(request), look)
        except LockedError as error:
            raise ProblemError("locked", headers={"Retry-After": str(ceil(error.wait_s))}) from None


async def _looked_up(office: Office, receipt: str) -> Complaint | None:
    """The complaint with this number; a number that cannot be one is an error that costs no try."""
    digits = read_receipt(receipt)
    try:
        return await office.register.get(digits)
    except ComplaintError as error:
        if error.code != "unknown_receipt":
            raise
        return None


def _asker(request: Request) -> str:
    return asker_of(request.client.host if request.client else "")
