"""Readings that were led, and yes and no in several words."""

import pytest

from voicebot.understand.agreeing import agreeing
from voicebot.understand.led import NOTHING, Lead, sounds_alike

NAMES = ("검암역", "석남동", "가좌시장", "청라호수공원")


@pytest.mark.parametrize(
    ("led", "free"),
    [
        ("검암역이요.", "고맙려기요"),
        ("가정역 앞이요.", "가족려가 피워"),
        ("그저께부터요.", "그 적게 묻어요."),
        ("공, 일, 공.", "콩을 콩"),
    ],
)
def test_what_sounds_like_it_may_be_it(led: str, free: str) -> None:
    assert sounds_alike(led, free)


@pytest.mark.parametrize(
    ("led", "free"),
    [
        ("석남동, 가좌시장, 검암역.", "아"),
        ("네.", "오늘!"),
        ("어제부터요.", "시청해 주셔서 감사합니다."),
        ("공, 일, 공.", "몰라요"),
    ],
)
def test_what_is_echoed_is_not(led: str, free: str) -> None:
    assert not sounds_alike(led, free)


def test_only_names_near_what_was_heard_are_waited_for() -> None:
    hint = Lead("앞이요.", NAMES).hint("성남동, 가주와 시장 앞에 가로등이 나갔어요")
    assert "석남동" in hint
    assert "가좌시장" in hint
    assert "청라호수공원" not in hint
    assert hint.startswith("앞이요.")


def test_a_name_is_near_what_was_written_for_its_sound() -> None:
    assert "검암역" in Lead("", NAMES).hint("고맙려기요")


def test_nothing_leads_nowhere() -> None:
    assert NOTHING.hint("검암역이요") == ""
    assert Lead("", NAMES).hint("여권 만들어 주세요") == ""


@pytest.mark.parametrize(
    "words", ["네, 크로세요", "넥크로세요", "네 맞아요, 접수해주세요.", "네, 다 맞아요. 그대로 내주세요."]
)
def test_a_yes_in_several_words_is_heard(words: str) -> None:
    assert agreeing(words) is True


@pytest.mark.parametrize("words", ["아니요, 권 차나요.", "안이 오, 보내지 마세요.", "아니요, 다른 일이에요."])
def test_a_no_in_several_words_is_heard(words: str) -> None:
    assert agreeing(words) is False


@pytest.mark.parametrize(
    "words",
    [
        "네, 위치가 틀렸어요.", "아니요, 날짜가 틀렸어요.", "네, 적어도 안 돼요", "여권 발급해 주세요",
        "시청해 주셔서 감사합니다",
        "쓰레기 봉투 주세요", "다음 영상에서 만나요", "몰라요", "네, 알겠습니다. 안녕히 계세요.", "",
    ],
)  # fmt: skip
def test_anything_else_is_neither(words: str) -> None:
    assert agreeing(words) is None
