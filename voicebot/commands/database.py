"""`voicebot db`: the store's upkeep."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.table import Table

from voicebot.commands.console import out
from voicebot.settings import settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

__all__ = ["db"]

db = typer.Typer(
    help="The store: upgrade, back up, restore, check, purge, and change its keys.", no_args_is_help=True
)
_T = TypeVar("_T")


def _with(engine: AsyncEngine, work: Callable[[AsyncEngine], Awaitable[_T]]) -> _T:
    async def run() -> _T:
        try:
            return await work(engine)
        finally:
            await engine.dispose()

    return asyncio.run(run())


def _opened(work: Callable[[AsyncEngine], Awaitable[_T]]) -> _T:
    """Work on the database of the settings, its tables brought up to date first."""
    from voicebot.store.database import open_database

    return _with(asyncio.run(open_database(settings())), work)


@db.command()
def upgrade() -> None:
    """Bring the tables up to date; the desk does it too when it starts. Take a backup first."""
    from voicebot.store.database import database_url, newest_revision
    from voicebot.store.database import upgrade as run

    run(database_url(settings()))
    out.print(f"The tables are at migration {newest_revision()}.")


@db.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where it goes; must not be there yet.")],
) -> None:
    """Copy the whole store to a file, photos and sounds too, while the desk goes on working.

    What is personal is in it only as it is sealed: keep the key file (or the keys of the settings) too.
    """
    from voicebot.store.attachments import attachments_dir
    from voicebot.store.backup import backup as run
    from voicebot.store.database import database_url

    attached = run(database_url(settings()), file, attachments_dir(settings().data_dir))
    out.print(f"{file}: {file.stat().st_size / 1e6:.1f} MB, {attached} photos and sounds in it.")
    if not settings().keys:
        out.print(f"Keep {settings().keys_file} too, elsewhere: without it nobody can be called back.")


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `voicebot db backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the store. Stop the desk first; what is in the store now is lost."""
    from voicebot.store.attachments import attachments_dir
    from voicebot.store.backup import restore as run
    from voicebot.store.database import database_url
    from voicebot.store.database import upgrade as bring_up_to_date

    if not yes:
        typer.confirm("Everything in the store is replaced. Go on?", abort=True)
    run(database_url(settings()), file, attachments_dir(settings().data_dir))
    bring_up_to_date(database_url(settings()))
    out.print("Restored. `voicebot db check` tells whether it is whole.")


@db.command()
def check() -> None:
    """Check the file, the migrations, every complaint against its own events, and every photo and sound.

    Changes nothing.
    """
    from voicebot.store.attachments import Attachments, attachments_dir
    from voicebot.store.checking import check as run
    from voicebot.store.database import connect, database_url
    from voicebot.store.keys import load_keyring

    keys = load_keyring(settings())
    folder = attachments_dir(settings().data_dir)
    count, problems = _with(
        connect(database_url(settings())),
        lambda engine: run(engine, keys, Attachments(engine, folder, keys)),
    )
    for problem in problems:
        out.print(f"[red]{problem}[/]", highlight=False)
    out.print(f"{count} complaints, {len(problems)} problems")
    raise typer.Exit(bool(problems))


@db.command("rotate-keys")
def rotate(
    forget_old: Annotated[
        bool,
        typer.Option(
            help="Take older keys out of the file: older backups keep their secrets for good. Stop the desk."
        ),
    ] = False,
) -> None:
    """Make a new key and seal every contact, photo and sound with it, while the desk goes on working.

    Keys of the settings are changed there: put the new one first, start the desk again, run this, then take
    the old ones out.
    """
    from voicebot.store.rotation import rotate_keys

    count = _opened(lambda engine: rotate_keys(settings(), engine, forget=forget_old))
    out.print(
        f"{count} contacts, photos and sounds are sealed with the newest key. "
        "Restart the desk so that it uses it too."
    )


@db.command()
def purge() -> None:
    """Remove what has been kept long enough, and say what. Run it once a day.

    The periods are settings: VOICEBOT_RETENTION__CONTACTS_DAYS and its like.
    """
    from voicebot.civic.faq import load_faq
    from voicebot.civic.publishing.house import open_house
    from voicebot.civic.scripts.upkeep import clear_scripts
    from voicebot.store.attachments import Attachments, attachments_dir
    from voicebot.store.keys import load_keyring
    from voicebot.store.retention import purge as run
    from voicebot.store.retention import purge_attachments

    scripts = settings().scripts.keep_days
    periods, folder, now = settings().retention, attachments_dir(settings().data_dir), dt.datetime.now(dt.UTC)

    async def all_of_it(engine: AsyncEngine) -> dict[str, int]:
        attachments = Attachments(engine, folder, load_keyring(settings()))
        files = await purge_attachments(attachments, periods, now)
        house = open_house(engine, settings(), load_faq(settings().district_dir), lambda: now)
        cleared = await clear_scripts(engine, house.publisher, settings(), now)
        return {**await run(engine, periods, now), **files, **cleared}

    removed = _opened(all_of_it)
    table = Table("what", "kept for", "removed now")
    for kind, days in (
        ("questions", periods.questions_days),
        ("callbacks", periods.callbacks_days),
        ("contacts", periods.contacts_days),
        ("joins", periods.contacts_days),
        ("complaints", periods.complaints_days),
        ("photos", periods.complaints_days),
        ("sounds", periods.sounds_days),
        ("outbox", periods.outbox_days),
        ("batches", scripts),
        ("tallies", periods.tallies_days),
    ):
        table.add_row(kind, f"{days} days", str(removed[kind]))
    out.print(table)
    for kind, whose in (("takes", "no batch"), ("voices", "no answer")):
        if removed[kind]:
            out.print(f"{removed[kind]} recordings that {whose} refers to any more are gone.")
    if removed["orphans"]:
        out.print(f"{removed['orphans']} files were left by a crash and belonged to nothing; they are gone.")
