"""What is offered before anybody has asked: entries that fit the month and the hour, then the usual ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voicebot.civic.faq import StrictLoader
from voicebot.civic.moment import within
from voicebot.errors import DistrictError

__all__ = ["MOST", "QuickMenu", "load_quick_menu"]

QuickMenu = Callable[[dt.datetime], Sequence[str]]
"""Ids of entries for a moment by the district's clock, the most wanted first; asked anew for every page."""

FILE = "quick_menu.yaml"
MOST = 6
"""Tiles in one view."""

Hour = Annotated[int, Field(ge=0, le=24)]
Names = Annotated[tuple[str, ...], Field(strict=False)]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Moment(_Record):
    """Entries that are asked for at some time of the year or day; empty months or hours are all."""

    months: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(strict=False)] = ()
    hours: Annotated[tuple[Hour, Hour], Field(strict=False)] | None = None
    entries: Names

    def holds(self, now: dt.datetime) -> bool:
        fits = self.hours is None or within(now.hour, *self.hours)
        return fits and (not self.months or now.month in self.months)


class _Menu(_Record):
    always: Names = ()
    moments: Annotated[tuple[_Moment, ...], Field(strict=False)] = ()

    def __call__(self, now: dt.datetime) -> tuple[str, ...]:
        fitting = (name for one in self.moments if one.holds(now) for name in one.entries)
        return tuple(dict.fromkeys((*fitting, *self.always)))[:MOST]


def load_quick_menu(folder: Path) -> QuickMenu:
    """Read ``quick_menu.yaml``; without that file nothing is offered.

    Raises:
        DistrictError: the file is not YAML, or a field is wrong.
    """
    path = folder / FILE
    if not path.exists():
        return _Menu()
    try:
        return _Menu.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise DistrictError("quick_menu_invalid", f"{path} is wrong; correct it: {error}") from error
