"""`voicebot complaint`: what staff do with complaints until there is a console."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Annotated, cast, get_args

import typer

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.states import Action, Role

__all__ = ["complaint"]

complaint = typer.Typer(
    help="Complaints: list, show, and lead them on. What may follow what, and who may do it, is one table: "
    "`voicebot complaint table`.",
    no_args_is_help=True,
)
Receipt = Annotated[str, typer.Argument(help="Its number, as '12 34 56 78 6', 123456786, or as it was said.")]
Why = Annotated[str, typer.Option(help="A plain sentence, spoken to the resident: '부품이 아직 안 왔어요'.")]
Department = Annotated[str | None, typer.Option(help="Id of the department (district.toml).")]


@dataclass(frozen=True)
class Staff:
    """Who is at the keyboard."""

    actor: str
    role: str | None

    def as_(self, usual: Role) -> Role:
        """The role that was given, else the usual one."""
        return cast("Role", self.role or usual)


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


def _act(
    context: typer.Context,
    receipt: str,
    action: Action,
    usual: Role = "officer",
    **params: str | int | bool | None,
) -> None:
    """Do it, and print what the resident will hear."""
    from voicebot.commands.complaint_work import act

    staff: Staff = context.obj
    act(read_receipt(receipt), action, staff.actor, staff.as_(usual), params)


@complaint.command("list")
def list_(
    state: Annotated[str | None, typer.Option(help="Only in this state.")] = None,
    department: Department = None,
    category: Annotated[str | None, typer.Option(help="Only of this category.")] = None,
    overdue: Annotated[bool, typer.Option(help="Only what should have been answered.")] = False,
    phone: Annotated[str | None, typer.Option(help="Only what was filed with this full number.")] = None,
    closed: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    page: Annotated[int, typer.Option(min=1, help="Which page of them.")] = 1,
) -> None:
    """What there is to do, what is due first comes first; nothing personal."""
    from voicebot.commands.complaint_work import print_found, print_page

    if phone:
        print_found(phone)
    else:
        columns = {"state": state, "department": department, "category": category}
        only_open = overdue or not (closed or state)
        print_page(columns, overdue=overdue, only_open=only_open, limit=limit, page=page)


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


@complaint.command()
def accept(context: typer.Context, receipt: Receipt, department: Department = None) -> None:
    """Take it on; the department is the category's unless you name another."""
    _act(context, receipt, "accept", department=department)


@complaint.command()
def assign(
    context: typer.Context,
    receipt: Receipt,
    assignee: Annotated[str, typer.Argument(help="Who will handle it; residents do not hear the name.")],
    department: Department = None,
) -> None:
    """Say who handles it; can be done again when somebody else takes over."""
    _act(context, receipt, "assign", assignee=assignee, department=department)


@complaint.command()
def start(context: typer.Context, receipt: Receipt) -> None:
    """Say that work has begun; the resident hears who is at it."""
    _act(context, receipt, "start")


@complaint.command()
def ask(
    context: typer.Context,
    receipt: Receipt,
    question: Annotated[str, typer.Argument(help="What you need to know, in plain words.")],
) -> None:
    """Ask the resident for more; the legal period stands still until they reply."""
    _act(context, receipt, "ask", question=question)


@complaint.command()
def reply(
    context: typer.Context,
    receipt: Receipt,
    text: Annotated[str, typer.Argument(help="What they said.")],
) -> None:
    """Write down what the resident replied; the period goes on."""
    _act(context, receipt, "reply", "counter", text=text)


@complaint.command()
def transfer(
    context: typer.Context,
    receipt: Receipt,
    to: Annotated[str, typer.Argument(help="Id of a department here, or the name of another office.")],
    why: Why,
    phone: Annotated[str | None, typer.Option(help="Whom to call there; ours or 120 if left out.")] = None,
) -> None:
    """Pass it to who is in charge: the resident hears to whom, why, and the number."""
    _act(context, receipt, "transfer", to=to, why=why, phone=phone)


@complaint.command()
def extend(
    context: typer.Context,
    receipt: Receipt,
    length: Annotated[int, typer.Argument(help="Working days, or hours where the period is in hours.")],
    why: Why,
    consent: Annotated[bool, typer.Option(help="The resident agrees; needed the second time.")] = False,
) -> None:
    """Take more time, at most as much again: once by yourself, once more with consent."""
    _act(context, receipt, "extend", length=length, why=why, consent=consent)


@complaint.command()
def answer(
    context: typer.Context,
    receipt: Receipt,
    outcome: Annotated[str, typer.Argument(help="granted, partly, done (already) or refused.")],
    text: Annotated[str, typer.Argument(help="The answer, in plain words; of a refusal also the reason.")],
) -> None:
    """Answer it: the resident hears the outcome, and the answer in your words."""
    _act(context, receipt, "answer", outcome=outcome, answer=text)


@complaint.command()
def rate(
    context: typer.Context,
    receipt: Receipt,
    stars: Annotated[int, typer.Argument(min=1, max=5, help="How satisfied they are.")],
) -> None:
    """Write down how satisfied the resident is."""
    _act(context, receipt, "rate", "counter", stars=stars)


@complaint.command()
def reopen(context: typer.Context, receipt: Receipt) -> None:
    """Look at it again, within 60 days of the answer; a refusal is decided anew within 10 working days."""
    _act(context, receipt, "reopen")


@complaint.command()
def withdraw(context: typer.Context, receipt: Receipt) -> None:
    """Take it back because the resident asks for it."""
    _act(context, receipt, "withdraw", "counter")


@complaint.command()
def merge(
    context: typer.Context,
    receipt: Receipt,
    into: Annotated[str, typer.Argument(help="Number of the one that goes on.")],
) -> None:
    """Join it to an earlier one about the same thing."""
    _act(context, receipt, "merge", into=read_receipt(into))
