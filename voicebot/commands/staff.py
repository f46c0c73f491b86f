"""`voicebot staff`: who may come into the console, and whether its audit log is whole."""

from __future__ import annotations

import asyncio
import datetime as dt
import getpass
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table

from voicebot.commands.console import out
from voicebot.errors import StaffError
from voicebot.settings import settings
from voicebot.staff.roles import ROLES, read_roles

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from voicebot.staff.people import By, People
    from voicebot.store.keys import Keyring

__all__ = ["staff"]

staff = typer.Typer(help="The console at /staff: people, and the audit log.", no_args_is_help=True)
audit = typer.Typer(help="The audit log of the console.", no_args_is_help=True)
staff.add_typer(audit, name="audit")
_T = TypeVar("_T")
Name = Annotated[str, typer.Argument(help="What they sign in with: a to z, digits, dots, hyphens.")]


@staff.command()
def invite(
    name: Name,
    first: Annotated[
        bool, typer.Option("--first", help="The first administrator; refused where there is one.")
    ] = False,
    role: Annotated[list[str] | None, typer.Option(help=f"One or more of: {', '.join(ROLES)}.")] = None,
    department: Annotated[
        list[str] | None, typer.Option(help="Whose complaints they see: ids of district.toml, or *.")
    ] = None,
    shown: Annotated[str, typer.Option(help="What colleagues call them; the name if left out.")] = "",
) -> None:
    """Make an account and print the link with which its owner opens it; the link works once."""
    from voicebot.staff.people import Wanted

    given = ["administrator"] if first else role or []
    if unknown := set(given) - set(ROLES):
        raise StaffError(
            "no_role", f"No such role: {', '.join(sorted(unknown))}. There are {', '.join(ROLES)}."
        )
    wanted = Wanted(shown or name, read_roles(given), tuple(department or ()))
    _print_link(_with_people(lambda people, by: people.invite(by, name, wanted, first=first)))


@staff.command()
def link(name: Name) -> None:
    """Print a new link for somebody who has lost a password or a telephone; older links work no more."""

    async def make(people: People, by: By) -> str:
        return await people.link(by, await people.named(name))

    _print_link(_with_people(make))


@staff.command()
def disable(name: Name) -> None:
    """Let somebody in no more; who is in now is out at once."""

    async def do(people: People, by: By) -> None:
        await people.disable(by, await people.named(name))

    _with_people(do)
    out.print(f"{name} is out.")


@staff.command()
def enable(name: Name) -> None:
    """Let somebody in again."""

    async def do(people: People, by: By) -> None:
        await people.enable(by, await people.named(name))

    _with_people(do)
    out.print(f"{name} may come in.")


@staff.command("list")
def list_people() -> None:
    """Show who may come in, and what they are."""
    table = Table("name", "called", "roles", "departments", "second factor", "state")
    for one in _with_people(lambda people, _: people.all()):
        second = "yes" if one.second else "no"
        table.add_row(
            one.name, one.shown, ", ".join(one.roles), ", ".join(one.departments), second, one.state
        )
    out.print(table)


@audit.command()
def verify(
    noted: Annotated[str, typer.Option(help="What an earlier run printed as the mark.")] = "",
) -> None:
    """Check that no entry was changed or removed; print the mark to be noted for another day."""
    from voicebot.store.staff_verify import verify as run

    verdict = _opened(lambda engine, keys: run(engine, keys, noted))
    for problem in verdict.problems:
        out.print(f"[red]{problem}[/]", highlight=False)
    out.print(f"{verdict.count} entries, {len(verdict.problems)} problems", highlight=False)
    out.print(f"mark {verdict.head}", highlight=False, soft_wrap=True)
    raise typer.Exit(bool(verdict.problems))


@audit.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where it goes.")],
) -> None:
    """Write the whole log as a table (CSV), the newest entries first; that you did is in it next time."""
    from voicebot.civic.district import load_district
    from voicebot.staff.audit_table import lines
    from voicebot.store.staff_audit import Search, write

    zone = load_district(settings().district_dir).zone

    async def run(engine: AsyncEngine, keys: Keyring) -> None:
        await write(engine, keys, _by().entry("audit.export", ""))
        with file.open("w", encoding="utf-8", newline="") as sink:
            async for line in lines(engine, Search(), zone):
                sink.write(line)

    _opened(run)


def _by() -> By:
    from voicebot.staff.people import By

    return By(f"shell:{getpass.getuser()}"[:64], "operator")


def _with_people(work: Callable[[People, By], Awaitable[_T]]) -> _T:
    from voicebot.civic.district import load_district
    from voicebot.civic.overlay.in_force import district_in_force
    from voicebot.staff.people import People
    from voicebot.staff.tools import utc_now
    from voicebot.store.staff_accounts import Accounts

    good_for = dt.timedelta(seconds=settings().staff.link_s)
    filed = load_district(settings().district_dir)

    async def run(engine: AsyncEngine, keys: Keyring) -> _T:
        district = await district_in_force(engine, filed)
        return await work(People(Accounts(engine, keys), district, good_for, utc_now), _by())

    return _opened(run)


def _opened(work: Callable[[AsyncEngine, Keyring], Awaitable[_T]]) -> _T:
    """Work on the database of the settings, its tables brought up to date first."""
    from voicebot.store.database import open_database
    from voicebot.store.keys import load_keyring

    async def run() -> _T:
        engine = await open_database(settings())
        try:
            return await work(engine, load_keyring(settings()))
        finally:
            await engine.dispose()

    return asyncio.run(run())


def _print_link(token: str) -> None:
    from voicebot.staff.people import link_address

    base = str(settings().staff.url or f"http://localhost:{settings().port}")
    hours = settings().staff.link_s / 3600
    out.print(link_address(base, token), highlight=False, soft_wrap=True)
    out.print(f"It works once, for {hours:g} hours. Give it to nobody else.", highlight=False)
