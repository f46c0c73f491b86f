"""Read the numbers of a CTranslate2 model file."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.errors import ModelError

__all__ = ["Weights", "read_weights"]

Weights = dict[str, NDArray[np.generic]]

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
_VERSION = 6


class _Reader:
    """A cursor over the little-endian file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, code: str) -> int:
        (value,) = struct.unpack_from(f"<{code}", self._data, self._at)
        self._at += struct.calcsize(f"<{code}")
        return int(value)

    def word(self) -> str:
        return self.block(self.number("H")).rstrip(b"\0").decode()

    def block(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._data):
            raise struct.error("the file ends too soon")
        return self._data[self._at - size : self._at]

    def array(self) -> NDArray[np.generic]:
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = _TYPES[self.number("B")]
        return np.frombuffer(self.block(self.number("I")), kind).reshape(shape)


def read_weights(path: Path) -> Weights:
    """All arrays of a ``model.bin`` by name; an alias is the same array under a second name.

    The file holds, in order: version, specification and its revision; a count, and for each array its name,
    rank, dimensions, number type, size and bytes; a count, and for each alias its name and target.

    Raises:
        ModelError: ``model_unusable``.
    """
    reader = _Reader(path.read_bytes())
    try:
        version = reader.number("I")
        if version != _VERSION:
            raise ValueError(f"format version {version}, not {_VERSION}")
        reader.word(), reader.number("I")
        weights = {reader.word(): reader.array() for _ in range(reader.number("I"))}
        aliases = [(reader.word(), reader.word()) for _ in range(reader.number("I"))]
    except (struct.error, ValueError, IndexError) as error:
        raise ModelError(
            "model_unusable", f"{path.name} is not a CTranslate2 model that can be converted: {error}"
        ) from error
    return weights | {alias: weights[target] for alias, target in aliases}
