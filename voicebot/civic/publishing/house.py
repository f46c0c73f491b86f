"""Everything officers work with, behind one door: entries, how words are said, what had no answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.faq import Faq
from voicebot.civic.publishing.checks import Checks
from voicebot.civic.publishing.gaps import GapDesk
from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.words import Dictionary
from voicebot.settings import Settings
from voicebot.store.entries import Entries
from voicebot.store.gaps import Gaps
from voicebot.store.pronunciations import Pronunciations

__all__ = ["House", "open_house"]


@dataclass(frozen=True, slots=True)
class House:
    """What officers work with; commands, pages and the desk itself share it."""

    publisher: Publisher
    dictionary: Dictionary
    gaps: GapDesk


def open_house(engine: AsyncEngine, settings: Settings, first: Faq, now: Callable[[], dt.datetime]) -> House:
    """Open it.

    Args:
        engine: an open database.
        settings: where the district's folder and the recordings are.
        first: the district's files.
        now: the moment, by the district's clock.

    Raises:
        DistrictError: the list of office words is not one.
    """
    recordings = (settings.recordings_dir, settings.district_dir / "audio")
    publisher = Publisher(Entries(engine), first, Checks(settings.district_dir, recordings), now)
    dictionary = Dictionary(Pronunciations(engine), now)
    return House(publisher, dictionary, GapDesk(Gaps(engine), publisher, now))
