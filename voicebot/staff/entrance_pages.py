"""Signing in and out, the second factor, and locking."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from voicebot.staff.console import Console
from voicebot.staff.entering import by_password, leave, read_name
from voicebot.staff.roles import detour
from voicebot.staff.safe import ROOT, local
from voicebot.staff.second import matching_step, read_code
from voicebot.staff.visit import Visit
from voicebot.store.staff_accounts import new_token

__all__ = ["add_to", "code_fits", "on_from"]


def add_to(console: Console) -> None:
    """Add the pages."""
    _signing_in(console)
    _second(console)
    _locking(console)

    @console.get("/language/{language}", "anyone")
    async def language(visit: Visit) -> Response:
        """The same page in the other language."""
        response = on_from(visit)
        chosen = "en" if visit.request.path_params["language"] == "en" else "ko"
        console.set_cookie(response, "staff_lang", chosen, 365 * 86400)
        return response


def on_from(visit: Visit) -> Response:
    """On to where they wanted to go, as far as that is a page of ours."""
    return RedirectResponse(local(visit.text("next", 2000)), 303)


def _signing_in(console: Console) -> None:
    def page(visit: Visit, trouble: str = "", status: int = 200) -> Response:
        return visit.draw(
            "sign_in.html",
            status,
            trouble=trouble,
            next=local(visit.text("next", 2000)),
            name=visit.text("name", 32),
            oidc=console.own.staff.oidc,
        )

    @console.get("/sign-in", "anyone")
    async def sign_in(visit: Visit) -> Response:
        """Name and password."""
        if visit.stage == "open":
            return on_from(visit)
        return page(visit, "oidc_failed" if visit.text("trouble") == "oidc" else "")

    @console.post("/sign-in", "anyone")
    async def enter(visit: Visit) -> Response:
        """Come in."""
        trouble = await by_password(visit, read_name(visit.text("name")), visit.secret("password"))
        if trouble:
            return page(visit, f"sign_in_{trouble}", 429 if trouble == "wait" else 403)
        return on_from(visit)

    @console.post("/sign-out", "anyone")
    async def sign_out(visit: Visit) -> Response:
        """Leave, however far one was."""
        await leave(visit)
        visit.cookie = new_token()
        return visit.go("/sign-in")


def _second(console: Console) -> None:
    @console.get("/second", "second")
    async def second(visit: Visit) -> Response:
        """The code of the app, or one from the paper."""
        return visit.draw("second.html", trouble="", next=local(visit.text("next", 2000)))

    @console.post("/second", "second")
    async def confirm(visit: Visit) -> Response:
        """Show the second thing."""
        if await visit.tools.throttle.second_wait_s(visit.me.name):
            return visit.draw("second.html", 429, trouble="code_wait", next=local(visit.text("next", 2000)))
        if not await code_fits(visit, read_code(visit.text("code", 20))):
            await visit.tools.throttle.second_wrong(visit.me.name)
            await visit.note("second.failed", visit.me.name)
            return visit.draw("second.html", 403, trouble="code_wrong", next=local(visit.text("next", 2000)))
        visit.cookie = await visit.tools.sessions.rotate(visit.own.id, visit.tools.now(), stage="open")
        return on_from(visit)


async def code_fits(visit: Visit, code: str) -> bool:
    """Whether it is a code of theirs, of the app or from the paper, that was never taken before."""
    row = await visit.tools.accounts.by_id(visit.me.number)
    if row is None or row.totp is None:
        return False
    if len(code) == 6:
        secret = visit.tools.keyring.open(row.totp)["totp"]
        step = matching_step(secret, code, visit.tools.now())
        return step is not None and await visit.tools.accounts.take_step(row.id, step)
    return await visit.tools.accounts.take_recovery(
        row.id, code, visit.entry("second.recovery", visit.me.name, left=str(len(row.recovery) - 1))
    )


def _locking(console: Console) -> None:
    @console.get("/here", "self")
    async def here(visit: Visit) -> Response:
        """Somebody is there, though they only type: the session goes on."""
        return Response(status_code=204)

    @console.post("/lock", "self")
    async def lock(visit: Visit) -> Response:
        """Leave the screen for a while."""
        await visit.tools.sessions.set(visit.own.id, stage="locked")
        return visit.go("/unlock")

    @console.get("/unlock", "unlock")
    async def locked(visit: Visit) -> Response:
        """The password, to go on."""
        return visit.draw("unlock.html", trouble="", next=local(visit.text("next", 2000)))

    @console.post("/unlock", "unlock")
    async def unlock(visit: Visit) -> Response:
        """Go on where one was; who is wrong too often has to sign in anew."""
        row = await visit.tools.accounts.by_id(visit.me.number)
        kept = row.password if row else None
        fits = await visit.tools.hasher.fits(visit.secret("password"), kept)
        if await visit.tools.throttle.second_wait_s(visit.me.name):
            await leave(visit)
            return RedirectResponse(f"{ROOT}{detour(None)}", 303)
        if not fits:
            await visit.tools.throttle.second_wrong(visit.me.name)
            await visit.note("unlock.failed", visit.me.name)
            return visit.draw(
                "unlock.html", 403, trouble="password_wrong", next=local(visit.text("next", 2000))
            )
        visit.cookie = await visit.tools.sessions.rotate(visit.own.id, visit.tools.now(), stage="open")
        return on_from(visit)
