"""What officers try out from the command line: greetings of any moment, the weather's sources, places."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from voicebot.cli import app
from voicebot.errors import VoicebotError
from voicebot.settings import settings

Run = Callable[..., str]
HEAT = '{"now": {"temperature": 34, "feels": 36}}'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setenv("VOICEBOT_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("VOICEBOT_WEATHER__SOURCES", '["file"]')
    monkeypatch.setenv("VOICEBOT_WEATHER__AIR", "[]")
    monkeypatch.setenv("VOICEBOT_WEATHER__FILE", str(tmp_path / "weather.csv"))
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()

    def invoke(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, list(words))
        if isinstance(done.exception, VoicebotError):
            raise done.exception
        assert done.exit_code == code, done.output
        return " ".join(done.output.split())

    yield invoke
    settings.cache_clear()


def test_any_moment_can_be_looked_at(run: Run, tmp_path: Path) -> None:
    (tmp_path / "heat.json").write_text(HEAT)
    hot = run("greet", "--at", "2026-07-30T14:00", "--weather", "heat.json")
    assert re.search(r"(더우니|더운)", hot)
    assert "about: extreme_heat" in hot
    assert "어버이날" in run("greet", "--at", "2026-05-08T10:00")
    assert "Parents' Day" in run("greet", "--at", "2026-05-08T10:00", "--language", "en")
    assert len(run("greet", "--at", "2026-05-08T10:00", "--all").split("어버이날")) > 3
    assert run("greet", "--at", "2026-05-08T10:00", "--seed", "3") == run(
        "greet", "--at", "2026-05-08T10:00", "--seed", "3"
    )


def test_weather_that_cannot_be_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lies.json").write_text('{"now": {"temperature": -300}}')
    with pytest.raises(VoicebotError) as caught:
        run("greet", "--weather", "lies.json")
    assert caught.value.code == "weather_implausible"


def test_the_sources_can_be_asked(run: Run, tmp_path: Path) -> None:
    assert "No source answered" in run("weather", code=1)
    import datetime as dt

    now = dt.datetime.now(dt.UTC).isoformat(timespec="minutes")
    (tmp_path / "weather.csv").write_text(f"시각,기온,하늘\n{now},21.5,맑음\n", encoding="cp949")
    assert '"temperature": 21.5' in run("weather")


def test_places_are_imported_and_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "쉼터.csv").write_text(
        "쉼터명칭,소재지도로명주소,위도,경도\n"
        "가좌경로당,인천 서구 가좌동 1,37.49,126.68\n"
        "잘못된곳,인천 서구 가좌동 2,126.68,37.49\n",
        encoding="cp949",
    )
    said = run("places", "import", "쉼터.csv")
    assert "line 3: latitude 126.68 and longitude 37.49 have changed places" in said
    assert "heat_shelter: 1 places taken, 0 of other districts left out, 1 lines passed over" in said
    assert "가좌경로당" in run("places", "near", "가좌1동")
    assert "None is known" in run("places", "near", "가좌1동", "--kind", "toilet", code=1)


def test_a_file_without_a_place_of_the_district_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "toilet.csv").write_text("명칭,위도,경도\n부산역,35.1,129.0\n", encoding="utf-8")
    assert "nothing has changed" in run("places", "import", "toilet.csv", "--kind", "toilet", code=1)
