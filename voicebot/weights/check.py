"""Is a file what its card says: size first, then sha256."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from voicebot.errors import ModelError

__all__ = ["BLOCK", "Count", "check_digest", "check_file", "check_size", "sha256_of", "uncounted"]

BLOCK = 1 << 20
"""Bytes read at once; weights never lie in memory whole."""

Count = Callable[[int], object]
"""Told how many bytes were read just now, for whoever draws progress."""


def uncounted(_: int) -> None:
    """Nobody draws progress."""


def sha256_of(path: Path, count: Count = uncounted) -> str:
    """The digest of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            count(len(block))
    return digest.hexdigest()


def check_size(path: Path, size: int | None, what: str, remedy: str) -> None:
    """Refuse a file that is missing or has the wrong length.

    Args:
        path: the file.
        size: bytes it must have, if known.
        what: how the message calls the file.
        remedy: what to do about it, a sentence.

    Raises:
        ModelError: ``model_missing``, ``model_truncated``.
    """
    if not path.is_file():
        expected = "a file" if size is None else f"{size:,} bytes"
        raise ModelError("model_missing", f"{what} is missing: expected {expected} at {path}. {remedy}")
    found = path.stat().st_size
    if size is not None and found != size:
        raise ModelError(
            "model_truncated", f"{what} is cut or wrong: expected {size:,} bytes, found {found:,}. {remedy}"
        )


def check_digest(found: str, expected: str, what: str, remedy: str) -> None:
    """Refuse content that is not the official one.

    Raises:
        ModelError: ``model_altered``.
    """
    if found != expected:
        raise ModelError(
            "model_altered", f"{what} is altered: expected sha256 {expected}, found {found}. {remedy}"
        )


def check_file(path: Path, size: int | None, sha256: str, what: str, remedy: str) -> None:
    """Refuse a file whose size or content is not what it must be.

    Raises:
        ModelError: ``model_missing``, ``model_truncated``, ``model_altered``.
    """
    check_size(path, size, what, remedy)
    check_digest(sha256_of(path), sha256, what, remedy)
