"""What the complaint commands do, once it is clear what is wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.receipt import grouped, spoken
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.rows import mark_of
from voicebot.civic.complaints.states import Action, Role
from voicebot.civic.district import load_district
from voicebot.civic.overlay.in_force import district_in_force
from voicebot.commands import complaint_tables as tables
from voicebot.commands.console import out
from voicebot.settings import settings
from voicebot.store.board import Wanted
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring

__all__ = ["act", "file", "print_found", "print_page", "show"]

_T = TypeVar("_T")


def _do(work: Callable[[Register, datetime], Awaitable[_T]]) -> _T:
    """Work with the register of the settings, told what time it is there."""

    async def run() -> _T:
        found = settings()
        engine = await open_database(found)
        try:
            district = await district_in_force(engine, load_district(found.district_dir))
            categories = load_categories(found.district_dir)
            told = found.outbox.told
            register = Register(engine, load_keyring(found), district, categories, told)
            return await work(register, datetime.now(district.zone))
        finally:
            await engine.dispose()

    return asyncio.run(run())


def act(receipt: str, action: Action, actor: str, role: Role, params: Mapping[str, Any]) -> None:
    """Do something to a complaint, and print what the resident will hear."""

    async def work(register: Register, now: datetime) -> None:
        done = await register.act(receipt, Act(action, actor, role, now, params))
        *_, last = await register.history(receipt)
        tables.print_state(done, register.told(last, done.language), register.district)

    _do(work)


def print_page(wanted: Wanted, *, overdue: bool, after: str | None) -> None:
    """Print a page of the board; the next one begins after the last receipt of this one."""

    async def work(register: Register, now: datetime) -> None:
        begin = mark_of(await register.get(after)) if after else None
        page = replace(wanted, after=begin, due_before=now if overdue else None)
        tables.print_list(await register.board(page), register.district, now)

    _do(work)


def print_found(phone: str) -> None:
    """Print what was filed with a telephone number."""

    async def work(register: Register, now: datetime) -> None:
        tables.print_list(await register.by_phone(phone), register.district, now)

    _do(work)


def show(receipt: str, actor: str, role: Role, *, personal: bool) -> None:
    """Print one complaint and its history; who it was only after the look is written down."""

    async def work(register: Register, now: datetime) -> None:
        one = await register.get(receipt)
        contact = await register.contact(receipt, actor=actor, role=role, at=now) if personal else None
        tables.print_one(one, contact, register.categories.get(one.category), register.district)
        tables.print_history(await register.history(receipt), register)

    _do(work)


def file(fields: Mapping[str, Any], actor: str, role: Role) -> None:
    """File for somebody, and print the number and what they will hear."""
    filing = made(**fields, channel="counter", behalf=True)

    async def work(register: Register, now: datetime) -> None:
        one = await register.file(filing, actor=actor, role=role, at=now)
        *_, last = await register.history(one.receipt)
        number = f"[bold]{grouped(one.receipt)}[/]  ({spoken(one.receipt, one.language)})"
        out.print(number, highlight=False)
        tables.print_state(one, register.told(last, one.language), register.district)

    _do(work)
