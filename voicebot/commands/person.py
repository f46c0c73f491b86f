"""`voicebot complaint export|erase`: what is kept about a person, given to them or forgotten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, TypeVar

import typer

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.states import Role
from voicebot.commands.complaint_words import Receipt, Staff
from voicebot.commands.console import out
from voicebot.errors import ComplaintError

__all__ = ["add_to"]

_T = TypeVar("_T")
Phone = Annotated[
    str,
    typer.Option(help="The full number it was filed with (else the e-mail or address): ask the caller."),
]


def add_to(group: typer.Typer) -> None:
    """Add the commands to the group of complaints."""
    group.command("export")(export)
    group.command("erase")(erase)


def export(context: typer.Context, receipt: Receipt, phone: Phone = "") -> None:
    """Print all that is kept about who filed it, as JSON; that you did is kept for good."""
    staff: Staff = context.obj
    actor, role, number = staff.actor, staff.as_("officer"), read_receipt(receipt)
    kept = _do(number, phone, lambda person, at: person.export(number, actor=actor, role=role, at=at))
    out.print_json(json.dumps(kept, ensure_ascii=False))


def erase(
    context: typer.Context,
    receipt: Receipt,
    phone: Phone = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget who filed it, and what was said once it is closed; what happened stays, without either."""
    staff: Staff = context.obj
    actor, number = staff.actor, read_receipt(receipt)
    role: Role = staff.as_("officer")
    if not yes:
        typer.confirm(
            "Nobody can be called back about it any more, and this cannot be undone. Go on?", abort=True
        )
    gone = _do(number, phone, lambda person, at: person.erase(number, actor=actor, role=role, at=at))
    out.print(f"Erased: {', '.join(gone)}.")
    if "words" not in gone:
        out.print("What was said is still needed; erase it once the complaint is closed.")


def _do(receipt: str, phone: str, work: Callable[..., Awaitable[_T]]) -> _T:
    from voicebot.civic.complaints.categories import load_categories
    from voicebot.civic.complaints.office import Office
    from voicebot.civic.district import load_district
    from voicebot.civic.overlay.in_force import district_in_force
    from voicebot.settings import settings
    from voicebot.store.database import open_database
    from voicebot.store.keys import load_keyring

    async def run() -> _T:
        found = settings()
        engine = await open_database(found)
        try:
            district = await district_in_force(engine, load_district(found.district_dir))
            categories = load_categories(found.district_dir)
            office = Office(engine, load_keyring(found), district, categories, found)
            if not await office.person.confirms(receipt, phone):
                raise ComplaintError(
                    "phone_wrong", "It was not filed with that; ask again, and give --phone."
                )
            at: datetime = office.now()
            return await work(office.person, at)
        finally:
            await engine.dispose()

    return asyncio.run(run())
