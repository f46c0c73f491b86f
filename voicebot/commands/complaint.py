"""`voicebot complaint`: what staff do with complaints until there is a console."""

from __future__ import annotations

import getpass
from typing import Annotated, get_args

import typer

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.states import Role
from voicebot.commands.complaint_steps import steps
from voicebot.commands.complaint_words import Department, Receipt, Staff

__all__ = ["complaint"]

complaint = typer.Typer(
    help="Complaints: list, show, and lead them on. What may follow what, and who may do it, is one table: "
    "`voicebot complaint table`.",
    no_args_is_help=True,
)
complaint.add_typer(steps)


@complaint.callback()
def who(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(help="Who does it; your user name if left out.")] = None,
    role: Annotated[
        str | None, typer.Option("--as", help=f"In which role: {', '.join(get_args(Role))}.")
    ] = None,
) -> None:
    """Say who does it, for every command of the group."""
    if role is not None and role not in get_args(Role):
        raise typer.BadParameter(f"A role is one of {', '.join(get_args(Role))}.")
    context.obj = Staff(actor or getpass.getuser(), role)


@complaint.command("list")
def list_(
    state: Annotated[str | None, typer.Option(help="Only in this state.")] = None,
    department: Department = None,
    category: Annotated[str | None, typer.Option(help="Only of this category.")] = None,
    overdue: Annotated[bool, typer.Option(help="Only what should have been answered.")] = False,
    phone: Annotated[str | None, typer.Option(help="Only what was filed with this full number.")] = None,
    closed: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    after: Annotated[
        str | None, typer.Option(help="Number of the last one that you have seen; what comes after it.")
    ] = None,
) -> None:
    """What there is to do, what is due first comes first; nothing personal."""
    from voicebot.commands.complaint_work import print_found, print_page
    from voicebot.store.board import Wanted

    if phone:
        print_found(phone)
    else:
        all_of_them = not overdue and (closed or state is not None)
        found = Wanted((state,) if state else (), department, category, closed=all_of_them, limit=limit)
        print_page(found, overdue=overdue, after=after and read_receipt(after))


@complaint.command()
def show(
    context: typer.Context,
    receipt: Receipt,
    personal: Annotated[
        bool, typer.Option("--personal", help="Also who filed it; that you looked is kept for good.")
    ] = False,
) -> None:
    """All that is known of one complaint and what happened to it."""
    from voicebot.commands.complaint_work import show as run

    staff: Staff = context.obj
    run(read_receipt(receipt), staff.actor, staff.as_("officer"), personal=personal)


@complaint.command()
def file(
    context: typer.Context,
    category: Annotated[str, typer.Argument(help="Its id (categories.yaml); 'other' if none fits.")],
    what: Annotated[str, typer.Argument(help="What they say, in their words.")],
    place: Annotated[str, typer.Option(help="Where, in their words.")] = "",
    since: Annotated[str, typer.Option(help="Since when, in their words.")] = "",
    name: Annotated[str, typer.Option(help="Who they are; without it and a way to reach them: 제보.")] = "",
    phone: Annotated[str, typer.Option(help="Where to call them.")] = "",
    address: Annotated[str, typer.Option(help="Where they live.")] = "",
    consent: Annotated[
        bool, typer.Option(help="They heard what is kept, why, how long, that they may refuse, and agreed.")
    ] = False,
    language: Annotated[str, typer.Option(help="In which language they are told.")] = "ko",
) -> None:
    """File for somebody who came or called."""
    from voicebot.commands.complaint_work import file as run

    contact = {"name": name, "phone": phone, "address": address}
    said = {"category": category, "what": what, "place": place, "occurred": since, "language": language}
    staff: Staff = context.obj
    run({**said, "contact": contact, "consent": consent}, staff.actor, staff.as_("counter"))


@complaint.command("table")
def table_() -> None:
    """What may follow what, and who may do it."""
    from voicebot.commands.complaint_tables import print_rules

    print_rules()
