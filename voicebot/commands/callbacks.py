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


@callbacks.command("ring")
def ring(
    name: Annotated[str, typer.Argument(help="The handset, as in VOICEBOT_HANDSETS__TOKENS.")],
    say: Annotated[str, typer.Option(help="What whoever lifts it is to hear.")],
    url: Annotated[str, typer.Option(help="The desk.")] = "http://127.0.0.1:8000",
) -> None:
    """Ring a handset, and say something to whoever lifts it; nothing of it is kept."""
    import httpx

    from voicebot.errors import ProtocolError
    from voicebot.settings import settings

    key = settings().handsets.ring_key
    try:
        answer = httpx.post(
            f"{url.rstrip('/')}/v1/handsets/{name}/ring",
            json={"say": say},
            headers={"Authorization": f"Bearer {key.get_secret_value() if key else ''}"},
        )
    except httpx.TransportError as error:
        raise ProtocolError("no_desk", f"No desk answers at {url} ({type(error).__name__}).") from None
    told = {202: "It rings.", 401: "VOICEBOT_HANDSETS__RING_KEY is not the desk's.", 404: "It is not there."}
    if answer.status_code != 202:
        raise ProtocolError("not_rung", told.get(answer.status_code, f"HTTP {answer.status_code}"))
    out.print(told[202])


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
