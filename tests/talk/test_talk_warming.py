"""What is said of a complaint is in the cache before anybody complains, apart from the caller's own words."""

import re
from itertools import chain

import pytest
from interview_world import CATEGORIES, DISTRICT, FAQ, NOW, Teller

from voicebot.civic.faq import load_faq
from voicebot.talk.warming import answers, changes, own_sentences, questions

DAYS = 90


def warm(language: str) -> set[str]:
    return {*own_sentences(language), *questions(CATEGORIES, language, DAYS)}


def test_every_question_of_an_interview_is_warm() -> None:
    ready = warm("ko")
    own_words = re.compile(r"하신 말씀은|가좌시장|나갔어요|김순자|공일공|때는")
    for first in ("민원 넣으려고요", "길이 너무 미끄럽고 불편해서 못 살겠어요 민원 넣을게요"):
        teller = Teller(first).says(
            "가로등이 나갔어요", "1번", "가좌시장 앞이요", "어제부터요", "몰라요", "네"
        )
        teller.says("김순자예요", "010-1234-5678")
        said = chain.from_iterable(step.sentences for step in teller.steps)
        assert [line for line in said if line not in ready and not own_words.search(line)] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_of_complaint(language: str) -> None:
    ready = warm(language)
    for kind in CATEGORIES.categories:
        name = kind.name.in_(language)
        assert any(name in line and "1" in line for line in ready) or kind.id == "other"
        assert {one.in_(language) for one in kind.ask} | {kind.notice.in_(language)} <= ready


def test_approved_answers_come_once_for_each_choice() -> None:
    faq = load_faq(FAQ)
    lines = list(answers(faq, "ko", NOW.date()))
    for entry in faq.entries("ko").values():
        assert set(entry.spoken(NOW.date())) <= set(lines)
        assert sum(line == f"2번, {entry.label}." for line in lines) >= 1


def test_what_staff_change_is_told_at_once() -> None:
    ready = set(changes(DISTRICT, "ko", NOW.date()))
    assert {
        "도로과에서 확인하고 맡기로 했어요.",
        "지금 하수과에서 처리하고 있어요.",
        "답이 나왔어요, 말씀하신 대로 하기로 했어요.",
        "알려 주셔서 고마워요, 맡은 부서에 전할게요.",
    } <= ready
    assert not any("{" in line or "None" in line for line in ready | set(changes(DISTRICT, "en", NOW.date())))
