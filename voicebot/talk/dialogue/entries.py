"""The approved entries, as a dialogue needs to know them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from voicebot.civic.entry import Entry

__all__ = ["Entries"]


class Entries(Protocol):
    """The approved entries of one language."""

    @property
    def version(self) -> str:
        """Changes when an entry does."""
        ...

    def get(self, entry: str) -> Entry | None:
        """An entry, or nothing when it has been withdrawn."""
        ...

    def most_asked(self) -> tuple[str, ...]:
        """Entries for the menu, most asked first."""
        ...

    def recording(self, entry: Entry) -> Path | None:
        """The officer's recording of the answer, if there is one."""
        ...
