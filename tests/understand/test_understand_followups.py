"""Short questions that go on, and two questions in one breath."""

import csv
from pathlib import Path

import pytest

from voicebot.understand.followups import follow_up, tells
from voicebot.understand.two import in_two

ASPECTS = Path(__file__).parent / "dev" / "manner" / "aspects.ko.dev.tsv"


def rows() -> list[tuple[str, str]]:
    with ASPECTS.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["aspect"]) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize(("text", "aspect"), rows())
def test_what_a_short_question_asks_about(text: str, aspect: str) -> None:
    found = follow_up(text, "ko")
    assert found
    assert found.aspect == aspect


@pytest.mark.parametrize(
    "text", ["그건 얼마예요?", "어디로 가요?", "언제까지요?", "뭐 가져가요", "전화번호는요"]
)
def test_what_names_nothing_is_bare(text: str) -> None:
    found = follow_up(text, "ko")
    assert found
    assert found.bare


@pytest.mark.parametrize("text", ["등본은 어떻게 떼요?", "봉투는 얼마예요", "쉼터는 어디예요"])
def test_what_names_something_is_not(text: str) -> None:
    found = follow_up(text, "ko")
    assert found
    assert not found.bare


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("How much is it?", "fee"),
        ("Who do I ring?", "phone"),
        ("Until when?", "deadline"),
        ("Where is it done?", "place"),
    ],
)
def test_in_english(text: str, aspect: str) -> None:
    found = follow_up(text, "en")
    assert found
    assert (found.aspect, found.bare) == (aspect, True)


def test_talk_asks_about_nothing() -> None:
    assert follow_up("고마워요", "ko") is None


def test_a_sentence_tells_of_what_it_states() -> None:
    assert tells("수수료는 600원이에요.", "fee", "ko")
    assert not tells("신분증을 가지고 직접 가세요.", "fee", "ko")
    assert tells("평일 아침 9시부터 저녁 6시까지 상담해요.", "hours", "ko")


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("더울 때 어떻게 해야 되고 쉼터는 어디 있어요?", ("더울 때 어떻게 해야 되고", "쉼터는 어디 있어요?")),
        (
            "인감증명이랑 등본 떼려면 어떻게 해야 돼요?",
            ("인감증명 떼려면 어떻게 해야 돼요?", "등본 떼려면 어떻게 해야 돼요?"),
        ),
    ],
)
def test_two_questions_are_cut_apart(text: str, halves: tuple[str, str]) -> None:
    assert next(in_two(text, "ko")) == halves


def test_two_english_questions_are_cut_apart() -> None:
    assert next(in_two("How much is a passport and when are you open?", "en")) == (
        "How much is a passport",
        "when are you open?",
    )


@pytest.mark.parametrize(
    "text",
    [
        "불법 주정차 신고하고 싶어요",
        "신분증 들고 가면 돼요?",
        "주민등록증을 잃어버렸는데 신고는 어디다 해요?",
        "여권 만들려고 하는데요",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert not list(in_two(text, "ko"))
