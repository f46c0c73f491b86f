"""Due dates by the Act: the vectors of the design page, hours, pauses and extensions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.complaints.clock import Clock
from voicebot.civic.complaints.deadline import IMMEDIATE, Period, count
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError
from voicebot.settings import project_dir

CALENDAR: OfficeCalendar = office_calendar(load_district(project_dir() / "faq"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(
    ("came", "days", "due"),
    [
        ("2026-11-23", 7, "2026-12-01"),
        ("2026-09-21", 7, "2026-10-01"),  # Chuseok between
        ("2026-09-21", 14, "2026-10-14"),
        ("2026-12-21", 7, "2026-12-30"),
        ("2027-02-01", 14, "2027-02-22"),  # Lunar New Year between
    ],
)
@pytest.mark.parametrize("time", ["00:00", "09:00", "17:59", "23:59"])
def test_vectors(came: str, days: int, due: str, time: str) -> None:
    found = count(Period.of_days(days), at(f"{came} {time}"), CALENDAR)
    assert found == at(f"{due} 18:00")


def test_the_day_is_the_offices_not_the_machines() -> None:
    assert count(Period.of_days(7), datetime(2026, 11, 22, 16, tzinfo=UTC), CALENDAR) == at(
        "2026-12-01 18:00"
    )


def test_what_comes_on_a_day_off_counts_from_the_next_working_day() -> None:
    assert count(Period.of_days(7), at("2026-11-21 10:00"), CALENDAR) == at("2026-12-01 18:00")


@pytest.mark.parametrize(
    ("came", "hours", "due"),
    [
        ("2026-11-23 09:00", 3, "2026-11-23 12:00"),
        ("2026-11-23 11:00", 3, "2026-11-23 15:00"),  # an hour at noon does not count
        ("2026-11-23 12:30", 3, "2026-11-23 16:00"),
        ("2026-11-27 17:00", 3, "2026-11-30 11:00"),  # Friday to Monday
        ("2026-11-28 13:00", 3, "2026-11-30 12:00"),  # Saturday
        ("2026-09-23 17:00", 3, "2026-09-28 11:00"),  # Chuseok
        ("2026-11-23 09:00", 8, "2026-11-23 18:00"),
        ("2026-11-23 10:00", 16, "2026-11-25 10:00"),
    ],
)
def test_hours(came: str, hours: int, due: str) -> None:
    assert count(Period(hours, "hours"), at(came), CALENDAR) == at(due)


def test_five_days_are_hours_six_are_days() -> None:
    assert Period.of_days(5) == Period(40, "hours")
    assert Period.of_days(6) == Period(6, "days")
    assert Period(3, "hours") == IMMEDIATE


def test_the_districts_exceptions() -> None:
    plain = count(Period.of_days(7), at("2026-11-23 10:00"), CALENDAR)
    shut = replace(CALENDAR, closed=frozenset({date(2026, 11, 25)}))
    assert count(Period.of_days(7), at("2026-11-23 10:00"), shut) == plain + timedelta(days=1)
    labour_day = date(2026, 5, 1)
    assert not CALENDAR.works(labour_day)
    assert replace(CALENDAR, working=frozenset({labour_day})).works(labour_day)
    assert CALENDAR.holiday(date(2026, 10, 9)) == "한글날"


def test_a_pause_leaves_out_the_day_of_asking_and_the_day_of_the_reply() -> None:
    clock = Clock(period=Period.of_days(7), since=at("2026-11-23 10:00"))
    asked = clock.stop(at("2026-11-25 15:00"))
    assert asked.due(CALENDAR) is None
    assert asked.go_on(at("2026-11-27 09:30")).due(CALENDAR) == at("2026-12-04 18:00")


def test_a_pause_stops_hours_to_the_minute() -> None:
    clock = Clock(period=IMMEDIATE, since=at("2026-11-23 09:00")).stop(at("2026-11-23 10:10"))
    assert clock.go_on(at("2026-11-24 09:20")).due(CALENDAR) == at("2026-11-24 11:10")


def test_extended_once_by_the_office_again_only_with_consent() -> None:
    clock = Clock(period=Period.of_days(7), since=at("2026-11-23 10:00"))
    longer = clock.extend(7, consent=False)
    assert longer.due(CALENDAR) == at("2026-12-10 18:00")
    with pytest.raises(ComplaintError, match="only if the resident agrees"):
        longer.extend(7, consent=False)
    longest = longer.extend(2, consent=True)
    assert longest.due(CALENDAR) == at("2026-12-14 18:00")
    with pytest.raises(ComplaintError) as caught:
        longest.extend(1, consent=True)
    assert caught.value.code == "extension_used_up"


@pytest.mark.parametrize("length", [0, -1, 8])
def test_an_extension_is_no_longer_than_the_period(length: int) -> None:
    with pytest.raises(ComplaintError) as caught:
        Clock(period=Period.of_days(7), since=at("2026-11-23 10:00")).extend(length, consent=True)
    assert caught.value.code == "extension_too_long"


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(
    lambda moment: moment.replace(tzinfo=CALENDAR.zone)
)
periods = st.sampled_from([IMMEDIATE, *map(Period.of_days, (1, 3, 5, 6, 7, 14, 30))])


@given(
    moments,
    periods,
    st.timedeltas(timedelta(), timedelta(days=40)),
    st.timedeltas(timedelta(), timedelta(days=9)),
)
def test_due_is_working_time_and_a_pause_never_brings_it_forward(
    since: datetime, period: Period, later: timedelta, long: timedelta
) -> None:
    clock = Clock(period=period, since=since)
    plain = clock.due(CALENDAR)
    paused = clock.stop(since + later).go_on(since + later + long).due(CALENDAR)
    assert plain is not None
    assert paused is not None
    assert since < plain
    assert plain.tzinfo is CALENDAR.zone
    assert all(CALENDAR.works(due.date()) for due in (plain, paused))
    assert paused >= plain


@given(moments, periods, st.integers(1, 14))
def test_an_extension_moves_it_back(since: datetime, period: Period, length: int) -> None:
    clock = Clock(period=period, since=since)
    longer = clock.extend(min(length, period.length), consent=False)
    before, after = clock.due(CALENDAR), longer.due(CALENDAR)
    assert before is not None
    assert after is not None
    assert before < after
    assert Clock.model_validate_json(longer.model_dump_json()).due(CALENDAR) == after
