"""A version that changes by itself when the same text would sound different."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

__all__ = ["sound_version"]

# What decides how a text sounds; the cache, captions and the speaker only carry it.
_PARTS = ("reading", "pronunciation", "phonemes.py", "korean.py", "english.py", "espeak.py", "finish.py")


@cache
def sound_version(*more: str) -> str:
    """A digest of the front end's rules and tables.

    Args:
        more: names of further modules beside this one, such as the engine's own.

    Returns:
        Twelve hexadecimal digits.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for part in (*_PARTS, *more):
        for path in sorted(_files(here / part)):
            digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [found for found in path.rglob("*") if found.is_file() and "__pycache__" not in found.parts]
