"""Backups while the desk goes on working: the database as it was at one moment, with the files it told of.

Files are written before their rows and removed before them, so all that a moment tells of are there or were
just being removed. They are linked beside their folder at once, which takes no room and holds them still,
then copied at leisure. A backup holds contacts, photos and sounds only as they are sealed; the keys
(`voicebot.store.keys`) are kept apart from it.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from voicebot.errors import StoreError
from voicebot.store.attachment_files import COPYING
from voicebot.store.bundle import DATABASE, FILES, is_bundle, pack, unpack
from voicebot.store.moment import Moment, kind_of, moment, put_back

__all__ = ["backup", "restore"]

_LOOKS = 10
_LOOK_S = 0.2
"""Between two looks; to remove a file and then its row takes some hundredths of a second."""


def backup(url: str, target: Path, folder: Path) -> int:
    """Write the whole store to a file as it was at one moment.

    Args:
        url: SQLAlchemy URL of the database.
        target: a file that is not there yet; it appears when it is whole.
        folder: of the photos and sounds.

    Returns:
        How many photos and sounds are in it.

    Raises:
        StoreError: the file is there (``backup_exists``), or the database's tools are missing or fail.
    """
    if target.exists():
        raise StoreError("backup_exists", f"{target} is there already; name another file.")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with _beside(folder) as held, TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as own:
            with _held(url, folder, held) as now:
                now.copy(Path(own) / DATABASE)
            files = [held / name for name in now.names if (held / name).is_file()]
            pack(unfinished, kind_of(url), Path(own) / DATABASE, files)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(files)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as another, gone afterwards."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=COPYING, dir=folder.parent) as beside:
        yield Path(beside)


@contextmanager
def _held(url: str, folder: Path, held: Path) -> Iterator[Moment]:
    """A moment of which all files are linked, save those that are missing whenever one looks."""
    before: Set[str] | None = None
    for look in range(_LOOKS):
        with moment(url) as now:
            missing = {name for name in now.names if not _link(folder / name, held / name)}
            if not missing or missing == before or look == _LOOKS - 1:
                yield now
                return
        before = missing
        time.sleep(_LOOK_S)


def _link(file: Path, other: Path) -> bool:
    """Whether it is there; where a disk knows no links it is copied."""
    if other.exists():
        return True
    try:
        os.link(file, other)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copy2(file, other)
    return True


def restore(url: str, source: Path, folder: Path) -> None:
    """Put a backup in the place of a store; what is in the store now is lost.

    Args:
        url: SQLAlchemy URL of the database; other desks must not be writing to it.
        source: a file that `backup` wrote; of one that an older desk wrote, only the database is in it.
        folder: of the photos and sounds.

    Raises:
        StoreError: the file is no backup (``no_backup``) of such a database, or PostgreSQL's tools are
            missing or fail.
    """
    if not source.is_file():
        raise StoreError("no_backup", f"{source} is not there.")
    if not is_bundle(source):
        put_back(url, source)
        return
    with _beside(folder) as own:
        kind = unpack(source, own)
        if kind != kind_of(url):
            raise StoreError("no_backup", f"It is a backup of {kind}, and this store is {kind_of(url)}.")
        put_back(url, own / DATABASE)
        _change_places(folder, own / FILES, own / "replaced")


def _change_places(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
