"""What is wrong with a phrase: what the packaged ones have nothing of, and what officers may write."""

import datetime as dt
from functools import cache
from typing import Any

import pytest

from voicebot.civic.calendar import OfficeCalendar, office_calendar
from voicebot.civic.district import load_district
from voicebot.civic.greetings import TOPICS, WEATHER, Greetings, Phrase, read_greetings
from voicebot.civic.lint import load_plain_words
from voicebot.settings import project_dir
from voicebot.talk.greeting.claims import claims
from voicebot.talk.greeting.doubts import doubts, wording
from voicebot.talk.greeting.scenes import samples

FAQ = project_dir() / "faq"
WORDS = load_plain_words(FAQ)
YEAR = 2026


@cache
def calendar() -> OfficeCalendar:
    return office_calendar(load_district(FAQ))


@cache
def greetings(language: str = "ko") -> Greetings:
    return read_greetings(FAQ, language)[0]


def codes(topic: str, says: str, **when: Any) -> list[str]:
    found = wording(topic, says, greetings(), WORDS)
    if found:
        return [doubt.code for doubt in found]
    phrase = Phrase.model_validate({"says": says, **when})
    return [doubt.code for doubt in doubts(topic, phrase, calendar(), YEAR)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_wrong_with_what_the_desk_comes_with(language: str) -> None:
    found = {
        (topic, phrase.says, doubt.code)
        for topic, phrases in greetings(language).phrases.items()
        for phrase in phrases
        for doubt in (
            *wording(topic, phrase.says, greetings(language), WORDS),
            *doubts(topic, phrase, calendar(), YEAR),
        )
    }
    assert found == set()


def test_every_topic_comes_up_in_some_sample() -> None:
    assert set(samples(YEAR, calendar())) | {"notice"} >= TOPICS
    assert all(samples(YEAR, calendar())[topic] for topic in WEATHER)


@pytest.mark.parametrize(
    ("topic", "says", "code"),
    [
        ("rain", "", "empty"),
        ("rain", "호우주의보가 내렸어요.", "warning"),
        ("rain", "비가 와요. 우산을 챙기세요.", "sentences"),
        ("rain", "비가 오니 010-1234-5678로 전화하세요.", "personal"),
        ("rain", "비가 오니 우산을 챙기고 장화를 신고 천천히 걸어서 계단을 조심해서 내려오세요.", "long"),
        ("hello", "안녕하세요 반갑습니다 오늘도 찾아 주셔서 정말로 고맙습니다", "long"),
        ("rain", "{name} 님, 비가 와요.", "braces"),
        ("invite", "{desk}예요, {name} 님 말씀하세요.", "braces"),
        ("rain", "비가 오니 차후에 들러 주세요.", "office_word"),
    ],
)
def test_words_that_are_wrong(topic: str, says: str, code: str) -> None:
    assert code in codes(topic, says)
    assert codes("invite", "{desk}예요, 말씀하세요.") == []


@pytest.mark.parametrize(
    ("topic", "says", "when", "code"),
    [
        ("rain", "날이 맑으니 걸어 보세요.", {}, "contradicts_weather"),
        ("morning", "비가 오니 우산을 챙기세요.", {}, "contradicts_weather"),
        ("heat", "날이 추우니 따뜻하게 입으세요.", {}, "contradicts_weather"),
        ("evening", "좋은 아침이에요.", {}, "contradicts_hour"),
        ("rain", "비가 오니 밤길을 조심하세요.", {}, "contradicts_hour"),
        ("rain", "비가 오니 밤길을 조심하세요.", {"hours": [20, 5]}, None),
        ("summer", "겨울에는 물을 드세요.", {}, "contradicts_season"),
        ("weekend", "토요일이니 편히 쉬세요.", {}, "contradicts_day"),
        ("weekend", "토요일이니 편히 쉬세요.", {"weekdays": [5]}, None),
        ("afternoon", "구청은 지금 열려 있어요.", {}, "contradicts_office"),
        ("afternoon", "구청은 지금 열려 있어요.", {"office": "open"}, None),
        ("morning", "힘내세요.", {"hours": [18, 22]}, "never"),
        ("rain", "비가 오니 조심하세요.", {"feels": [30, 40]}, "never"),
        ("notice", "내일 토요일은 구청이 쉬어요.", {}, None),
        ("notice", "눈이 오니 조심하세요.", {}, "contradicts_weather"),
        ("hello", "좋은 저녁이에요", {}, "contradicts_hour"),
        ("summer", "장마가 길어도 힘내세요.", {"from": "2026-07-01", "until": "2026-07-20"}, None),
        ("spring", "어르신 돌봄도 물어보세요.", {}, None),
        ("sleet", "진눈깨비가 오니 우산을 챙기세요.", {}, None),
    ],
)
def test_what_is_said_when_it_is_not_so(
    topic: str, says: str, when: dict[str, Any], code: str | None
) -> None:
    assert codes(topic, says, **when) == ([code] if code else [])


def test_a_contradiction_names_the_word_and_a_moment() -> None:
    phrase = Phrase(says="좋은 아침이에요.")
    (doubt,) = doubts("evening", phrase, calendar(), YEAR)
    assert (doubt.severity, doubt.about["word"]) == ("ask", "아침")
    at = doubt.about["at"]
    assert isinstance(at, dt.datetime)
    assert not next(claims(phrase.says)).holds(samples(YEAR, calendar())["evening"][0].moment, None)
    assert 18 <= at.hour < 22
