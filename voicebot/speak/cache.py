"""Sentences that were spoken once, on disk.

One FLAC file a sentence, named by what makes it sound as it does. The times of its words and a checksum of
its samples lie in the file's comment, so that a file is whole or counts as missing. Writers move a finished
file into place; any number of processes may share the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import unicodedata
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import soundfile

from voicebot.audio import Audio
from voicebot.speak.synthesizer import Timed

__all__ = ["SpeechCache", "SpeechKey"]

_DEFAULT_BYTES = 500_000_000  # about nine hours of speech
_AFTER_CLEARING = 0.9


@dataclass(frozen=True, slots=True)
class SpeechKey:
    """What makes a sentence sound as it does: the engine, its version, the voice, the language, the text."""

    engine: str
    version: str
    voice: str
    language: str
    text: str

    @property
    def digest(self) -> str:
        """A file name; the same for texts that differ only in spaces or Unicode form."""
        plain = " ".join(unicodedata.normalize("NFC", self.text).split())
        return hashlib.sha256("\x1f".join([*astuple(self)[:4], plain]).encode()).hexdigest()[:40]


class SpeechCache:
    """A folder of spoken sentences, bounded; the one unused longest goes first.

    Args:
        folder: made when needed.
        max_bytes: how much it may hold.
    """

    def __init__(self, folder: Path, max_bytes: int = _DEFAULT_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._size: int | None = None  # known after the first write

    def __contains__(self, key: SpeechKey) -> bool:
        return self._path(key).exists()

    def get(self, key: SpeechKey) -> Timed | None:
        """The sentence, or nothing if it is not there whole; a damaged file is removed."""
        path = self._path(key)
        try:
            timed = _read(path)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, soundfile.SoundFileError):
            path.unlink(missing_ok=True)
            return None
        return timed

    def put(self, key: SpeechKey, timed: Timed) -> None:
        """Keep a sentence. A full disk costs the cache, not the answer."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        try:
            _write(Path(name), timed)
            size = Path(name).stat().st_size
            Path(name).replace(path)
        except (OSError, soundfile.SoundFileError):
            return
        finally:
            Path(name).unlink(missing_ok=True)
        self._make_room(size)

    def _path(self, key: SpeechKey) -> Path:
        return self._folder / key.digest[:2] / f"{key.digest}.flac"

    def _make_room(self, added: int) -> None:
        with self._lock:
            self._size = self._measure() if self._size is None else self._size + added
            if self._size > self._max_bytes:
                self._size = self._clear(self._size)

    def _measure(self) -> int:
        return sum(stat.st_size for _, stat in self._files())

    def _clear(self, size: int) -> int:
        """Drop the files unused longest until there is room to spare; what is left."""
        for path, stat in sorted(self._files(), key=lambda item: item[1].st_mtime):
            if size <= self._max_bytes * _AFTER_CLEARING:
                break
            path.unlink(missing_ok=True)
            size -= stat.st_size
        return size

    def _files(self) -> list[tuple[Path, os.stat_result]]:
        found: list[tuple[Path, os.stat_result]] = []
        for path in self._folder.glob("*/*.flac"):
            try:
                found.append((path, path.stat()))
            except FileNotFoundError:  # another process cleared it
                continue
        return found


def _write(path: Path, timed: Timed) -> None:
    samples = np.frombuffer(timed.audio.to_pcm16(), "<i2")
    note = json.dumps({"words": timed.words, "sum": _checksum(samples)}, ensure_ascii=False)
    with soundfile.SoundFile(
        path, "w", samplerate=timed.audio.rate, channels=1, format="FLAC", subtype="PCM_16"
    ) as file:
        file.comment = note
        file.write(samples)


def _read(path: Path) -> Timed:
    if not path.exists():
        raise FileNotFoundError(path)
    with soundfile.SoundFile(path) as file:
        note = json.loads(file.comment)
        samples = file.read(dtype="int16")
        rate = file.samplerate
    if _checksum(samples) != note["sum"]:
        raise ValueError(f"{path.name}: samples do not match their checksum")
    words = tuple((str(letters), float(start)) for letters, start in note["words"])
    return Timed(Audio.from_pcm16(samples.astype("<i2").tobytes(), rate), words)


def _checksum(samples: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> str:
    return hashlib.sha256(samples.astype("<i2").tobytes()).hexdigest()[:16]
