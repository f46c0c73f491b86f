import datetime as dt

import pytest

from voicebot.understand.slots import Gazetteer, When, extract
from voicebot.understand.slots.days import back, nearest_day, nearest_month_day

NOW = dt.datetime(2026, 11, 26, 15, 0)
"""A Thursday."""


def when(text: str, now: dt.datetime = NOW, language: str = "ko") -> When | None:
    return extract(text, now, Gazetteer(), language).when


DATED = """
어제 밤부터 가로등이 나갔어요|어제 밤부터|since|11-25|11-25
어젯밤부터요|어젯밤부터|since|11-25|11-25
엊저녁에 그랬어요|엊저녁|at|11-25|11-25
간밤에 비가 와서요|간밤|at|11-25|11-25
그저께부터 계속 그래요|그저께부터|since|11-24|11-24
사흘째 안 치워요|사흘째|since|11-24|11-24
사흘 동안 물이 안 나와요|사흘 동안|since|11-23|11-23
아까 봤어요|아까|at|11-26|11-26
오늘 아침에 봤는데요|오늘 아침|at|11-26|11-26
지난주 화요일에요|지난주 화요일|at|11-17|11-17
지난 토요일에 넘어졌어요|지난 토요일|at|11-21|11-21
월요일부터요|월요일부터|since|11-23|11-23
3일 전부터|3일 전부터|since|11-23|11-23
삼 일 전에요|삼 일 전|at|11-23|11-23
보름 전쯤이요|보름 전쯤|at|11-11|11-11
일주일째 쓰레기차가 안 와요|일주일째|since|11-16|11-22
한 달 전에요|한 달 전|at|10-01|10-31
두 달 넘게 그대로예요|두 달 넘게|since|09-01|09-30
고장난 지 사흘 됐어요|지 사흘 됐어요|since|11-23|11-23
11월 20일 저녁 8시쯤이요|11월 20일 저녁 8시쯤|at|11-20|11-20
십일월 이십일부터|십일월 이십일부터|since|11-20|11-20
지난달 3일이요|지난달 3일|at|10-03|10-03
20일부터 막혔어요|20일부터|since|11-20|11-20
이번 주 월요일이요|이번 주 월요일|at|11-23|11-23
세 시간째 물이 안 나와요|세 시간째|since|11-26|11-26
10월부터요|10월부터|since|10-01|10-31
한 일주일이요|한 일주일|since|11-16|11-22
어제 비 온 뒤로 물이 새요|어제 비 온 뒤로|since|11-25|11-25
아까 점심때 봤어요|아까 점심때|at|11-26|11-26
이번 주부터요|이번 주부터|since|11-23|11-26
"""


@pytest.mark.parametrize("line", DATED.strip().split("\n"))
def test_a_time_is_dated_where_the_clock_allows_it(line: str) -> None:
    said, words, mode, first, last = line.split("|")
    found = when(said)
    assert found
    assert (found.words, found.mode) == (words, mode)
    assert (str(found.first), str(found.last)) == (f"2026-{first}", f"2026-{last}")
    assert found.fault is None


UNDATED = """
비 온 뒤로 물이 새요|비 온 뒤로|since
태풍이 지나간 다음부터 간판이 흔들려요|태풍이 지나간 다음부터|since
공사 시작하고 나서부터 시끄러워요|공사 시작하고 나서부터|since
고장 난 후로 아무도 안 와요|고장 난 후로|since
비 올 때마다 하수구가 넘쳐요|비 올 때마다|every
간판이 바람 불 때마다 흔들려요|바람 불 때마다|every
비만 오면 물이 차요|비만 오면|every
한 사나흘 됐어|한 사나흘 됐어|since
오래됐어요|오래됐어요|since
며칠째 멈춰 있어요|며칠째|since
며칠 전부터요|며칠 전부터|since
요즘 밤마다 시끄러워요|요즘 밤마다|every
토요일마다 노래를 불러요|토요일마다|every
새벽 두 시에 공사를 해요|새벽 두 시|at
매일 저녁 8시부터 노래를 불러요|매일 저녁 8시부터|every
일주일에 두 번 와요|일주일에 두 번|every
"""


@pytest.mark.parametrize("line", UNDATED.strip().split("\n"))
def test_a_time_without_a_date_keeps_its_words(line: str) -> None:
    said, words, mode = line.split("|")
    found = when(said)
    assert found
    assert (found.words, found.mode, found.first, found.fault) == (words, mode, None, None)


@pytest.mark.parametrize(
    "said",
    ["내일이요", "모레부터요", "다음 주 월요일부터요", "12월 5일이요", "2027년 1월 3일이요", "내년 봄이요"],
)
def test_a_day_to_come_is_a_fault(said: str) -> None:
    found = when(said)
    assert found
    assert found.fault == "future"


@pytest.mark.parametrize("said", ["2월 30일이요", "13월 1일이요", "지난달 40일이요"])
def test_a_day_that_no_calendar_has_is_never_guessed(said: str) -> None:
    found = when(said)
    assert found is None or (found.fault == "impossible" and found.first is None)


NEVER = """
가로등이 나갔어요
내일까지 고쳐 주세요
밤나무가 쓰러졌어요
큰일 났어요
한 번만 봐 주세요
보름달이 떴어요
건물 뒤로 쓰레기를 버려요
세상에 이런 일이 있나요
주변이 지저분해요
공일공 일이삼사 오육칠팔이요
석남동 3번지요
이 일대가 다 그래요
"""


@pytest.mark.parametrize("said", NEVER.strip().split("\n"))
def test_no_time_is_invented(said: str) -> None:
    assert when(said) is None


def test_a_time_taken_back_does_not_count() -> None:
    found = when("어제 아니 그저께부터 물이 안 나와요")
    assert found
    assert (found.words, found.first) == ("그저께부터", dt.date(2026, 11, 24))


def test_a_date_without_a_year_is_the_nearest_one() -> None:
    assert nearest_month_day(dt.date(2027, 1, 5), 12, 28) == back(dt.date(2026, 12, 28), 0, "day")
    assert nearest_day(dt.date(2026, 11, 5), 28) == back(dt.date(2026, 10, 28), 0, "day")
    assert nearest_month_day(dt.date(2026, 11, 26), 3, 1) == back(dt.date(2026, 3, 1), 0, "day")
    assert nearest_month_day(dt.date(2026, 1, 5), 2, 30) is None


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_what_lies_before_all_calendars_is_unknown(unit: str) -> None:
    assert back(dt.date(2026, 11, 26), 9999, unit) is None or unit in ("day", "week", "month")  # type: ignore[arg-type]
    assert back(dt.date.min, 40, unit) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "words", "mode", "first"),
    [
        ("The light is broken since last night", "since last night", "since", "2026-11-25"),
        ("It happened three days ago", "three days ago", "at", "2026-11-23"),
        ("A car has been parked here for two days", "for two days", "since", "2026-11-24"),
        ("since Monday", "since Monday", "since", "2026-11-23"),
        ("A dog barks every night", "every night", "every", "None"),
        ("last week", "last week", "at", "2026-11-16"),
    ],
)
def test_english_times(said: str, words: str, mode: str, first: str) -> None:
    found = when(said, language="en")
    assert found
    assert (found.words, found.mode, str(found.first)) == (words, mode, first)


def test_an_english_day_to_come_is_a_fault() -> None:
    found = when("tomorrow", language="en")
    assert found
    assert found.fault == "future"
