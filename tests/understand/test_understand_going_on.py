"""Words that go on with what was answered, in whatever words; none of these sentences was fitted on."""

from __future__ import annotations

import pytest

from voicebot.understand.going_on import ELSEWHERE, HERE, going_on, is_wish


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("그건 얼마예요?", "fee"),
        ("돈 많이 드나요, 그거?", "fee"),
        ("우리 며느리가 대신 가도 돼요?", "who"),
        ("도장도 들고 가야 되나요?", "documents"),
        ("일요일에 가도 문 열어요?", "hours"),
        ("한 달 안에는 나와요?", "deadline"),
    ],
)
def test_what_goes_on_and_with_what(text: str, aspect: str) -> None:
    found = going_on(text, "ko")
    assert found.aspect == aspect
    assert found.tells >= HERE


@pytest.mark.parametrize(
    "text", ["어제 연속극 봤는데 재미있더라", "나 요즘 잠이 안 와서 힘들어요", "우리 손주가 아주 예뻐요", ""]
)
def test_other_talk_goes_on_with_nothing(text: str) -> None:
    assert going_on(text, "ko").tells < HERE


@pytest.mark.parametrize("text", ["여권 새로 만들려면 어떻게 해요?", "대형 폐기물은 어떻게 버려요?"])
def test_who_names_another_thing_begins_anew(text: str) -> None:
    assert going_on(text, "ko").tells < ELSEWHERE


def test_who_says_much_begins_anew() -> None:
    assert going_on("얼마예요 " * 20, "ko").tells < HERE
    assert not going_on("얼마예요 " * 20, "ko").bare


def test_a_plain_wish_is_one_whatever_was_answered() -> None:
    assert is_wish("다시 말해 주세요", "ko")
    assert is_wish("slower please", "en")
