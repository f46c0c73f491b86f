"""The tables beside the code: words, counters and units, each a tab-separated file under ``data``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["table"]


@cache
def table(name: str) -> dict[str, str]:
    """A two-column table by its name; lines that begin with ``# `` are remarks."""
    text = files("voicebot.speak.reading").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("# "))
    return dict(line.split("\t") for line in lines)
