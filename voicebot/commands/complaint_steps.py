"""`voicebot complaint accept|assign|…`: lead a complaint on, a command for each action of the table."""

from __future__ import annotations

from typing import Annotated

import typer

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.civic.complaints.states import Action, Role
from voicebot.commands.complaint_words import Department, Receipt, Staff

__all__ = ["steps"]

steps = typer.Typer()
Why = Annotated[str, typer.Option(help="A plain sentence, spoken to the resident: '부품이 아직 안 왔어요'.")]


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


@steps.command()
def accept(context: typer.Context, receipt: Receipt, department: Department = None) -> None:
    """Take it on; the department is the category's unless you name another."""
    _act(context, receipt, "accept", department=department)


@steps.command()
def assign(
    context: typer.Context,
    receipt: Receipt,
    assignee: Annotated[str, typer.Argument(help="Who will handle it; residents do not hear the name.")],
    department: Department = None,
) -> None:
    """Say who handles it; can be done again when somebody else takes over."""
    _act(context, receipt, "assign", assignee=assignee, department=department)


@steps.command()
def start(context: typer.Context, receipt: Receipt) -> None:
    """Say that work has begun; the resident hears who is at it."""
    _act(context, receipt, "start")


@steps.command()
def ask(
    context: typer.Context,
    receipt: Receipt,
    question: Annotated[str, typer.Argument(help="What you need to know, in plain words.")],
) -> None:
    """Ask the resident for more; the legal period stands still until they reply."""
    _act(context, receipt, "ask", question=question)


@steps.command()
def reply(
    context: typer.Context,
    receipt: Receipt,
    text: Annotated[str, typer.Argument(help="What they said.")],
) -> None:
    """Write down what the resident replied; the period goes on."""
    _act(context, receipt, "reply", "counter", text=text)


@steps.command()
def transfer(
    context: typer.Context,
    receipt: Receipt,
    to: Annotated[str, typer.Argument(help="Id of a department here, or the name of another office.")],
    why: Why,
    phone: Annotated[str | None, typer.Option(help="Whom to call there; ours or 120 if left out.")] = None,
) -> None:
    """Pass it to who is in charge: the resident hears to whom, why, and the number."""
    _act(context, receipt, "transfer", to=to, why=why, phone=phone)


@steps.command()
def extend(
    context: typer.Context,
    receipt: Receipt,
    length: Annotated[int, typer.Argument(help="Working days, or hours where the period is in hours.")],
    why: Why,
    consent: Annotated[bool, typer.Option(help="The resident agrees; needed the second time.")] = False,
) -> None:
    """Take more time, at most as much again: once by yourself, once more with consent."""
    _act(context, receipt, "extend", length=length, why=why, consent=consent)


@steps.command()
def answer(
    context: typer.Context,
    receipt: Receipt,
    outcome: Annotated[str, typer.Argument(help="granted, partly, done (already) or refused.")],
    text: Annotated[str, typer.Argument(help="The answer, in plain words; of a refusal also the reason.")],
) -> None:
    """Answer it: the resident hears the outcome, and the answer in your words."""
    _act(context, receipt, "answer", outcome=outcome, answer=text)


@steps.command()
def rate(
    context: typer.Context,
    receipt: Receipt,
    stars: Annotated[int, typer.Argument(min=1, max=5, help="How satisfied they are.")],
) -> None:
    """Write down how satisfied the resident is."""
    _act(context, receipt, "rate", "counter", stars=stars)


@steps.command()
def reopen(context: typer.Context, receipt: Receipt) -> None:
    """Look at it again, within 60 days of the answer; a refusal is decided anew within 10 working days."""
    _act(context, receipt, "reopen")


@steps.command()
def withdraw(context: typer.Context, receipt: Receipt) -> None:
    """Take it back because the resident asks for it."""
    _act(context, receipt, "withdraw", "counter")


@steps.command()
def merge(
    context: typer.Context,
    receipt: Receipt,
    into: Annotated[str, typer.Argument(help="Number of the one that goes on.")],
) -> None:
    """Join it to an earlier one about the same thing."""
    _act(context, receipt, "merge", into=read_receipt(into))
