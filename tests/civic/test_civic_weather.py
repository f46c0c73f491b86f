"""The weather's sources against servers that speak as the real ones do, well and badly."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from weather_world import (
    DAYS,
    HTML,
    KEY_REFUSED,
    SOON,
    Answer,
    Sky,
    dust,
    forecast,
    measured,
    open_meteo,
    open_meteo_air,
    portal,
    serving_weather,
)

from voicebot.civic.weather.airkorea import AirKorea
from voicebot.civic.weather.airkorea import read_air as read_station
from voicebot.civic.weather.breaker import Breaker
from voicebot.civic.weather.fetching import Fetcher
from voicebot.civic.weather.handmade import read_file
from voicebot.civic.weather.keeper import Keeper
from voicebot.civic.weather.kma import Kma, items_of, service_key
from voicebot.civic.weather.kma_times import KST
from voicebot.civic.weather.open_meteo import OpenMeteo, OpenMeteoAir, read_report
from voicebot.civic.weather.report import Air, Now, Report, Wet
from voicebot.civic.weather.report import Sky as Skies
from voicebot.errors import WeatherError

NOW = dt.datetime(2026, 7, 30, 14, 20, tzinfo=KST)
PLACE = {"latitude": 37.5453, "longitude": 126.6759}


@pytest.fixture
def sky() -> Iterator[Sky]:
    with serving_weather() as sky:
        yield sky


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield Fetcher(client, timeout_s=0.5, pause_s=0.001)


def meteo(sky: Sky, fetcher: Fetcher) -> OpenMeteo:
    return OpenMeteo(fetcher, sky.address, **PLACE, zone="Asia/Seoul")


def kma(sky: Sky, fetcher: Fetcher, key: str = "a%2Bb%3D%3D") -> Kma:
    return Kma(fetcher, sky.address, key, **PLACE)


# -- what they say when all is well ----------------------------------------------------------------------


async def test_open_meteo_is_read(sky: Sky, fetcher: Fetcher) -> None:
    sky.answers = {"forecast": Answer(open_meteo()), "air-quality": Answer(open_meteo_air())}
    report = await meteo(sky, fetcher).report(NOW)
    assert report.at == dt.datetime(2026, 7, 30, 14, 0, tzinfo=KST)
    assert report.now == Now(
        temperature=33.4, feels=38.1, humidity=62, wind=2.31, sky=Skies.CLEAR, wet=Wet.NONE, rain_mm=0.0
    )
    tomorrow = report.day(dt.date(2026, 7, 31))
    assert tomorrow
    assert (tomorrow.high, tomorrow.low, tomorrow.wet, tomorrow.chance) == (29.0, 24.4, Wet.RAIN, 80)
    assert "Open-Meteo" in report.credit
    assert sky.params("forecast")["wind_speed_unit"] == "ms"
    air = await OpenMeteoAir(fetcher, sky.address, **PLACE, zone="Asia/Seoul").air(NOW)
    assert (air.pm10, air.pm25) == (31.0, 22.4)


async def test_the_weather_service_is_read(sky: Sky, fetcher: Fetcher) -> None:
    sky.answers = {
        "getUltraSrtNcst": Answer(measured()), "getUltraSrtFcst": Answer(SOON), "getVilageFcst": Answer(DAYS),
    }  # fmt: skip
    report = await kma(sky, fetcher).report(NOW)
    assert report.at == dt.datetime(2026, 7, 30, 13, 0, tzinfo=KST)
    assert (report.now.temperature, report.now.sky, report.now.wet) == (33.4, Skies.CLOUDY, Wet.NONE)
    assert report.now.feels == pytest.approx(34.0, abs=0.1)
    today, tomorrow = report.days
    assert (today.high, today.sky, today.wet) == (34.0, Skies.CLEAR, Wet.NONE)
    assert (tomorrow.low, tomorrow.high, tomorrow.wet, tomorrow.chance) == (24.0, 29.0, Wet.RAIN, 80.0)
    asked = sky.params("getUltraSrtNcst")
    assert (asked["serviceKey"], asked["nx"], asked["ny"], asked["base_time"]) == (
        "a+b==",
        "55",
        "126",
        "1300",
    )


async def test_a_base_time_that_is_not_there_yet_is_passed_over(sky: Sky, fetcher: Fetcher) -> None:
    sky.answers = {
        "getUltraSrtNcst": [Answer(portal(code="03")), Answer(measured(time="1200"))],
        "getUltraSrtFcst": Answer(SOON), "getVilageFcst": Answer(DAYS),
    }  # fmt: skip
    report = await kma(sky, fetcher).report(NOW)
    assert report.at.hour == 12


async def test_lightning_is_spoken_of_only_where_it_rains(sky: Sky, fetcher: Fetcher) -> None:
    strikes = forecast(("20260730", "1400", "SKY", "4"), ("20260730", "1400", "LGT", "3.1"))
    for code, expected in (("4", Wet.THUNDER), ("0", Wet.NONE)):
        sky.answers = {
            "getUltraSrtNcst": Answer(measured(PTY=code)),
            "getUltraSrtFcst": Answer(strikes),
            "getVilageFcst": Answer(DAYS),
        }
        assert (await kma(sky, fetcher).report(NOW)).now.wet is expected


async def test_sky_and_days_may_be_missing_but_not_the_weather_now(sky: Sky, fetcher: Fetcher) -> None:
    sky.answers = {
        "getUltraSrtNcst": Answer(measured()),
        "getUltraSrtFcst": Answer("x", 500),
        "getVilageFcst": Answer(HTML),
    }
    report = await kma(sky, fetcher).report(NOW)
    assert (report.now.sky, report.days) == (None, ())


async def test_dust_of_a_station(sky: Sky, fetcher: Fetcher) -> None:
    rows = dust(("2026-07-30 14:00", "-", "-"), ("2026-07-30 13:00", "85", "41"))
    sky.answers = {"getMsrstnAcctoRltmMesureDnsty": Answer(rows)}
    air = await AirKorea(fetcher, sky.address, "key", "검단").air(NOW)
    assert (air.pm10, air.pm25, air.at.hour) == (85, 41, 13)
    assert sky.params("getMsrstnAcctoRltmMesureDnsty")["stationName"] == "검단"


def test_the_last_hour_of_a_day_is_midnight() -> None:
    air = read_station(items_of(dust(("2026-12-31 24:00", "20", "10"))))
    assert air.at == dt.datetime(2027, 1, 1, tzinfo=KST)


def test_both_ways_in_which_the_portal_writes_a_key_are_taken() -> None:
    assert service_key("ab%2Bc%3D") == service_key("ab+c=") == "ab+c="


# -- how they fail ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code", "tries"),
    [
        (Answer(open_meteo(), slow_s=1.0), "weather_unreachable", 3),
        (Answer("oops", 500), "weather_failed", 3),
        (Answer(HTML), "weather_unreadable", 1),
        (Answer(""), "weather_unreadable", 1),
        (Answer({"error": True, "reason": "no"}, 400), "weather_failed", 3),
        (Answer([1, 2]), "weather_incomplete", 1),
        (Answer({"error": True, "reason": "no"}), "weather_incomplete", 1),
        (Answer(open_meteo(temperature_2m=...)), "weather_incomplete", 1),
        (Answer(open_meteo(time="soon")), "weather_incomplete", 1),
        (Answer(open_meteo(temperature_2m=None)), "weather_implausible", 1),
        (Answer(open_meteo(temperature_2m=-300.0)), "weather_implausible", 1),
        (Answer(open_meteo() | {"current_units": {"temperature_2m": "°F"}}), "weather_incomplete", 1),
    ],
    ids=["slow", "500", "html", "empty", "400", "list", "refused", "absent", "no time", "null", "-300", "F"],
)
async def test_what_open_meteo_may_do_wrong(
    sky: Sky, fetcher: Fetcher, answer: Answer, code: str, tries: int
) -> None:
    sky.answers = {"forecast": answer}
    with pytest.raises(WeatherError) as caught:
        await meteo(sky, fetcher).report(NOW)
    assert (caught.value.code, len(sky.asked)) == (code, tries)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(KEY_REFUSED), "weather_key_refused"),
        (Answer(portal(code="30")), "weather_key_refused"),
        (Answer("Unauthorized", 401), "weather_key_refused"),
        (Answer(portal(code="03")), "weather_no_data"),
        (Answer(portal(code="99")), "weather_failed"),
        (Answer({"response": {"header": {}}}), "weather_incomplete"),
        (Answer(measured(T1H="absent")), "weather_incomplete"),
        (Answer(measured(T1H="-998.9")), "weather_implausible"),
        (Answer(measured(T1H="-300")), "weather_implausible"),
    ],
    ids=[
        "refused in XML",
        "refused in JSON",
        "401",
        "no data",
        "99",
        "no code",
        "left out",
        "missing",
        "-300",
    ],
)
async def test_what_the_weather_service_may_do_wrong(
    sky: Sky, fetcher: Fetcher, answer: Answer, code: str
) -> None:
    sky.answers = dict.fromkeys(("getUltraSrtNcst", "getUltraSrtFcst", "getVilageFcst"), answer)
    with pytest.raises(WeatherError) as caught:
        await kma(sky, fetcher, "secret-key").report(NOW)
    assert caught.value.code == code
    assert "secret" not in caught.value.message


async def test_a_service_that_is_not_there_is_said_so_without_its_address(fetcher: Fetcher) -> None:
    gone = Kma(fetcher, "http://127.0.0.1:9/x", "secret-key", **PLACE)
    with pytest.raises(WeatherError) as caught:
        await gone.report(NOW)
    assert caught.value.code == "weather_unreachable"
    assert "secret" not in caught.value.message
    assert "127.0.0.1" not in caught.value.message


async def test_a_second_try_may_do(sky: Sky, fetcher: Fetcher) -> None:
    sky.answers = {"forecast": [Answer("oops", 503), Answer(open_meteo())]}
    assert (await meteo(sky, fetcher).report(NOW)).now.temperature == 33.4


def test_a_figure_that_cannot_be_is_left_out_where_it_does_not_carry_the_rest() -> None:
    report = read_report(open_meteo(relative_humidity_2m=-7, wind_speed_10m=4000, weather_code=None))
    assert (report.now.humidity, report.now.wind, report.now.sky) == (None, None, None)


# -- what is kept -----------------------------------------------------------------------------------------


class Says:
    """A source that says what it is told to, or fails."""

    def __init__(self, *says: Report | str, name: str = "says") -> None:
        self.name = name
        self.says = list(says)
        self.asked = 0

    async def report(self, now: dt.datetime) -> Report:
        self.asked += 1
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, str):
            raise WeatherError(said, "It failed.")
        return said


def report(at: dt.datetime, **now: Any) -> Report:
    return Report(source="x", at=at, now=Now(temperature=20.0, **now))


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def forward(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


def keeper(clock: Clock, *sources: Says, kept: Path | None = None) -> Keeper:
    return Keeper(sources, (), clock, kept, clock.seconds)


async def test_weather_older_than_three_hours_is_not_mentioned() -> None:
    clock = Clock()
    kept = keeper(clock, Says(report(NOW)))
    assert (kept.fresh(), kept.age()) == (None, None)
    await kept.refresh()
    clock.forward(hours=3)
    assert kept.fresh()
    assert kept.age() == dt.timedelta(hours=3)
    clock.forward(seconds=1)
    assert kept.fresh() is None


async def test_the_next_source_is_asked_when_one_fails_or_speaks_of_another_time() -> None:
    clock = Clock()
    old, ahead = report(NOW - dt.timedelta(hours=4)), report(NOW + dt.timedelta(hours=1))
    good = Says(report(NOW, wind=3.0))
    kept = keeper(clock, Says("weather_failed"), Says(old), Says(ahead), good)
    await kept.refresh()
    fresh = kept.fresh()
    assert fresh
    assert fresh.now.wind == 3.0


async def test_a_clock_a_little_ahead_does_no_harm() -> None:
    kept = keeper(Clock(), Says(report(NOW + dt.timedelta(minutes=5))))
    await kept.refresh()
    assert kept.fresh()
    assert kept.age() == dt.timedelta()


async def test_a_clock_that_jumps_back_makes_the_report_unfit() -> None:
    clock = Clock()
    kept = keeper(clock, Says(report(NOW)))
    await kept.refresh()
    clock.forward(days=-1)
    assert kept.fresh() is None


async def test_a_failure_leaves_the_last_report() -> None:
    clock = Clock()
    kept = keeper(clock, Says(report(NOW), "weather_unreachable"))
    await kept.refresh()
    clock.forward(minutes=10)
    await kept.refresh()
    assert kept.fresh() == report(NOW)


async def test_a_source_that_fails_three_times_is_left_alone_for_a_while() -> None:
    clock = Clock()
    bad = Says("weather_failed", "weather_failed", "weather_failed", "weather_failed", report(NOW))
    kept = keeper(clock, bad)
    for _ in range(5):
        await kept.refresh()
    assert bad.asked == 3
    clock.forward(minutes=31)
    await kept.refresh()
    await kept.refresh()
    assert bad.asked == 4  # one try, and another rest


def test_a_breaker_closes_with_the_first_success() -> None:
    seconds = 0.0
    breaker = Breaker(lambda: seconds, failures=1, rest_s=10)
    breaker.failed()
    assert breaker.open
    breaker.worked()
    assert not breaker.open


async def test_what_fell_is_remembered_because_streets_freeze() -> None:
    clock = Clock()
    kept = keeper(clock, Says(report(NOW, wet=Wet.SNOW), report(NOW + dt.timedelta(hours=1), wet=Wet.NONE)))
    await kept.refresh()
    clock.forward(hours=1)
    await kept.refresh()
    fresh = kept.fresh()
    assert fresh
    assert fresh.wet_at == NOW


async def test_the_last_report_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "var" / "weather.json"
    await keeper(Clock(), Says(report(NOW)), kept=path).refresh()
    assert keeper(Clock(), Says("weather_failed"), kept=path).fresh() == report(NOW)
    path.write_text("{broken")
    assert keeper(Clock(), Says("weather_failed"), kept=path).fresh() is None


async def test_old_dust_is_not_mentioned_with_new_weather() -> None:
    clock = Clock()
    air = Air(at=NOW - dt.timedelta(hours=2), source="x", pm10=90)
    kept = keeper(clock, Says(report(NOW).model_copy(update={"air": air})))
    await kept.refresh()
    assert kept.fresh().air == air  # type: ignore[union-attr]
    clock.forward(hours=1, minutes=30)
    assert kept.fresh().air is None  # type: ignore[union-attr]


# -- by hand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_file_kept_by_hand(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "weather.csv"
    path.write_text(
        "시각,기온,습도,풍속,하늘,강수,미세먼지\n"
        "2026-07-30 13:00,31,70,2,맑음,없음,40\n"
        "2026-07-30 14:00,-300,70,2,맑음,없음,40\n"
        "언젠가,31,,,,,\n"
        "2026-07-30 13:30,30,,,흐림,소나기,\n",
        encoding=encoding,
    )
    found = read_file(path, KST)
    assert (found.at.minute, found.now.temperature, found.now.wet) == (30, 30.0, Wet.SHOWER)
    assert found.air is None


def test_a_file_that_says_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeatherError) as missing:
        read_file(tmp_path / "no.csv", KST)
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(WeatherError) as empty:
        read_file(tmp_path / "empty.csv", KST)
    (tmp_path / "lies.json").write_text(
        '{"source": "x", "at": "2026-07-30T14:00:00+09:00", "now": {"temperature": -300}}'
    )
    with pytest.raises(WeatherError) as lies:
        read_file(tmp_path / "lies.json", KST)
    codes = [error.value.code for error in (missing, empty, lies)]
    assert codes == ["weather_file_missing", "weather_incomplete", "weather_implausible"]
