# ruff: noqa: E501  (Hangul counts double)
"""Sun, terms of the year, feasts, and whether the office is open."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.district import load_district
from voicebot.civic.moment import Part, Season, day_of, moment_of
from voicebot.civic.sun import Place, longitude, sunrise_sunset
from voicebot.civic.terms import TERMS, term
from voicebot.settings import project_dir

SEOUL = ZoneInfo("Asia/Seoul")
PLACE = Place(37.5665, 126.9780, SEOUL)

KNOWN = {
    2024: (
        "소한 0106 대한 0120 입춘 0204 우수 0219 경칩 0305 춘분 0320 청명 0404 곡우 0419 입하 0505 소만 0520 망종 0605 "
        "하지 0621 소서 0706 대서 0722 입추 0807 처서 0822 백로 0907 추분 0922 한로 1008 상강 1023 입동 1107 소설 1122 "
        "대설 1207 동지 1221"
    ),
    2025: (
        "소한 0105 대한 0120 입춘 0203 우수 0218 경칩 0305 춘분 0320 청명 0404 곡우 0420 입하 0505 소만 0521 망종 0605 "
        "하지 0621 소서 0707 대서 0722 입추 0807 처서 0823 백로 0907 추분 0923 한로 1008 상강 1023 입동 1107 소설 1122 "
        "대설 1207 동지 1222"
    ),
    2026: (
        "소한 0105 대한 0120 입춘 0204 우수 0219 경칩 0305 춘분 0320 청명 0405 곡우 0420 입하 0505 소만 0521 망종 0606 "
        "하지 0621 소서 0707 대서 0723 입추 0807 처서 0823 백로 0907 추분 0923 한로 1008 상강 1023 입동 1107 소설 1122 "
        "대설 1207 동지 1222"
    ),
}
"""As Korean calendars print them, by Korean time."""


@pytest.mark.parametrize("year", KNOWN)
def test_terms_fall_on_the_days_that_calendars_print(year: int) -> None:
    words = KNOWN[year].split()
    known = {
        dt.date(year, int(day[:2]), int(day[2:])): name
        for name, day in zip(words[::2], words[1::2], strict=True)
    }
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366 if year == 2024 else 365))
    assert {day: found for day in days if (found := term(day, SEOUL))} == known


@given(st.integers(1990, 2060))
def test_every_year_has_each_term_once(year: int) -> None:
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366))
    found = [term(day, SEOUL) for day in days if day.year == year]
    assert sorted(filter(None, found)) == sorted(TERMS)


@pytest.mark.parametrize(
    ("day", "rises", "sets"),
    [("2026-06-21", "05:11", "19:57"), ("2026-12-22", "07:43", "17:17"), ("2026-03-20", "06:36", "18:43")],
)
def test_the_sun_over_seoul(day: str, rises: str, sets: str) -> None:
    """As printed by the Korean astronomical almanac, to two minutes."""
    found = sunrise_sunset(dt.date.fromisoformat(day), PLACE)
    for at, printed in zip(found, (rises, sets), strict=True):
        wanted = dt.datetime.combine(at.date(), dt.time.fromisoformat(printed), SEOUL)
        assert abs(at - wanted) <= dt.timedelta(minutes=2)


def test_the_sun_stands_at_zero_at_the_spring_equinox_of_2026() -> None:
    """20 March 2026, 14:46 UTC (almanac)."""
    assert abs((longitude(dt.datetime(2026, 3, 20, 14, 46, tzinfo=dt.UTC)) + 180) % 360 - 180) < 0.01


# -- days and hours ---------------------------------------------------------------------------------------


def calendar(**hours: object) -> OfficeCalendar:
    district = load_district(project_dir() / "faq")
    return office_calendar(district.model_copy(update={"hours": district.hours.model_copy(update=hours)}))


@pytest.mark.parametrize(
    ("day", "occasion", "works"),
    [
        ("2026-02-13", "before_seollal", True),
        ("2026-02-16", "seollal", False),
        ("2026-02-18", "seollal", False),
        ("2026-02-19", None, True),
        ("2026-09-21", "before_chuseok", True),
        ("2026-09-25", "chuseok", False),
        ("2027-02-09", "seollal", False),  # a substitute
        ("2026-05-08", "parents_day", True),
        ("2026-10-02", "seniors_day", True),
        ("2026-10-05", "holiday", False),
        ("2026-12-31", "year_end", True),
        ("2027-01-01", "new_year", False),
        ("2026-11-26", None, True),
    ],
)
def test_occasions(day: str, occasion: str | None, works: bool) -> None:
    found = day_of(dt.date.fromisoformat(day), calendar())
    assert (found.occasion, found.works) == (occasion, works)


@pytest.mark.parametrize(
    ("at", "office", "opens"),
    [
        ("2026-11-26 08:59:59", "closed", "2026-11-26 09:00"),
        ("2026-11-26 09:00", "open", "2026-11-26 09:00"),
        ("2026-11-26 12:00", "resting", "2026-11-26 13:00"),
        ("2026-11-26 17:59", "open", "2026-11-26 17:59"),
        ("2026-11-26 18:00", "closed", "2026-11-27 09:00"),
        ("2026-11-27 18:00", "closed", "2026-11-30 09:00"),
        ("2026-12-31 19:00", "closed", "2027-01-04 09:00"),
    ],
)
def test_whether_the_office_is_open_and_when_it_opens(at: str, office: str, opens: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=SEOUL)
    assert moment_of(moment, calendar()).office == office
    assert calendar().opening(moment) == dt.datetime.fromisoformat(opens).replace(tzinfo=SEOUL)


def test_the_districts_exceptions_count() -> None:
    day = dt.date(2026, 11, 26)
    noon = dt.datetime(2026, 11, 26, 10, tzinfo=SEOUL)
    assert moment_of(noon, calendar(closed=(day,))).office == "closed"
    workers = dt.datetime(2026, 5, 1, 10, tzinfo=SEOUL)
    assert moment_of(workers, calendar()).office == "closed"
    assert moment_of(workers, calendar(working=(workers.date(),))).office == "open"


def test_a_moment_is_of_the_districts_day_whatever_zone_it_comes_in() -> None:
    moment = moment_of(dt.datetime(2026, 12, 31, 15, 0, tzinfo=dt.UTC), calendar())
    assert (moment.day.date, moment.part, moment.day.season) == (
        dt.date(2027, 1, 1),
        Part.NIGHT,
        Season.WINTER,
    )


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, Part.NIGHT),
        (4, Part.DAWN),
        (6, Part.MORNING),
        (11, Part.MIDDAY),
        (14, Part.AFTERNOON),
        (18, Part.EVENING),
        (22, Part.NIGHT),
    ],
)
def test_parts_of_a_day(hour: int, part: Part) -> None:
    assert moment_of(dt.datetime(2026, 11, 26, hour, tzinfo=SEOUL), calendar()).part is part
