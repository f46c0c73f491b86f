"""Letting people in: name and password, or the office's own sign-in; then how far they are."""

from __future__ import annotations

import unicodedata

from voicebot.staff.account import Account
from voicebot.staff.roles import Stage
from voicebot.staff.visit import Visit
from voicebot.store.staff_audit import Entry, write

__all__ = ["begin", "by_password", "first_stage", "leave", "read_name"]


def first_stage(account: Account, *, strong: bool = False) -> Stage:
    """How far somebody is who has just shown who they are.

    Args:
        account: whose it is.
        strong: they have shown two things already, elsewhere.
    """
    if strong:
        return "open"
    if account.second:
        return "second"
    return "enrol" if account.needs_second else "open"


def read_name(text: str) -> str:
    """A name as it is kept: small letters, whichever way it was typed."""
    return unicodedata.normalize("NFKC", text).strip().casefold()[:32]


async def by_password(visit: Visit, name: str, password: str) -> str:
    """Let somebody in, or say why not: ``wrong`` or ``wait``; empty when they are in.

    Whether the name or the password was wrong is not told, and takes the same time. Who has to wait learns
    nothing, right or wrong.
    """
    throttle, address = visit.tools.throttle, visit.address
    if await throttle.wait_s(name, address):
        return "wait"
    row = await visit.tools.accounts.by_name(name)
    kept = row.password if row and row.state == "active" else None
    if not await visit.tools.hasher.fits(password, kept) or row is None:
        await throttle.wrong(name, address)
        # What was typed as a name may be a password: only a name that there is is kept.
        await _failed(visit, row.name if row else "")
        return "wrong"
    if await throttle.wait_s(name, address):  # of many tries at once
        return "wait"
    await begin(visit, Account.of(row), first_stage(Account.of(row)), "password")
    return ""


async def _failed(visit: Visit, name: str) -> None:
    entry = Entry("", "", "sign_in.failed", name, {})
    await write(visit.tools.engine, visit.tools.keyring, entry)


async def begin(visit: Visit, account: Account, stage: Stage, how: str) -> None:
    """A new session with a new cookie; the one that the browser came with is worth nothing."""
    if visit.session:
        await visit.tools.sessions.end(visit.session.id)
    entry = Entry(account.name, account.role, "sign_in", account.name, {"how": how, "stage": stage})
    await write(visit.tools.engine, visit.tools.keyring, entry)
    visit.cookie = await visit.tools.sessions.begin(account.number, stage, visit.tools.now())
    visit.account = account


async def leave(visit: Visit) -> None:
    """End the session, if there is one."""
    if visit.session is None:
        return
    await visit.note("sign_out", visit.me.name)
    await visit.tools.sessions.end(visit.session.id)
    visit.session = visit.account = None
