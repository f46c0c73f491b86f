"""Grids, base times, what a temperature feels like, and grades of dust."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.weather.dust import Grade, grade
from voicebot.civic.weather.feels import feels_like
from voicebot.civic.weather.grid import grid_of
from voicebot.civic.weather.kma_times import KST, forecast_base, nowcast_base, soon_base, written
from voicebot.civic.weather.open_meteo import weather_of
from voicebot.civic.weather.report import Air, Sky, Wet


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((37.5665, 126.9780), (60, 127)),
        ((35.1796, 129.0756), (98, 76)),
        ((33.4996, 126.5312), (53, 38)),
        ((37.5453, 126.6759), (55, 126)),
        ((37.5935, 126.6755), (55, 127)),
        ((37.534, 126.643), (54, 126)),
    ],
    ids=["Seoul", "Busan", "Jeju", "Seo-gu", "Geomdan", "Cheongna"],
)
def test_the_grid_agrees_with_known_places(place: tuple[float, float], expected: tuple[int, int]) -> None:
    assert grid_of(*place) == expected


@pytest.mark.parametrize(
    ("now", "nowcast", "soon", "ahead"),
    [
        ("2026-07-30 14:39", "202607301300", "202607301330", "202607301400"),
        ("2026-07-30 14:40", "202607301400", "202607301330", "202607301400"),
        ("2026-07-30 14:45", "202607301400", "202607301430", "202607301400"),
        ("2026-07-30 14:09", "202607301300", "202607301330", "202607301100"),
        ("2026-07-30 02:10", "202607300100", "202607300130", "202607300200"),
        ("2026-07-30 02:09", "202607300100", "202607300130", "202607292300"),
        ("2027-01-01 00:05", "202612312300", "202612312330", "202612312300"),
        ("2027-01-01 00:41", "202701010000", "202612312330", "202612312300"),
    ],
)
def test_base_times(now: str, nowcast: str, soon: str, ahead: str) -> None:
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=KST)
    bases = [base(moment) for base in (nowcast_base, soon_base, forecast_base)]
    assert ["".join(written(base).values()) for base in bases] == [nowcast, soon, ahead]


@given(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC)))
def test_a_base_time_is_never_in_the_future_nor_long_ago(moment: dt.datetime) -> None:
    for base, longest in ((nowcast_base, 100), (soon_base, 75 + 30), (forecast_base, 190)):
        age = moment - base(moment)
        assert dt.timedelta() <= age <= dt.timedelta(minutes=longest)


def test_damp_heat_feels_hotter_and_wind_colder() -> None:
    assert feels_like(33.0, 70.0, 1.0) == pytest.approx(34.3, abs=0.1)
    assert feels_like(33.0, 30.0, 1.0) < 32.0
    assert feels_like(-10.0, 50.0, 8.0) == pytest.approx(-19.35, abs=0.05)
    assert feels_like(-10.0, 50.0, 1.0) == -10.0
    assert feels_like(15.0, 50.0, 8.0) == 15.0


@pytest.mark.parametrize(
    ("pm10", "pm25", "expected"),
    [
        (30, 15, Grade.GOOD), (31, 15, Grade.FAIR), (80, 35, Grade.FAIR), (81, 10, Grade.BAD),
        (20, 36, Grade.BAD), (150, 75, Grade.BAD), (151, 1, Grade.VERY_BAD), (1, 76, Grade.VERY_BAD),
        (None, 20, Grade.FAIR), (None, None, None),
    ],
)  # fmt: skip
def test_dust_is_as_bad_as_the_worse_of_the_two(
    pm10: float | None, pm25: float | None, expected: Grade | None
) -> None:
    assert grade(Air(at=dt.datetime.now(dt.UTC), source="x", pm10=pm10, pm25=pm25)) == expected


def test_codes_of_the_world_are_sky_and_rain() -> None:
    assert weather_of(0) == (Sky.CLEAR, Wet.NONE)
    assert weather_of(45) == (Sky.FOG, Wet.NONE)
    assert [weather_of(code)[1] for code in (55, 63, 67, 77, 81, 86, 96)] == [
        Wet.DRIZZLE, Wet.RAIN, Wet.SLEET, Wet.SNOW, Wet.SHOWER, Wet.SNOW, Wet.THUNDER,
    ]  # fmt: skip
    assert weather_of(42) == (None, None)
