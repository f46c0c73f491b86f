"""One's own account: password, second factor, recovery codes; and the link with which it begins."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.staff.account import Account
from voicebot.staff.console import Console
from voicebot.staff.entering import begin, first_stage
from voicebot.staff.passwords import wrong_with
from voicebot.staff.second import matching_step, new_codes, new_secret, picture, read_code, secret_address
from voicebot.staff.visit import Visit
from voicebot.staff.words import words
from voicebot.store.staff_accounts import digest
from voicebot.store.staff_audit import Entry

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages."""
    console.add_words(words("own"))
    _account(console)
    _enrolling(console)
    _beginning(console)


async def _unproven(visit: Visit) -> str:
    """What is wrong with the password that somebody gave again; empty when it is theirs or there is none."""
    if not visit.me.password:
        return ""
    if await visit.tools.throttle.second_wait_s(visit.me.name):
        return "code_wait"
    row = await visit.tools.accounts.by_id(visit.me.number)
    if await visit.tools.hasher.fits(visit.secret("now"), row.password if row else None):
        return ""
    await visit.tools.throttle.second_wrong(visit.me.name)
    await visit.note("password.failed", visit.me.name)
    return "password_wrong"


def _poor(visit: Visit, name: str) -> str:
    """What is wrong with a new password."""
    new = visit.secret("new")
    desk = visit.console.behind.district.desk
    if trouble := wrong_with(new, name, desk.name, desk.name_en):
        return trouble
    return "" if new == visit.secret("again") else "password_differs"


def _account(console: Console) -> None:
    def page(visit: Visit, trouble: str = "", status: int = 200) -> Response:
        return visit.draw("own.html", status, trouble=trouble, saved="saved" in visit.request.query_params)

    @console.get("/account", "self")
    async def account(visit: Visit) -> Response:
        """How one signs in."""
        return page(visit)

    @console.post("/account/password", "self")
    async def password(visit: Visit) -> Response:
        """Change one's password."""
        trouble = await _unproven(visit) or _poor(visit, visit.me.name)
        if trouble:
            return page(visit, trouble, 422)
        kept = await visit.tools.hasher.make(visit.secret("new"))
        entry = visit.entry("password.change", visit.me.name)
        await visit.tools.accounts.own(visit.me.number, {"password": kept}, entry, keep=visit.own.id)
        visit.cookie = await visit.tools.sessions.rotate(visit.own.id, visit.tools.now())
        return visit.go("/account?saved")

    @console.post("/account/codes", "self")
    async def codes(visit: Visit) -> Response:
        """New recovery codes; the old ones are worth nothing."""
        trouble = await _unproven(visit)
        if trouble or not visit.me.second:
            return page(visit, trouble, 422)
        return await _with_codes(visit, "second.codes", {})

    @console.post("/account/others", "self")
    async def others(visit: Visit) -> Response:
        """Leave everywhere else."""
        await visit.note("sign_out.others", visit.me.name)
        await visit.tools.sessions.end_others(visit.me.number, visit.own.id)
        return visit.go("/account?saved")


async def _with_codes(visit: Visit, action: str, values: dict[str, object]) -> Response:
    """Keep a change together with new recovery codes, and show those once."""
    codes = new_codes()
    entry = visit.entry(action, visit.me.name)
    kept = {**values, "recovery": [digest(code) for code in codes]}
    await visit.tools.accounts.own(visit.me.number, kept, entry, keep=visit.own.id)
    return visit.draw("codes.html", codes=codes)


def _enrolling(console: Console) -> None:
    def page(visit: Visit, secret: str, trouble: str = "", status: int = 200) -> Response:
        desk = console.behind.district.desk.name
        address = secret_address(secret, visit.me.name, desk)
        return visit.draw("enrol.html", status, trouble=trouble, secret=secret, picture=picture(address))

    async def pending(visit: Visit) -> str:
        if visit.own.secret:
            return visit.tools.keyring.open(visit.own.secret)["totp"]
        secret = new_secret()
        sealed = visit.tools.keyring.seal({"totp": secret})
        await visit.tools.sessions.set(visit.own.id, secret=sealed)
        return secret

    @console.get("/enrol", "enrol")
    async def enrol(visit: Visit) -> Response:
        """The picture for the app."""
        return page(visit, await pending(visit))

    @console.post("/enrol", "enrol")
    async def enrolled(visit: Visit) -> Response:
        """Show that the app has it; who is in already gives the password too."""
        secret = await pending(visit)
        trouble = await _unproven(visit) if visit.stage == "open" else ""
        if trouble:
            return page(visit, secret, trouble, 422)
        step = matching_step(secret, read_code(visit.text("code", 20)), visit.tools.now())
        if step is None:
            return page(visit, secret, "code_wrong", 422)
        visit.cookie = await visit.tools.sessions.rotate(
            visit.own.id, visit.tools.now(), stage="open", secret=None
        )
        sealed = visit.tools.keyring.seal({"totp": secret})
        return await _with_codes(visit, "second.enrol", {"totp": sealed, "totp_step": step})


def _beginning(console: Console) -> None:
    async def whose(visit: Visit) -> Account:
        token = visit.request.path_params["token"]
        row = await visit.tools.accounts.linked(token, visit.tools.now())
        if row is None:
            raise HTTPException(410)
        return Account.of(row)

    def page(visit: Visit, account: Account, trouble: str = "", status: int = 200) -> Response:
        token = visit.request.path_params["token"]
        oidc = console.own.staff.oidc
        return visit.draw("link.html", status, account=account, token=token, trouble=trouble, oidc=oidc)

    @console.get("/link/{token}", "anyone")
    async def link(visit: Visit) -> Response:
        """Where somebody chooses how to sign in; looking at it does not use it up."""
        return page(visit, await whose(visit))

    @console.post("/link/{token}", "anyone")
    async def choose(visit: Visit) -> Response:
        """Choose a password and go in."""
        account = await whose(visit)
        if trouble := _poor(visit, account.name):
            return page(visit, account, trouble, 422)
        values = {"password": await visit.tools.hasher.make(visit.secret("new")), "subject": None}
        entry = Entry(account.name, account.role, "link.used", account.name, {"how": "password"})
        token = visit.request.path_params["token"]
        used = await visit.tools.accounts.use_link(token, visit.tools.now(), values, entry)
        row = await visit.tools.accounts.by_id(used) if used else None
        if row is None:
            raise HTTPException(410)
        await begin(visit, Account.of(row), first_stage(Account.of(row)), "link")
        return visit.go("/")
