"""Vectors kept on disk, so that a desk whose questions have not changed starts at once."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicebot.understand.embed import Embedder, Vectors

__all__ = ["KeptEmbedder", "read_arrays", "write_arrays"]

_BATCH = 64


class KeptEmbedder:
    """An embedder that looks up what it has embedded before, in a file named after the model's digest.

    Texts are kept as digests only. A file that cannot be read is made again. Two processes that write at
    once replace each other's file whole; what is lost is embedded again next time.

    Args:
        embedder: what makes new vectors.
        folder: where the file lives; made if need be.
    """

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self._path = folder / f"vectors-{embedder.digest[:16]}.npz"
        self._known = _read(self._path)

    @property
    def digest(self) -> str:
        """The digest of the model behind it."""
        return self._embedder.digest

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, float32, (texts, dimensions), from the file where it has them."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._add(list(new), list(new.values()))
        if not texts:
            return self._embedder.embed([])
        return np.stack([self._known[key] for key in keys])

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those of some texts that would have to be embedded, each once."""
        return [text for text in dict.fromkeys(texts) if _key(text) not in self._known]

    def learn(self, texts: Sequence[str]) -> None:
        """Embed a few texts now; the file has them after `save`."""
        self._known.update(zip(map(_key, texts), self._embedder.embed(texts), strict=True))

    def save(self) -> None:
        """Write the file."""
        _write(self._path, self._known)

    def _add(self, keys: list[bytes], texts: list[str]) -> None:
        for at in range(0, len(texts), _BATCH):
            made = self._embedder.embed(texts[at : at + _BATCH])
            self._known.update(zip(keys[at : at + _BATCH], made, strict=True))
        self.save()


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _read(path: Path) -> dict[bytes, Vectors]:
    stored = read_arrays(path, "keys", "vectors")
    if stored is None:
        return {}
    return {key.tobytes(): vector for key, vector in zip(stored["keys"], stored["vectors"], strict=True)}


def _write(path: Path, known: dict[bytes, Vectors]) -> None:
    keys = np.frombuffer(b"".join(known), dtype=np.uint8).reshape(len(known), -1)
    write_arrays(path, keys=keys, vectors=np.stack(list(known.values())))


def read_arrays(path: Path, *names: str) -> dict[str, NDArray[Any]] | None:
    """The arrays of a file, or nothing where it is not there, or not whole."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return {name: stored[name] for name in names}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write_arrays(path: Path, **arrays: NDArray[Any]) -> None:
    """Write a file whole: nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    Path(name).replace(path)
