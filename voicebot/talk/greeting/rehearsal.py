"""What would be said to who comes at any moment, in any weather: for officers, in a shell or at a page."""

from __future__ import annotations

import datetime as dt

from voicebot.civic.calendar import office_calendar
from voicebot.civic.district import District
from voicebot.civic.moment import moment_of
from voicebot.civic.weather.report import Report
from voicebot.talk.greeting.composing import Guest, Scene

__all__ = ["scene_at"]


def scene_at(
    district: District, at: dt.datetime, report: Report | None, guest: Guest, language: str
) -> Scene:
    """The scene of a moment.

    Args:
        district: as it is in force.
        at: on its clock.
        report: the weather that is tried; nothing where it is not known.
        guest: who comes.
        language: ``ko`` or ``en``.
    """
    name = district.desk.name_en if language == "en" else district.desk.name
    return Scene(moment_of(at, office_calendar(district)), report, guest, name)
