"""Weeks, sums, shares, columns and days: the reckoning behind the figures."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.staff.figures_chart import columns, top_of
from voicebot.staff.figures_complaints import DUE_STATES, by_place, due_state, due_states
from voicebot.staff.figures_tally import Sums, share
from voicebot.staff.figures_week import Week
from voicebot.store.figures import Filed
from voicebot.store.tallies import Tally

SEOUL = ZoneInfo("Asia/Seoul")
NOW = dt.datetime(2026, 11, 26, 12, tzinfo=SEOUL)
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31))
HOUR = dt.timedelta(hours=1)
TALLIES = st.lists(
    st.builds(
        Tally,
        st.dates(dt.date(2026, 11, 23), dt.date(2026, 11, 29)),
        st.integers(0, 23),
        st.sampled_from(["question", "mood"]),
        st.sampled_from(["answered", "sad"]),
        st.integers(0, 9),
    )
)


@given(DAYS)
def test_every_day_is_in_its_week(day: dt.date) -> None:
    week = Week.of(day)
    assert day in week.days
    assert week.monday.weekday() == 0
    assert week.later(1).later(-1) == week
    assert week.begins(SEOUL) + 7 * 24 * HOUR == week.later(1).begins(SEOUL)
    assert Week.asked(day.isoformat(), day) == week


@given(st.text(), DAYS)
def test_whatever_is_asked_for_is_a_week_that_has_begun(text: str, today: dt.date) -> None:
    assert Week.asked(text, today).monday <= today


def test_a_week_to_come_is_this_one() -> None:
    assert Week.asked("2199-01-01", NOW.date()) == Week.of(NOW.date())


@given(TALLIES)
def test_days_and_hours_add_up_to_the_whole(rows: list[Tally]) -> None:
    sums, week = Sums(rows), Week(dt.date(2026, 11, 23))
    for what in ("question", "mood"):
        whole = sum(row.count for row in rows if row.what == what)
        assert sums.of(what) == whole
        kinds = sums.kinds(what)
        assert sum(sums.on(day, what, kind) for day in week.days for kind in kinds) == whole
        assert sum(sums.at(hour, what, kind) for hour in range(24) for kind in kinds) == whole
    assert sums.kinds("question") == sorted(
        sums.kinds("question"), key=lambda kind: -sums.of("question", kind)
    )


def test_a_distribution_says_within_what_most_lie() -> None:
    day = NOW.date()
    counts = {"0.5": 50, "1.2": 45, "10.0": 4, "+Inf": 1}
    sums = Sums([Tally(day, 9, "first_sound", end, count) for end, count in counts.items()])
    assert sums.steps("first_sound") == list(counts.items())
    assert [sums.within("first_sound", part) for part in (0.5, 0.95, 0.99, 1)] == [
        "0.5",
        "1.2",
        "10.0",
        "+Inf",
    ]
    assert Sums([]).within("first_sound", 0.5) == ""
    assert share(95, 100) == "95 %"


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_columns_stay_in_their_box_in_order_and_to_scale(counts: list[int]) -> None:
    chart = columns([(str(at), count, str(count)) for at, count in enumerate(counts)])
    assert len(chart.columns) == len(counts)
    edge = float(chart.left)
    for column, count in zip(chart.columns, counts, strict=True):
        assert edge <= column.x <= column.middle <= column.x + column.width <= chart.width
        assert 0 < column.y <= column.y + column.height <= chart.base + 0.11
        assert (column.height == 0) == (count == 0) or column.height < 0.1
        edge = column.x + column.width
    assert [column.height for column in sorted(chart.columns, key=lambda one: int(one.text))] == sorted(
        column.height for column in chart.columns
    )


@given(st.integers(0, 10**9))
def test_a_chart_reaches_a_little_over_its_highest_column(most: int) -> None:
    assert most <= top_of(most) <= max(2, 2.6 * most)
    assert top_of(most) % 2 == 0


def complaint(state: str = "received", category: str = "road", place: str = "", **more: dt.datetime) -> Filed:
    moments = {"due_at": None, "answered_at": None, "closed_at": None, **more}
    return Filed(category, state, place, **moments)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (complaint("answered", due_at=NOW, answered_at=NOW), "in_time"),
        (complaint("answered", answered_at=NOW), "in_time"),
        (complaint("rated", due_at=NOW - HOUR, answered_at=NOW), "late"),
        (complaint("reopened", due_at=NOW + 99 * HOUR, answered_at=NOW - 9 * HOUR), "waiting"),
        (complaint(due_at=NOW + 48 * HOUR), "soon"),
        (complaint(due_at=NOW + 49 * HOUR), "waiting"),
        (complaint("in_progress", due_at=NOW - HOUR), "overdue"),
        (complaint("need_info"), "no_day"),
        (complaint("withdrawn", due_at=NOW - HOUR, closed_at=NOW), "over"),
        (complaint("merged", due_at=NOW - HOUR), "over"),
    ],
)
def test_where_a_complaint_stands_against_its_day(row: Filed, state: str) -> None:
    assert due_state(row, NOW) == state
    assert due_states([row, row], NOW) == {each: 2 if each == state else 0 for each in DUE_STATES}


def test_dongs_and_categories_are_shown_in_the_order_of_their_names() -> None:
    rows = [
        complaint(category=c, place=p) for c in ("road", "light") for p in ("나동", "가동", "") for _ in "xxx"
    ]
    found = by_place(rows, lambda place: place)
    assert found.rows == ("가동", "나동", "")
    assert found.columns == ("light", "road")
    assert found.total == 18
