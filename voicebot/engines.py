"""Engines are chosen by name: entry points, so that a district can add one without a fork."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from voicebot.errors import SettingsError

__all__ = ["load_engine"]


def load_engine(group: str, name: str, threads: int) -> Any:  # noqa: ANN401 - the group says what it is
    """Make the engine that an entry point names.

    Args:
        group: ``voicebot.transcribers`` or ``voicebot.synthesizers``.
        name: as in the settings.
        threads: cores it may use.

    Raises:
        SettingsError: no engine of that name is installed.
    """
    known = {point.name: point for point in entry_points(group=group)}
    if name not in known:
        raise SettingsError(
            "unknown_engine", f"No engine is called {name!r}. There are: {', '.join(sorted(known))}."
        )
    return known[name].load()(threads=threads)
