"""How complaints look on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.markup import escape
from rich.table import Column
from rich.table import Table as Grid

from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.receipt import grouped
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import table
from voicebot.civic.complaints.telling import department_name
from voicebot.civic.district import District
from voicebot.commands.console import out
from voicebot.store.tables import ComplaintEvent

__all__ = ["print_history", "print_list", "print_one", "print_rules", "print_state"]


def _when(moment: datetime | None, district: District) -> str:
    return moment.astimezone(district.zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _department(one: Complaint, district: District) -> str:
    if one.department is None:
        return ""
    return department_name(one.department, district, datetime.now(district.zone).date(), "ko")


def print_state(one: Complaint, told: str, district: District) -> None:
    """One line after a change, and what the resident hears."""
    state = table().states[one.state]
    due = f", due {_when(one.due_at, district)}" if one.due_at and not one.closed else ""
    out.print(f"{grouped(one.receipt)} is now [bold]{state.ko}[/] ({state.en}){due}.", highlight=False)
    out.print(f"They hear: {escape(told)}", highlight=False)


def print_list(found: Sequence[Complaint], district: District, now: datetime) -> None:
    """Many, a line each."""
    fixed = (Column(name, no_wrap=True) for name in ("receipt", "state"))
    grid = Grid(*fixed, "category", "department", "for", "filed", "due")
    for one in found:
        due = _when(one.due_at, district)[5:] or (
            "waits for the resident" if one.state == "need_info" else ""
        )
        grid.add_row(
            grouped(one.receipt),
            table().states[one.state].ko,
            one.category,
            _department(one, district),
            escape(one.assignee or ""),
            _when(one.filed_at, district)[5:10],
            f"[bold red]{due}, overdue[/]" if one.overdue(now) else due,
        )
    out.print(grid)
    out.print(f"{len(found)} complaint{'' if len(found) == 1 else 's'}")


def print_one(one: Complaint, contact: Contact | None, category: Category, district: District) -> None:
    """Everything about one."""
    grid = Grid(show_header=False)
    for name, value in {
        "receipt": grouped(one.receipt),
        "kind": "민원" if one.kind == "petition" else "제보 (no legal period)",
        "state": table().states[one.state].ko,
        "category": category.name.ko,
        "department": _department(one, district),
        "assignee": one.assignee,
        "filed": _when(one.filed_at, district),
        "due": _when(one.due_at, district),
        "what": one.what,
        "place": one.place,
        "since": one.occurred,
        **{question.ko: one.answers.get(question.id) for question in category.ask},
        "replies": "\n".join(one.replies),
        "outcome": table().outcomes[one.outcome].ko if one.outcome else None,
        "merged into": grouped(one.merged_into) if one.merged_into else None,
        "who": _who(one, contact),
    }.items():
        if value:
            grid.add_row(escape(name), escape(str(value)))
    out.print(grid)


def _who(one: Complaint, contact: Contact | None) -> str:
    if contact is not None:
        return "\n".join(value for value in contact.model_dump().values() if value) or "not known"
    return "known; --personal shows it" if one.has_contact else "not known"


def print_history(events: Sequence[ComplaintEvent], register: Register) -> None:
    """What happened, in order, as the resident hears it."""
    grid = Grid("when", "who", "as", "what", "told")
    for event in events:
        written = event.params.get("question") or event.params.get("answer") or ""
        told = "\n".join(line for line in (register.told(event, "ko"), written) if line)
        when = _when(event.at, register.district)
        grid.add_row(when, escape(event.actor), event.role, event.action, escape(told))
    out.print(grid)


def print_rules() -> None:
    """The table of states."""
    rules = table()
    grid = Grid("action", "from", "to", "who may", "needs", show_lines=True)
    for name, rule in rules.actions.items():
        sources = ", ".join(rules.states[state].ko for state in rule.sources)
        grid.add_row(name, sources, rules.states[rule.to].ko, ", ".join(rule.who), ", ".join(rule.needs))
    out.print(grid)
