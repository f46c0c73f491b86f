"""The folder of photos and sounds: files by name, sealed; what they belong to is the database's business."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

from voicebot.store.keys import Keyring
from voicebot.store.sealed import opened, pieces, reseal_file, seal_file

__all__ = ["COPYING", "AttachmentFiles", "attachments_dir"]

ORPHAN_S = 3600.0
"""A file without a row that is older was left by a crash; a younger one may be about to get its row."""

COPYING = "copying-"
"""Begins the names of folders beside the files' own, in which backups hold still what they copy."""
COPYING_S = 86400.0
"""Such a folder that is older was left by a crash: no backup takes a day."""


def attachments_dir(data_dir: Path) -> Path:
    """Where the files lie: in the data folder, outside everything that is served."""
    return data_dir / "attachments"


class AttachmentFiles:
    """Writes, reads and removes them; blocks, so it is called in threads.

    Args:
        folder: made at the first use, for its owner only.
        keyring: seals and opens.
    """

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keys = keyring

    def write(self, name: str, content: bytes) -> None:
        """Write a new one, down to the disk."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        seal_file(self._folder / name, pieces(content), self._keys)

    def read(self, name: str) -> bytes:
        """What is in one.

        Raises:
            FileNotFoundError: there is none.
            StoreError: ``key_missing`` or ``file_damaged``.
        """
        return b"".join(opened(self._folder / name, self._keys))

    def size(self, name: str) -> int:
        """How many bytes are in one, read to its end; raises as `read`."""
        return sum(len(piece) for piece in opened(self._folder / name, self._keys))

    def remove(self, name: str) -> None:
        """Remove one, if it is there."""
        (self._folder / name).unlink(missing_ok=True)

    def reseal(self, name: str) -> None:
        """Seal one with the newest key; one that is missing is left to whoever removes or checks.

        Raises:
            StoreError: ``key_missing`` or ``file_damaged``.
        """
        with suppress(FileNotFoundError):
            reseal_file(self._folder / name, self._keys)

    def older(self) -> set[str]:
        """Names of those that are old enough not to get a row any more."""
        before = time.time() - ORPHAN_S
        return {path.name for path in self._folder.glob("*") if _older(path, before)}

    def clear_copies(self) -> None:
        """Remove what backups that crashed have left."""
        before = time.time() - COPYING_S
        for left in self._folder.parent.glob(f"{COPYING}*"):
            if _older(left, before):
                shutil.rmtree(left, ignore_errors=True)


def _older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:  # somebody has removed it meanwhile
        return False
