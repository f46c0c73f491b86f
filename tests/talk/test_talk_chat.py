"""Everyday talk fits the hour and the weather, and offers help."""

import datetime as dt
from dataclasses import dataclass

import pytest
from talk_fakes import entry

from voicebot.civic.smalltalk import Topic
from voicebot.talk.chat import clock, facts, small_talk
from voicebot.talk.phrases import phrases

SAY = phrases("ko")
NOON = dt.datetime(2026, 7, 30, 12, 5)


@dataclass
class Sky:
    temperature: float = 20.0
    wind: float | None = None
    sky: str | None = None
    wet: str | None = None


def topic(*say: object, **more: object) -> Topic:
    return Topic.model_validate({"topic": "chat", "ask": ["말"], "say": list(say), **more})


@pytest.mark.parametrize(
    ("hour", "name"),
    [
        (0, "night"),
        (4, "night"),
        (5, "morning"),
        (11, "noon"),
        (14, "afternoon"),
        (18, "evening"),
        (21, "night"),
    ],
)
def test_the_hour_has_a_name(hour: int, name: str) -> None:
    assert name in facts(NOON.replace(hour=hour), None)


@pytest.mark.parametrize(
    ("month", "name"), [(1, "winter"), (3, "spring"), (7, "summer"), (11, "autumn"), (12, "winter")]
)
def test_the_season_has_a_name(month: int, name: str) -> None:
    assert name in facts(NOON.replace(month=month, day=1), None)


@pytest.mark.parametrize(
    ("sky", "names"),
    [
        (Sky(wet="rain", sky="clear"), {"rain"}),
        (Sky(wet="none", sky="clear"), {"clear"}),
        (Sky(sky="overcast"), {"cloudy"}),
        (Sky(sky="fog"), set()),
        (Sky(temperature=34.0), {"hot"}),
        (Sky(temperature=-5.0, wet="snow"), {"cold", "snow"}),
        (Sky(wind=12.0), {"windy"}),
    ],
)
def test_only_the_weather_that_is_known_counts(sky: Sky, names: set[str]) -> None:
    assert facts(NOON, sky) - facts(NOON, None) == names


def test_an_answer_is_followed_by_an_offer() -> None:
    reply = small_talk(topic("고마워요."), NOON, frozenset(), SAY, 0, None, "창구")
    assert reply.kind == "small_talk"
    assert reply.sentences == ("고마워요.", SAY("offers")[0])


def test_answers_take_turns() -> None:
    said = [
        small_talk(topic("하나.", "둘."), NOON, frozenset(), SAY, n, None, "창구").sentences[0]
        for n in range(3)
    ]
    assert said == ["하나.", "둘.", "하나."]


def test_a_yes_to_the_offer_leads_to_its_entry() -> None:
    care = entry("care", "돌봄이 있어요.")
    reply = small_talk(
        topic("적적하셨겠어요.", offer="돌봄을 알려 드릴까요?", entry="care"),
        NOON,
        frozenset(),
        SAY,
        0,
        care,
        "창구",
    )
    assert reply.sentences[-1] == "돌봄을 알려 드릴까요?"
    assert [option.entry for option in reply.options] == ["care"]


def test_an_offer_without_its_entry_is_not_made() -> None:
    reply = small_talk(
        topic("네.", offer="알려 드릴까요?", entry="gone"), NOON, frozenset(), SAY, 0, None, "창구"
    )
    assert not reply.options
    assert reply.sentences[-1] in SAY("offers")


def test_danger_is_met_without_offers_of_other_things() -> None:
    reply = small_talk(
        topic("109에 전화하세요.", offer="혼자 계세요?", safety=True), NOON, frozenset(), SAY, 0, None, "창구"
    )
    assert (reply.kind, reply.sentences) == ("safety", ("109에 전화하세요.", "혼자 계세요?"))


def test_time_and_date_are_filled_in() -> None:
    reply = small_talk(
        topic("지금은 {time}, {date}, {weekday}이에요."), NOON, frozenset(), SAY, 0, None, "창구"
    )
    assert reply.sentences[0] == "지금은 오후 12시 5분, 7월 30일, 목요일이에요."


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "오전 12시 5분"), (12, "오후 12시 5분"), (15, "오후 3시 5분")]
)
def test_the_clock(hour: int, said: str) -> None:
    assert clock(NOON.replace(hour=hour), SAY) == said
