"""`voicebot callbacks`: who wants to be called by a person."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from voicebot.commands.console import out

if TYPE_CHECKING:
    from voicebot.store.callbacks import Callbacks

__all__ = ["callbacks"]

callbacks = typer.Typer(help="Who wants to be called by a person.", no_args_is_help=True)
Result = TypeVar("Result")


@callbacks.command("list")
def list_(
    done_too: Annotated[bool, typer.Option("--all", help="Those who were called, too.")] = False,
) -> None:
    """Who waits, the longest first, with the number to call."""
    from rich.table import Table

    from voicebot.civic.district import load_district
    from voicebot.settings import settings

    zone = load_district(settings().district_dir).zone
    table = Table("no.", "asked", "call", "when", "about", "language")
    for one in _with(lambda queue: queue.waiting(done_too=done_too)):
        at, phone = one.asked_at.astimezone(zone).strftime("%m-%d %H:%M"), one.phone or "done"
        table.add_row(str(one.number), at, phone, one.wanted, one.summary, one.language)
    out.print(table)


@callbacks.command("done")
def done(number: Annotated[int, typer.Argument(help="As in the list.")]) -> None:
    """They were called: the telephone number is erased."""
    _with(lambda queue: queue.done(number, getpass.getuser()))
    out.print(f"{number} is done.")


def _with(work: Callable[[Callbacks], Awaitable[Result]]) -> Result:
    """Do something with the queue of this desk's database."""
    from voicebot.settings import settings
    from voicebot.store.callbacks import Callbacks
    from voicebot.store.database import open_database
    from voicebot.store.keys import load_keyring

    async def run() -> Result:
        engine = await open_database(settings())
        try:
            return await work(Callbacks(engine, load_keyring(settings())))
        finally:
            await engine.dispose()

    return asyncio.run(run())
