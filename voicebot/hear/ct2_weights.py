"""Read and write CTranslate2 model files."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.errors import ModelError

__all__ = ["Ct2Model", "Weights", "read_model", "write_model"]

Weights = dict[str, NDArray[np.generic]]

_TYPES = tuple(np.dtype(kind) for kind in (np.float32, np.int8, np.int16, np.int32, np.float16))
_VERSION = 6


@dataclass(frozen=True, slots=True)
class Ct2Model:
    """What a ``model.bin`` holds.

    The file has, in order: version, specification and its revision; a count, and for each array its name,
    rank, dimensions, number type, size and bytes; a count, and for each alias its name and target.
    Little-endian.
    """

    specification: str
    revision: int
    arrays: Weights
    aliases: dict[str, str]

    @property
    def weights(self) -> Weights:
        """All arrays by name; an alias is the same array under a second name."""
        return self.arrays | {alias: self.arrays[target] for alias, target in self.aliases.items()}


class _Reader:
    """A cursor over the file."""

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


def read_model(path: Path) -> Ct2Model:
    """Read a ``model.bin``.

    Raises:
        ModelError: ``model_unusable``.
    """
    reader = _Reader(path.read_bytes())
    try:
        version = reader.number("I")
        if version != _VERSION:
            raise ValueError(f"format version {version}, not {_VERSION}")
        specification, revision = reader.word(), reader.number("I")
        arrays = {reader.word(): reader.array() for _ in range(reader.number("I"))}
        aliases = {reader.word(): reader.word() for _ in range(reader.number("I"))}
    except (struct.error, ValueError, IndexError) as error:
        raise ModelError(
            "model_unusable", f"{path.name} is not a CTranslate2 model that can be converted: {error}"
        ) from error
    return Ct2Model(specification, revision, arrays, aliases)


def write_model(model: Ct2Model, path: Path) -> None:
    """Write a ``model.bin``.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as file:
        file.write(_number("I", _VERSION) + _word(model.specification) + _number("I", model.revision))
        file.write(_number("I", len(model.arrays)))
        for name, array in model.arrays.items():
            shape = b"".join(_number("I", size) for size in array.shape)
            kind = _number("B", _TYPES.index(array.dtype))
            file.write(_word(name) + _number("B", array.ndim) + shape + kind + _number("I", array.nbytes))
            file.write(array.tobytes())
        file.write(_number("I", len(model.aliases)))
        for alias, target in model.aliases.items():
            file.write(_word(alias) + _word(target))


def _number(code: str, value: int) -> bytes:
    return struct.pack(f"<{code}", value)


def _word(text: str) -> bytes:
    block = text.encode() + b"\0"
    return _number("H", len(block)) + block
