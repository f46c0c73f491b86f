"""What happens in a life, and which entries help then: a file that the district's officers keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from voicebot.civic.complaints.states import Words
from voicebot.civic.entry import Entry
from voicebot.civic.faq import StrictLoader
from voicebot.errors import DistrictError

__all__ = ["Event", "Events", "load_events", "related"]

FILE = "events.yaml"
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Texts = Annotated[tuple[str, ...], Field(strict=False)]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Sought(_Record):
    """What people type who look for it."""

    ko: Texts = ()
    en: Texts = ()

    def in_(self, language: str) -> tuple[str, ...]:
        """In one of the desk's languages."""
        return self.ko if language == "ko" else self.en


class Event(_Record):
    """Something that happens in a life.

    Attributes:
        about: one plain sentence on what is behind it.
        picture: a symbol of ``pictures.svg``.
        words: what people type, besides its name.
        entries: ids, the most needed first.
    """

    id: Id
    name: Words
    about: Words
    picture: Id
    words: Sought = Sought()
    entries: Annotated[tuple[Id, ...], Field(strict=False, min_length=1)]

    def of(self, known: Mapping[str, Entry]) -> list[Entry]:
        """Its entries, as far as there are any in that language."""
        return [known[name] for name in self.entries if name in known]


class Events(_Record):
    """All of a district's, in the order in which they are shown."""

    events: Annotated[tuple[Event, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        for name, times in Counter(one.id for one in self.events).items():
            if times > 1:
                raise ValueError(f"{name!r} is there twice")
        return self

    def __len__(self) -> int:
        return len(self.events)

    def get(self, event: str) -> Event | None:
        """An event by its id."""
        return next((one for one in self.events if one.id == event), None)

    def having(self, entry: str) -> Iterator[Event]:
        """The events in which an entry helps."""
        return (one for one in self.events if entry in one.entries)

    def left_out(self, entries: Collection[str]) -> list[str]:
        """Entries that help in no event, in their order."""
        placed = {name for one in self.events for name in one.entries}
        return [name for name in entries if name not in placed]

    def unknown(self, entries: Collection[str]) -> list[tuple[str, str]]:
        """(event, entry) for every id that stands for no entry."""
        return [(one.id, name) for one in self.events for name in one.entries if name not in entries]


def related(entry: Entry, known: Mapping[str, Entry], events: Events, most: int = 5) -> list[Entry]:
    """What people ask who have asked this: its own topic first, then what helps in the same events."""
    same = [one.id for one in known.values() if one.topic == entry.topic]
    beside = [name for event in events.having(entry.id) for name in event.entries]
    names = (name for name in dict.fromkeys([*same, *beside]) if name != entry.id and name in known)
    return [known[name] for name in names][:most]


def load_events(folder: Path) -> Events:
    """Read ``events.yaml``; there are none where the district has no such file.

    Raises:
        DistrictError: the file is not YAML, or a field is wrong; the message names it.
    """
    path = folder / FILE
    if not path.exists():
        return Events()
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
        return Events.model_validate(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DistrictError("events_unreadable", f"{path} is not readable as YAML: {error}") from error
    except ValidationError as error:
        listed = "\n".join(f"  {'.'.join(map(str, d['loc']))}: {d['msg']}" for d in error.errors())
        raise DistrictError("events_invalid", f"{path} is wrong; correct it:\n{listed}") from error
