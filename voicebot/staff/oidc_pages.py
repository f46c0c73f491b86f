"""To the office's own sign-in, and back."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from voicebot.errors import StaffError, StoreError
from voicebot.staff.account import Account
from voicebot.staff.console import Console
from voicebot.staff.entering import begin, first_stage
from voicebot.staff.oidc import Attempt, Known, Provider
from voicebot.staff.safe import ROOT, local
from voicebot.staff.visit import Visit
from voicebot.store.staff_accounts import digest
from voicebot.store.staff_audit import Entry
from voicebot.telemetry.logs import log

__all__ = ["add_to"]

_COOKIE = "staff_oidc"
_PATIENCE_S = 600
"""For how long somebody may be away."""


def add_to(console: Console) -> None:
    """Add the pages; without a provider there is nothing at them."""
    own = console.own.staff.oidc
    provider = Provider(own) if own else None

    def there() -> Provider:
        if provider is None:
            raise HTTPException(404)
        return provider

    @console.get("/oidc/start", "anyone")
    async def start(visit: Visit) -> Response:
        """Away to the provider."""
        attempt = Attempt.new(local(visit.text("next", 2000)), visit.text("link", 64))
        try:
            response = RedirectResponse(await there().send(attempt, _back(visit)), 303)
        except StaffError as error:
            return _failed(visit, error)
        console.set_cookie(response, _COOKIE, _signer(visit).dumps(attempt.columns()), _PATIENCE_S)
        return response

    @console.get("/oidc/back", "anyone")
    async def back(visit: Visit) -> Response:
        """Back from it."""
        response = await _arrived(visit, there())
        console.set_cookie(response, _COOKIE, "", 0)  # an answer is good once
        return response


async def _arrived(visit: Visit, provider: Provider) -> Response:
    try:
        attempt = _attempt(visit)
        known = await provider.receive(visit.request.query_params, attempt, _back(visit))
        account = await _account(visit, known, attempt.link)
    except StaffError as error:
        return _failed(visit, error)
    await begin(visit, account, first_stage(account, strong=known.strong), "oidc")
    return RedirectResponse(local(attempt.next), 303)


async def _account(visit: Visit, known: Known, link: str) -> Account:
    """Whose account it is: of the link that they came with, or the one that was linked before."""
    accounts, now = visit.tools.accounts, visit.tools.now()
    if link and (row := await accounts.linked(link, now)):
        values = {"password": None, "subject": digest(known.subject)}
        entry = Entry(row.name, ",".join(row.roles), "link.used", row.name, {"how": "oidc"})
        try:
            await accounts.use_link(link, now, values, entry)
        except StoreError as error:
            raise StaffError("oidc_failed", error.message) from None
    row = await accounts.by_subject(known.subject)
    if row is None or row.state != "active":
        raise StaffError("oidc_failed", "Nobody here has this account; they need an invitation first.")
    return Account.of(row)


def _attempt(visit: Visit) -> Attempt:
    """What this browser was sent away with."""
    try:
        kept = _signer(visit).loads(visit.request.cookies.get(_COOKIE, ""), max_age=_PATIENCE_S)
        return Attempt(**kept)
    except (BadSignature, TypeError):
        raise StaffError("oidc_failed", "This browser was not sent there, or too long ago.") from None


def _signer(visit: Visit) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(visit.tools.keyring.signatures("staff oidc", _COOKIE)[0])


def _back(visit: Visit) -> str:
    return f"{visit.base.rstrip('/')}{ROOT}/oidc/back"


def _failed(visit: Visit, error: StaffError) -> Response:
    log.warning("sign-in through the provider failed", why=error.message)
    return visit.go("/sign-in?trouble=oidc")
