"""`voicebot complaint attachment`: photos and sounds of a complaint, for staff."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table

from voicebot.civic.complaints.receipt import read_receipt
from voicebot.commands.console import out
from voicebot.settings import settings

if TYPE_CHECKING:
    from voicebot.civic.complaints.attaching import Attaching

__all__ = ["attachment"]

attachment = typer.Typer(help="Photos and sounds of a complaint: list, save.", no_args_is_help=True)
_T = TypeVar("_T")
Receipt = Annotated[str, typer.Argument(help="Number of the complaint.")]


def _do(work: Callable[[Attaching], Awaitable[_T]]) -> _T:
    from voicebot.civic.complaints.attaching import Attaching
    from voicebot.store.attachments import attachments_dir
    from voicebot.store.database import open_database
    from voicebot.store.keys import load_keyring

    async def run() -> _T:
        found = settings()
        engine = await open_database(found)
        try:
            folder, keys = attachments_dir(found.data_dir), load_keyring(found)
            return await work(Attaching(engine, folder, found.attached, keys))
        finally:
            await engine.dispose()

    return asyncio.run(run())


@attachment.command("list")
def list_(receipt: Receipt) -> None:
    """What there is; the names are needed to save one."""
    found = _do(lambda attaching: attaching.listed(read_receipt(receipt)))
    table = Table("name", "kind", "bytes", "since")
    for one in found:
        table.add_row(one.name, one.kind, str(one.size), f"{one.at:%Y-%m-%d %H:%M}")
    out.print(table)


@attachment.command()
def save(
    context: typer.Context,
    receipt: Receipt,
    name: Annotated[str, typer.Argument(help="Which, as the list names it.")],
    file: Annotated[Path, typer.Argument(help="Where it goes; must not be there yet.")],
) -> None:
    """Write one to a file that only you may read; that you looked is kept for good."""
    actor, role, now = context.obj.actor, context.obj.as_("officer"), datetime.now(UTC)
    one, content = _do(
        lambda attaching: attaching.view(read_receipt(receipt), name, actor=actor, role=role, at=now)
    )
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(content)
    out.print(f"{file}: {one.kind}, {one.media}")
