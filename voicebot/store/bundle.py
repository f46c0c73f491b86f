"""A backup as one file: a tar archive of what it holds, the database, and the photos and sounds."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import tarfile
from collections.abc import Iterable
from pathlib import Path

from voicebot.errors import StoreError

__all__ = ["DATABASE", "FILES", "is_bundle", "pack", "unpack"]

DATABASE, FILES = "database", "attachments"
_CONTENTS = "contents.json"
_NAME = re.compile(rf"{FILES}/([0-9a-f]{{64}})")
"""Nothing that an archive says may name a file anywhere else."""


def is_bundle(source: Path) -> bool:
    """Whether it is one, and not the bare database that older desks wrote."""
    return tarfile.is_tarfile(source)


def pack(target: Path, kind: str, database: Path, files: Iterable[Path]) -> None:
    """Write one, for its owner only, down to the disk.

    Args:
        target: a file that is not there yet.
        kind: of database: ``sqlite`` or ``postgresql``.
        database: the copy of it.
        files: photos and sounds, as they lie on the disk.
    """
    attached = sorted(files)
    contents = json.dumps({"database": kind, "files": len(attached)}).encode()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            head = tarfile.TarInfo(_CONTENTS)
            head.size = len(contents)
            archive.addfile(head, io.BytesIO(contents))
            archive.add(database, DATABASE, filter=_nobodys)
            for path in attached:
                archive.add(path, f"{FILES}/{path.name}", filter=_nobodys)
        file.flush()
        os.fsync(file.fileno())


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Who ran the desk here says nothing where it is restored."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def unpack(source: Path, folder: Path) -> str:
    """Lay what a bundle holds into an empty folder: `DATABASE`, and `FILES` with the photos and sounds.

    Returns:
        The kind of database.

    Raises:
        StoreError: ``no_backup``: something else is in it, or not everything.
    """
    (folder / FILES).mkdir(mode=0o700)
    try:
        with tarfile.open(source) as archive:
            contents = json.loads(_member(archive, archive.next()).read())
            found = [_lay(archive, member, folder) for member in archive if member.name != _CONTENTS]
        whole = found.count(DATABASE) == 1 and len(found) == 1 + contents["files"]
        kind = str(contents["database"])
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StoreError("no_backup", f"{source} is no backup of a desk, or is damaged.") from error
    if not whole:
        raise StoreError("no_backup", f"{source} is cut short; take another backup.")
    return kind


def _lay(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    if member.name != DATABASE and not _NAME.fullmatch(member.name):
        raise ValueError("what is this?")
    path = folder / member.name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(_member(archive, member), file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())
    os.utime(path, (member.mtime, member.mtime))
    return member.name


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo | None) -> io.BufferedIOBase:
    file = archive.extractfile(member) if member and member.isreg() else None
    if file is None:
        raise ValueError("no file")
    return file  # type: ignore[return-value]
