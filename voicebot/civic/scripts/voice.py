"""A recording as callers hear it: trimmed, as loud as everything else, named by what it came from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import soundfile

from voicebot.audio import Audio

__all__ = ["Shelf", "Voice"]


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
        """Whether it is there."""
        return self.path(name).is_file()

    def clear(self, kept: frozenset[str]) -> int:
        """Remove every recording that is not among these; how many there were."""
        gone = [path for path in self._folder.glob("*.flac") if path.name not in kept]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)
