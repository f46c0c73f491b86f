"""When the Korean weather service has spoken: its base times, and how soon after them they can be had."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

__all__ = ["KST", "forecast_base", "nowcast_base", "soon_base", "written"]

KST = ZoneInfo("Asia/Seoul")
_HOUR = dt.timedelta(hours=1)
_FORECAST_HOURS = range(2, 24, 3)
_FORECAST_AFTER = dt.timedelta(minutes=10)


def nowcast_base(now: dt.datetime) -> dt.datetime:
    """Of ``getUltraSrtNcst``: every full hour, to be had forty minutes later."""
    local = now.astimezone(KST)
    base = local.replace(minute=0, second=0, microsecond=0)
    return base if local.minute >= 40 else base - _HOUR


def soon_base(now: dt.datetime) -> dt.datetime:
    """Of ``getUltraSrtFcst``: every half hour past, to be had a quarter of an hour later."""
    local = now.astimezone(KST)
    base = local.replace(minute=30, second=0, microsecond=0)
    return base if local.minute >= 45 else base - _HOUR


def forecast_base(now: dt.datetime) -> dt.datetime:
    """Of ``getVilageFcst``: 02, 05, … 23 o'clock, to be had ten minutes later."""
    base = (now.astimezone(KST) - _FORECAST_AFTER).replace(minute=0, second=0, microsecond=0)
    while base.hour not in _FORECAST_HOURS:
        base -= _HOUR
    return base


def written(base: dt.datetime) -> dict[str, str]:
    """A base time as the service wants it."""
    return {"base_date": f"{base:%Y%m%d}", "base_time": f"{base:%H%M}"}
