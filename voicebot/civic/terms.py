"""The twenty-four terms of the solar year (절기): the days on which the sun has gone another 15°."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from voicebot.civic.sun import longitude

__all__ = ["TERMS", "term"]

TERMS = {
    "춘분": "chunbun", "청명": "cheongmyeong", "곡우": "gogu", "입하": "ipha",
    "소만": "soman", "망종": "mangjong", "하지": "haji", "소서": "soseo",
    "대서": "daeseo", "입추": "ipchu", "처서": "cheoseo", "백로": "baengno",
    "추분": "chubun", "한로": "hallo", "상강": "sanggang", "입동": "ipdong",
    "소설": "soseol", "대설": "daeseol", "동지": "dongji", "소한": "sohan",
    "대한": "daehan", "입춘": "ipchun", "우수": "usu", "경칩": "gyeongchip",
}  # fmt: skip
"""Their names from the spring equinox on, 15° apart, with how they are written in Latin letters."""

_NAMES = tuple(TERMS)
_STEP = 15.0


def term(day: dt.date, zone: ZoneInfo) -> str | None:
    """The term that falls on a day, if one does; a day off when it falls within minutes of midnight."""
    return _terms_of(day.year, zone).get(day)


@lru_cache(maxsize=16)
def _terms_of(year: int, zone: ZoneInfo) -> dict[dt.date, str]:
    found = {}
    day = dt.date(year, 1, 1)
    before = _step_at(day, zone)
    while day.year == year:
        after = _step_at(day + dt.timedelta(days=1), zone)
        if after != before:
            found[day] = _NAMES[after]
        day, before = day + dt.timedelta(days=1), after
    return found


def _step_at(day: dt.date, zone: ZoneInfo) -> int:
    """How many terms lie behind the sun when the day begins."""
    return int(longitude(dt.datetime.combine(day, dt.time(), zone)) // _STEP) % len(_NAMES)
