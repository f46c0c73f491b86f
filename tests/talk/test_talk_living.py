# ruff: noqa: E501  (Hangul counts double)
"""Answers about the day itself and about what is near, with nothing but values."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from talk_world import Device, FakeDesk

from voicebot.civic.calendar import office_calendar
from voicebot.civic.district import load_district
from voicebot.civic.places.place import Place, opening_of
from voicebot.civic.places.shelf import Shelf, save
from voicebot.civic.weather.report import Air, Day, Now, Report, Sky, Wet
from voicebot.settings import project_dir
from voicebot.talk import client_events as asked
from voicebot.talk.living.guide import Guide, Guided
from voicebot.talk.living.words import words
from voicebot.text.length import MAX_SYLLABLES, syllables
from voicebot.text.particles import Noun

DISTRICT = load_district(project_dir() / "faq")
CALENDAR = office_calendar(DISTRICT)
AT = dt.datetime(2026, 11, 26, 14, 20, tzinfo=DISTRICT.zone)
MAP = "https://map.example/{name},{lat},{lon}"


def report(**now: Any) -> Report:
    days = tuple(
        Day(
            date=AT.date() + dt.timedelta(days=n),
            low=-2 + n,
            high=5 + n,
            sky=Sky.OVERCAST,
            wet=Wet.SNOW if n == 1 else Wet.NONE,
            chance=80 if n == 1 else 10,
        )
        for n in range(4)
    )
    air = Air(at=AT, source="x", pm10=90)
    weather = Now(**({"temperature": -3, "feels": -8, "sky": Sky.CLEAR, "wet": Wet.NONE} | now))
    return Report(source="x", at=AT, now=weather, air=air, days=days)


def guide(folder: Path, weather: Report | None = None, at: dt.datetime = AT) -> Guide:
    return Guide(DISTRICT, CALENDAR, lambda: weather, Shelf(folder), lambda: at, MAP)


def said(found: Guided | None) -> tuple[str, ...]:
    assert found
    return found.reply.sentences


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("지금 몇 도예요", ("지금 바깥은 영하 3도인데, 몸으로는 영하 8도쯤이에요.", "하늘은 맑아요.", "추우니 따뜻하게 입으세요.")),
        ("내일 날씨 어때요", ("내일은 눈이 올 것 같고, 영하 1도에서 6도쯤이에요.", "눈 올 확률은 80퍼센트예요.")),
        ("내일 눈 와요?", ("내일은 눈 올 확률이 80퍼센트예요.", "나가실 때 우산을 챙기세요.")),
        ("주말 날씨 알려 줘", ("토요일은 흐릴 것 같고, 0도에서 7도쯤이에요.", "일요일은 흐릴 것 같고, 1도에서 8도쯤이에요.")),
        ("우산 챙겨야 돼요", ("지금은 비나 눈이 오지 않아요.", "오늘은 비 올 확률이 10퍼센트예요.")),
        ("미세먼지 어때요", ("지금 미세먼지는 나쁨이에요.", "나가실 때 마스크를 쓰세요.")),
        ("해가 몇 시에 져요", ("오늘은 해가 오전 7시 24분에 뜨고, 오후 5시 16분에 져요.",)),
        ("오늘 며칠이에요", ("오늘은 11월 26일 목요일이에요.",)),
        ("지금 몇 시예요", ("지금은 오후 2시 20분이에요.",)),
        ("다음 공휴일이 언제예요", ("다음 공휴일은 성탄절, 12월 25일 금요일이에요.", "오늘부터 29일 남았어요.")),
        ("설날이 언제예요", ("설날은 내년 2월 7일 일요일이에요.", "오늘부터 73일 남았어요.")),
        ("내일 쉬는 날이에요", ("아니요, 내일은 쉬는 날이 아니에요.",)),
        ("지금 구청 열었어요", ("지금 열려 있어요.", "오후 6시까지 해요.", "바뀌었을 수 있으니 120에서 확인해 주세요.")),
        ("토요일에 주민센터 열어요", ("토요일은 쉬어요.", "11월 30일 월요일 오전 9시에 열어요.", "바뀌었을 수 있으니 120에서 확인해 주세요.")),
    ],
)  # fmt: skip
def test_answers(tmp_path: Path, question: str, answer: tuple[str, ...]) -> None:
    assert said(guide(tmp_path, report()).hear(question, "ko")) == answer


def test_weather_that_is_not_known_is_not_made_up(tmp_path: Path) -> None:
    for question in ("오늘 날씨 어때요", "내일 비 와요", "주말 날씨 어때요"):
        assert said(guide(tmp_path).hear(question, "ko"))[0] == "지금은 날씨를 알 수 없어요."
    assert said(guide(tmp_path).hear("미세먼지 어때요", "ko"))[0] == "지금은 미세먼지를 알 수 없어요."
    later = guide(tmp_path, report()).hear("내일 미세먼지 어때요", "ko")
    assert "아직 몰라요" in said(later)[0]


@pytest.mark.parametrize(
    ("at", "question", "first"),
    [
        ("2026-12-31T23:59", "내일 무슨 요일이에요", "내일은 1월 1일 금요일이에요."),
        ("2026-12-31T23:59", "내일 공휴일이에요", "네, 내일은 새해 첫날이라 쉬는 날이에요."),
        ("2026-12-31T19:00", "지금 구청 열었어요", "지금은 닫혀 있어요."),
        ("2026-11-26T12:10", "지금 구청 열었어요", "지금은 점심시간이에요."),
        ("2026-11-29T10:00", "주말 날씨 어때요", "일요일은 흐릴 것 같고, 1도에서 8도쯤이에요."),
        ("2026-12-22T10:00", "동지가 언제예요", "동지는 12월 22일 화요일이에요."),
    ],
)
def test_at_other_moments(tmp_path: Path, at: str, question: str, first: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=DISTRICT.zone)
    assert said(guide(tmp_path, report(), moment).hear(question, "ko"))[0] == first


def test_both_languages_have_every_sentence_and_none_is_too_long() -> None:
    assert words("ko").names() == words("en").names()
    fixed = [sentence for language in ("ko", "en") for sentence in words(language).fixed()]
    assert max(map(syllables, fixed)) <= MAX_SYLLABLES


# -- places -----------------------------------------------------------------------------------------------


@pytest.fixture
def places(tmp_path: Path) -> Path:
    shops = [
        Place(name="가좌약국", address="인천 서구 가좌동 1", lat=37.49, lon=126.68, opening=opening_of("09:00~19:00")),
        Place(name="둘째약국", address="인천 서구 가좌동 9", lat=37.492, lon=126.681, phone="032-560-0002"),
        Place(name="청라 약국", address="인천 서구 청라동 1", lat=37.534, lon=126.643),
    ]  # fmt: skip
    save(tmp_path, "pharmacy", shops)
    return tmp_path


def test_a_place_in_a_dong_with_links_to_a_map(places: Path) -> None:
    found = guide(places).hear("가좌1동 약국 어디예요", "ko")
    assert said(found)[0].startswith("가좌1동 가까이에는 ")
    links = found.reply.links  # type: ignore[union-attr]
    assert {link.label for link in links} == {"가좌약국", "둘째약국"}
    assert all(
        (link.url and link.url.startswith("https://map.example/%EA%B0%80")) or link.label != "가좌약국"
        for link in links
    )


def test_without_a_dong_the_desk_asks_and_takes_a_dong_or_a_position(places: Path) -> None:
    desk = guide(places)
    asking = desk.hear("가까운 약국 어디예요", "ko")
    assert said(asking)[0] == "어느 동에 계세요?"
    assert asking.seeking == "pharmacy"  # type: ignore[union-attr]
    assert said(desk.hear("청라동이요", "ko", "pharmacy"))[0] == "청라동 가까이에는 청라 약국이 있어요."
    located = desk.located("ko", "pharmacy", 37.4901, 126.6801)
    assert located.reply.sentences == (
        "가장 가까운 약국은 가좌약국이에요.",
        "걸어서 1분쯤 걸려요.",
        "지금 열려 있어요.",
    )
    assert located.reply.links[0].detail.startswith("10m")
    assert desk.hear("모르겠어요", "ko", "pharmacy") is None


def test_where_nothing_was_imported_the_entries_answer(places: Path) -> None:
    assert guide(places).hear("가까운 무더위쉼터 어디예요", "ko") is None


def test_a_dong_without_a_place_is_said_so(places: Path) -> None:
    assert (
        said(guide(places).hear("당하동 약국 어디예요", "ko"))[0] == "당하동 가까이에서 아는 약국이 없어요."
    )


def test_particles_go_by_the_last_sound() -> None:
    nouns = {
        "약국": "약국은",
        "쉼터": "쉼터는",
        "GS25": "GS25는",
        "제1": "제1은",
        "(주)가": "(주)가는",
        "집)": "집)은",
    }
    assert {noun: f"{Noun(noun):은}" for noun in nouns} == nouns
    assert f"{Noun('약국'):이에요} {Noun('쉼터'):이에요} {Noun('x')}" == "약국이에요 쉼터예요 x"


# -- in a conversation ------------------------------------------------------------------------------------


async def test_a_conversation_asks_for_the_dong_and_takes_the_position(places: Path) -> None:
    desk = FakeDesk()
    desk.guide = guide(places, report())
    caller = Device(desk)
    await caller.says("가까운 약국 어디예요")
    await caller.played()
    await caller.send(asked.InputLocation(lat=37.4901, lon=126.6801, accuracy_m=20))
    await caller.played()
    await caller.says("내일 날씨 어때요")
    await caller.played()
    await caller.says("여권 수수료 얼마예요?")
    await caller.played()
    first = [reply.sentences[0] for reply in caller.replies()]
    assert first == [
        "어느 동에 계세요?",
        "가장 가까운 약국은 가좌약국이에요.",
        "내일은 눈이 올 것 같고, 영하 1도에서 6도쯤이에요.",
        "오만 원이에요.",
    ]
    assert caller.replies()[1].links[0].label == "가좌약국"
    await caller.session.close()


async def test_a_position_that_nobody_asked_for_is_an_error_that_loses_nothing(places: Path) -> None:
    desk = FakeDesk()
    desk.guide = guide(places)
    caller = Device(desk)
    await caller.send(asked.InputLocation(lat=37.49, lon=126.68, accuracy_m=20))
    assert [event.code for event in caller.events if event.type == "error"] == ["position_unasked"]
    await caller.session.close()
