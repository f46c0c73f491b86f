"""A recording as callers hear it: trimmed, as loud as everything else, named by what it came from."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import soundfile

from voicebot.audio import Audio

__all__ = ["Shelf", "Voice", "clear_folder"]

_VOICE = re.compile(r"[0-9a-f]{40}\.flac|tmp\w+\.part")


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording that is kept.

    Attributes:
        file: its name on the shelf.
        seconds: how long it lasts.
        loudness: LUFS, as it came.
        peak_db: as it came, dB of full scale.
        clipped: share of its samples that were cut off, 0–1.
    """

    file: str
    seconds: float
    loudness: float
    peak_db: float
    clipped: float

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def of_json(cls, kept: Mapping[str, Any] | None) -> Voice | None:
        """What `as_json` gave."""
        return cls(**kept) if kept else None


class Shelf:
    """A folder of recordings that are ready to be heard.

    Args:
        folder: made when needed, for its owner only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, digest: str, audio: Audio) -> str:
        """Keep a sound; it is there whole or not at all. Its name."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=self._folder, suffix=".part")
        os.close(handle)
        try:
            soundfile.write(part, audio.samples, audio.rate, format="FLAC", subtype="PCM_16")
            os.replace(part, self.path(f"{digest}.flac"))
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return f"{digest}.flac"

    def path(self, name: str) -> Path:
        """Where a recording lies."""
        return self._folder / Path(name).name

    def has(self, name: str) -> bool:
        """Whether it is there; one that is asked for counts as new, so that nobody clears it just then."""
        try:
            os.utime(self.path(name))
        except OSError:
            return False
        return True

    def clear(self, kept: frozenset[str], before: float) -> int:
        """Remove what was last written or asked for before (seconds since 1970) and is not among these.

        Returns:
            How many there were.
        """
        return clear_folder(self._folder, _VOICE, kept, before)


def clear_folder(folder: Path, ours: re.Pattern[str], kept: frozenset[str], before: float) -> int:
    """Remove files that the desk wrote and nothing refers to; how many there were.

    Args:
        folder: theirs; it need not be there.
        ours: what the desk names them; of others it knows nothing.
        kept: what is referred to, read after `before`.
        before: seconds since 1970; what is younger may be about to be referred to.
    """
    old = [path for path in folder.glob("*") if ours.fullmatch(path.name) and path.name not in kept]
    return sum(_removed(path, before) for path in old)


def _removed(path: Path, before: float) -> bool:
    """Remove a file unless somebody has just written it again; whether it was."""
    try:
        if path.stat().st_mtime >= before:
            return False
        path.unlink()
    except FileNotFoundError:  # another process was quicker
        return False
    return True
