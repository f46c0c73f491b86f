"""Models made from packaged ones, once a machine and not once a start."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from voicebot.settings import settings

__all__ = ["load_prepared", "prepared_folder"]

T = TypeVar("T")


def prepared_folder(source: Path, recipe: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills from a source, from the cache or made now.

    It is filled beside its place and moved there: two processes may do it at once, one of them wins.

    Args:
        source: the file that decides what comes out, with the recipe.
        recipe: name and version of what `make` does; another one makes another folder.
        make: fills the folder it is given.

    Raises:
        OSError: the source cannot be read or the cache cannot be written.
    """
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    target = settings().cache_dir / "prepared" / f"{source.parent.name}-{digest}-{recipe}"
    if not target.exists():
        _fill(target, make)
    return target


def load_prepared(source: Path, recipe: str, make: Callable[[Path], None], load: Callable[[Path], T]) -> T:
    """Load what `prepared_folder` gives; a folder that does not load is made again, once.

    Raises:
        OSError: as `prepared_folder`.
        Exception: whatever `load` raises of a folder just made.
    """
    folder = prepared_folder(source, recipe, make)
    try:
        return load(folder)
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        return load(prepared_folder(source, recipe, make))


def _fill(target: Path, make: Callable[[Path], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=target.parent, suffix=".part"))
    try:
        make(part)
        part.rename(target)
    except OSError:
        if not target.exists():  # else another process was first
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
