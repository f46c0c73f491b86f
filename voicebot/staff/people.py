"""What administrators do with accounts, on their page or by command."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from voicebot.civic.district import District
from voicebot.errors import StaffError
from voicebot.staff.account import Account
from voicebot.staff.entering import read_name
from voicebot.staff.roles import EVERYWHERE, Role, sensible
from voicebot.staff.safe import ROOT
from voicebot.store.staff_accounts import Accounts, digest, new_token
from voicebot.store.staff_audit import Entry
from voicebot.store.staff_tables import StaffLink
from voicebot.text.printable import printable

__all__ = ["By", "People", "Wanted", "link_address"]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
_WRONG = {
    "bad_name": "A name has 2 to 32 of the letters a to z, digits, dots, hyphens and underscores.",
    "no_shown": "Say what colleagues call them.",
    "no_role": "Give at least one role.",
    "auditor_alone": "Who sees what all others did can have no other role.",
    "no_department": "Say whose complaints they see: departments, or * for all.",
    "unknown_department": "There is no such department in district.toml.",
    "unknown_account": "There is no account with this name.",
}


def link_address(base: str, token: str) -> str:
    """Where a link leads.

    Args:
        base: where people reach the desk.
        token: of the link.
    """
    return f"{base.rstrip('/')}{ROOT}/link/{token}"


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, as the audit log has it."""

    actor: str
    role: str

    def entry(self, action: str, about: str, **details: str) -> Entry:
        """What the log says."""
        return Entry(self.actor, self.role, action, about, details)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an account is to be."""

    shown: str
    roles: tuple[Role, ...]
    departments: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "shown": self.shown,
            "roles": list(self.roles),
            "departments": list(self.departments) if "complaints_officer" in self.roles else [],
        }

    def details(self) -> dict[str, str]:
        """As the log tells it."""
        kept = self.columns()
        return {"roles": ",".join(kept["roles"]), "departments": ",".join(kept["departments"])}


class People:
    """Lets people in and keeps them out.

    Args:
        accounts: theirs.
        district: has the departments.
        good_for: how long a link can be used.
        now: the time, with a zone.
    """

    def __init__(
        self,
        accounts: Accounts,
        district: District,
        good_for: dt.timedelta,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._accounts = accounts
        self._departments = {one.id for one in district.departments} | {EVERYWHERE}
        self._good_for = good_for
        self._now = now

    async def all(self) -> list[Account]:
        """By name."""
        return [Account.of(row) for row in await self._accounts.all()]

    async def named(self, name: str) -> Account:
        """The account of this name.

        Raises:
            StaffError: ``unknown_account``.
        """
        row = await self._accounts.by_name(read_name(name))
        if row is None:
            raise _wrong("unknown_account")
        return Account.of(row)

    async def invite(self, by: By, name: str, wanted: Wanted, *, first: bool = False) -> str:
        """Make an account; gives the token of the link with which its owner opens it.

        Raises:
            StaffError: something about it makes no sense.
            StoreError: ``name_taken``, or with `first` ``not_first``: there is an administrator already.
        """
        name, wanted = read_name(name), _tidy(wanted)
        if not _NAME.fullmatch(name):
            raise _wrong("bad_name")
        self._check(wanted)
        token, link = self._link()
        entry = by.entry("people.invite", name, **wanted.details())
        await self._accounts.add({"name": name, **wanted.columns()}, link, entry, only=first)
        return token

    async def change(self, by: By, account: Account, wanted: Wanted, version: int) -> None:
        """Change what they are.

        Raises:
            StaffError: something about it makes no sense.
            StoreError: ``changed_meanwhile`` or ``last_administrator``.
        """
        wanted = _tidy(wanted)
        self._check(wanted)
        values = _changed(account, wanted.columns())
        if values:
            entry = by.entry("people.change", account.name, **wanted.details())
            await self._accounts.change(account.number, values, entry, version=version)

    async def disable(self, by: By, account: Account) -> None:
        """Let them in no more, at once.

        Raises:
            StoreError: ``last_administrator``.
        """
        entry = by.entry("people.disable", account.name)
        await self._accounts.change(account.number, {"state": "disabled"}, entry)

    async def enable(self, by: By, account: Account) -> None:
        """Let them in again, as they were; who never had a password needs a new link."""
        state = "active" if account.password or account.linked else "invited"
        entry = by.entry("people.enable", account.name)
        await self._accounts.change(account.number, {"state": state}, entry)

    async def link(self, by: By, account: Account) -> str:
        """A new link, for who has lost a password or a telephone: with it they begin anew."""
        token, link = self._link()
        await self._accounts.new_link(account.number, link, by.entry("people.link", account.name))
        return token

    def _link(self) -> tuple[str, StaffLink]:
        token = new_token()
        return token, StaffLink(token_hash=digest(token), expires_at=self._now() + self._good_for)

    def _check(self, wanted: Wanted) -> None:
        if not wanted.shown:
            raise _wrong("no_shown")
        if trouble := sensible(wanted.roles, wanted.departments):
            raise _wrong(trouble)
        if not set(wanted.departments) <= self._departments:
            raise _wrong("unknown_department")


def _changed(account: Account, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is different, so that who keeps their roles need not sign in anew."""
    now = {
        "shown": account.shown,
        "roles": list(account.roles),
        "departments": list(account.departments),
    }
    return {name: value for name, value in columns.items() if value != now[name]}


def _tidy(wanted: Wanted) -> Wanted:
    shown = " ".join(printable(wanted.shown).split())[:64]
    departments = tuple(sorted(set(wanted.departments)))
    return Wanted(shown, wanted.roles, (EVERYWHERE,) if EVERYWHERE in departments else departments)


def _wrong(code: str) -> StaffError:
    return StaffError(code, _WRONG[code])
