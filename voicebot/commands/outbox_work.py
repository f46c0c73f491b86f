"""What the outbox commands do."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection
from typing import TypeVar

from rich.table import Table

from voicebot.civic.complaints.receipt import grouped
from voicebot.commands.console import out
from voicebot.settings import settings
from voicebot.store.database import open_database
from voicebot.store.outbox import Outbox, State

__all__ = ["print_letters", "retry"]

_T = TypeVar("_T")


def _do(work: Callable[[Outbox], Awaitable[_T]]) -> _T:
    async def run() -> _T:
        engine = await open_database(settings())
        try:
            return await work(Outbox(engine))
        finally:
            await engine.dispose()

    return asyncio.run(run())


def print_letters(states: Collection[State], limit: int) -> None:
    """Print rows of the outbox in these states."""
    found = _do(lambda outbox: outbox.listed(states, limit))
    table = Table("no.", "webhook", "state", "complaint", "now", "tries", "last error", "next try")
    for letter in found:
        row = letter.row
        then = f"{row.due_at:%Y-%m-%d %H:%M:%S} UTC" if row.state == "waiting" else ""
        number, told = grouped(letter.complaint.receipt), letter.event.state
        table.add_row(str(row.id), row.channel, row.state, number, told, str(row.tries), row.error, then)
    out.print(table)
    out.print(f"{len(found)} notices")


def retry(numbers: Collection[int]) -> None:
    """Send dead rows again, and say how many."""
    count = _do(lambda outbox: outbox.retry(numbers, dt.datetime.now(dt.UTC)))
    out.print(f"{count} notices are sent again by the running desk.")
