"""Torch, where the extra is installed that brings it."""

from __future__ import annotations

import importlib
from typing import Any

from voicebot.errors import EngineError

__all__ = ["load_torch"]


def load_torch() -> Any:  # noqa: ANN401  (it is no dependency of the desk)
    """The module.

    Raises:
        EngineError: ``engine_absent``.
    """
    try:
        return importlib.import_module("torch")
    except ImportError as error:
        raise EngineError(
            "engine_absent",
            "Tuning needs torch, which is not installed; run `make test-openai-whisper` once.",
        ) from error
