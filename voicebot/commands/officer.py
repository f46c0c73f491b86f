"""What officers' commands share: the store they work on, who they are, and how things are shown."""

from __future__ import annotations

import asyncio
import datetime as dt
import getpass
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from voicebot.settings import settings

if TYPE_CHECKING:
    from voicebot.civic.publishing.house import House
    from voicebot.store.ledger import Ledger
    from voicebot.talk.desk import Desk

__all__ = ["Actor", "At", "EntryId", "Language", "on_desk", "on_house", "on_ledger", "who"]

Result = TypeVar("Result")
EntryId = Annotated[str, typer.Argument(help="The entry's id, such as passport-fee.")]
Language = Annotated[str, typer.Option(help="ko or en.")]
Actor = Annotated[str, typer.Option("--as", help="Who does it; the user of this shell when left out.")]
At = Annotated[
    int | None, typer.Option("--at", help="The version that you saw; refused if it has changed since.")
]


def who(actor: str) -> str:
    """The officer, by name."""
    return actor or getpass.getuser()


def on_house(work: Callable[[House], Awaitable[Result]]) -> Result:
    """Do something with the entries of this desk's store; no model is loaded."""
    from voicebot.civic.district import load_district
    from voicebot.civic.faq import load_faq
    from voicebot.civic.publishing.house import open_house
    from voicebot.store.database import open_database

    own = settings()
    zone = load_district(own.district_dir).zone

    async def run() -> Result:
        engine = await open_database(own)
        try:
            house = open_house(engine, own, load_faq(own.district_dir), lambda: dt.datetime.now(zone))
            return await work(house)
        finally:
            await engine.dispose()

    return asyncio.run(run())


def on_ledger(work: Callable[[Ledger], Awaitable[Result]]) -> Result:
    """Do something with what officers have laid over the district's files."""
    from voicebot.store.database import open_database
    from voicebot.store.ledger import Ledger

    async def run() -> Result:
        engine = await open_database(settings())
        try:
            return await work(Ledger(engine))
        finally:
            await engine.dispose()

    return asyncio.run(run())


def on_desk(work: Callable[[Desk], Awaitable[Result]]) -> Result:
    """Do something with what the desk understands; takes seconds to begin."""
    from voicebot.talk.desk import Desk

    async def run() -> Result:
        desk = Desk(settings())
        try:
            await desk.open_knowledge()
            return await work(desk)
        finally:
            await desk.close()

    return asyncio.run(run())


def read_text(path: Path) -> str:
    """A file that an officer names.

    Raises:
        BadParameter: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path} cannot be read as UTF-8: {error}") from error
