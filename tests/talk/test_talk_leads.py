"""What is waited for in each question, what counts as an answer, and wishes known by their sound."""

import pytest

from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.talk.answers import answers
from voicebot.talk.interview.said import about_filed, only_wants_to_complain, wants_to_complain
from voicebot.talk.leads import Leads
from voicebot.understand.expected import DIGITS, YES_NO

NAMES = ("가좌시장", "석남동")


def heard(*texts: str) -> Transcript:
    return Transcript(tuple(Hypothesis(text, -0.9) for text in texts), "ko", no_speech=0.6)


def test_a_place_is_waited_for_where_one_may_be_said() -> None:
    leads = Leads("ko", NAMES)
    for asking in ("place", "what", "readback"):
        assert "가좌시장" in leads.to(asking).hint("가주와 시장 앞이요")
    assert "가좌시장" not in leads.to("when").hint("가주와 시장 앞이요")
    assert "가좌시장" in leads.opening.hint("가주와 시장 앞에 가로등이 나갔어요")


def test_nothing_is_waited_for_elsewhere_and_in_english() -> None:
    assert Leads("ko", NAMES).to("").hint("가좌시장이요") == ""
    assert Leads("en", NAMES).to("place").hint("at the market") == ""


def test_a_number_that_is_dictated_is_an_answer_where_one_is_waited_for() -> None:
    assert answers(heard("공, 하나, 공, 팔, 칠, 육."), DIGITS, "ko")
    assert not answers(heard("사, 사, 사, 사"), DIGITS, "ko")
    assert not answers(heard("오, 기다려.", "어깨야"), DIGITS, "ko")
    assert not answers(heard("공, 하나, 공, 팔, 칠, 육."), YES_NO, "ko")


@pytest.mark.parametrize("text", ["민원 좀 노력어요", "민원 좀 너려고요.", "민원점 노려고요"])
def test_the_wish_to_complain_is_known_by_its_sound(text: str) -> None:
    assert wants_to_complain(text)
    assert only_wants_to_complain(text)


@pytest.mark.parametrize("text", ["전입신고하려고요", "혼인신고 하려고요", "민원서류 떼려고요"])
def test_other_business_is_no_complaint(text: str) -> None:
    assert not only_wants_to_complain(text)


@pytest.mark.parametrize(
    "text",
    ["민원 결과 알고 싶어요.", "제가 낸 민원 답 왔어요?", "민원 진행 상황이 궁금해요"],
)
def test_asking_after_it_is_known_in_many_words(text: str) -> None:
    assert about_filed(text)


@pytest.mark.parametrize(
    "text", ["민원 처리기간이 며칠이에요?", "민원 서류는 어떻게 떼요?", "접수 번호를 잃어버렸어요"]
)  # fmt: skip
def test_other_questions_with_these_words_are_not_it(text: str) -> None:
    assert not about_filed(text)


def test_asking_after_it_is_known_by_its_sound() -> None:
    assert about_filed("내민원 어떻게뚜었어요?")
    assert about_filed("네 민원 어떻게 들어줘요?")
    assert about_filed("접수번으로 찾아주세요.")
    assert not about_filed("여권 어떻게 됐어요?")
    assert not about_filed("민원서류 어떻게 떼요?")
