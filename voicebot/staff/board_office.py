"""What the pages of the board share: the office, the complaint that may be seen, and who can have it."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence

from starlette.exceptions import HTTPException

from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.errors import ComplaintError
from voicebot.staff.account import Account
from voicebot.staff.visit import Visit

__all__ = ["departments", "key_of", "now_of", "office_of", "officers", "opened", "seen"]

_PURPOSE = "board opened"


def office_of(visit: Visit) -> Office:
    """The complaint desk.

    Raises:
        HTTPException: 503, while it is opening.
    """
    if visit.console.behind.office is None:
        raise HTTPException(503)
    return visit.console.behind.office


def now_of(visit: Visit) -> dt.datetime:
    """The moment, on the district's clock."""
    return visit.local(visit.tools.now())


async def seen(visit: Visit, receipt: str) -> Complaint:
    """A complaint that the visitor may see.

    Raises:
        HTTPException: 404, the same whether there is none or it is another department's.
    """
    try:
        found = await office_of(visit).register.get(receipt)
    except ComplaintError:
        raise HTTPException(404) from None
    if not visit.me.reaches(found.department):
        raise HTTPException(404)
    return found


def key_of(visit: Visit, receipt: str) -> str:
    """What shows that a complaint was opened with a reason: good for this session and this complaint only."""
    return visit.tools.keyring.signatures(_PURPOSE, f"{visit.own.id}:{receipt}")[0]


def opened(visit: Visit, receipt: str) -> bool:
    """Whether the visitor has opened it."""
    given = visit.text("opened").encode()
    good = visit.tools.keyring.signatures(_PURPOSE, f"{visit.own.id}:{receipt}")
    return any(hmac.compare_digest(one.encode(), given) for one in good)


async def officers(visit: Visit) -> list[Account]:
    """Everybody who can be given complaints of the visitor's departments."""
    found = [Account.of(row) for row in await visit.tools.accounts.all()]
    mine = [one.id for one in visit.console.behind.district.departments if visit.me.reaches(one.id)]
    return [one for one in found if one.state == "active" and any(map(one.reaches, mine))]


def departments(visit: Visit, *, all_of_them: bool = False) -> Sequence[tuple[str, str]]:
    """Ids and names of the departments that there are today, those that the visitor may see or all."""
    today, english = now_of(visit).date(), visit.language == "en"
    return [
        (one.id, one.name_en if english else one.name)
        for one in visit.console.behind.district.departments
        if one.in_force(today) and (all_of_them or visit.me.reaches(one.id))
    ]
