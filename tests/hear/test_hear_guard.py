from __future__ import annotations

import pytest

from voicebot.hear.guard import judge
from voicebot.hear.transcriber import Hypothesis, Transcript


def heard(text: str, score: float = -0.3, no_speech: float = 0.02, language: str = "ko") -> Transcript:
    return Transcript((Hypothesis(text, score),) if text else (), language, no_speech=no_speech)


def reason(transcript: Transcript, speech: float = 2.0, level: float = -25.0, language: str = "ko") -> str:
    verdict = judge(transcript, speech_seconds=speech, level_db=level, language=language)
    assert verdict.accepted == (verdict.reason == "heard")
    return verdict.reason


QUESTION = "주민등록등본은 어디서 떼나요?"


@pytest.mark.parametrize(
    ("why", "transcript", "speech", "level"),
    [
        ("heard", heard(QUESTION), 2.0, -25.0),
        ("heard", heard("네"), 0.3, -40.0),
        ("too_quiet", heard(QUESTION), 2.0, -75.0),
        ("heard", heard(QUESTION, -0.3), 2.0, -65.0),
        ("too_quiet", heard(QUESTION, -0.9), 2.0, -65.0),
        ("too_short", heard("네"), 0.2, -25.0),
        ("nothing_said", heard(""), 2.0, -25.0),
        ("nothing_said", heard("..."), 2.0, -25.0),
        ("no_speech", heard(QUESTION, -1.0, 0.8), 2.0, -25.0),
        ("heard", heard(QUESTION, -0.3, 0.8), 2.0, -25.0),
        ("unsure", heard(QUESTION, -2.0), 2.0, -25.0),
        ("heard", heard(QUESTION, -1.1, 0.06), 2.0, -25.0),
        ("unsure", heard("자, 한 번만 더", -1.2, 0.47), 1.3, -47.0),
        ("unsure", heard("대형 제작을 다 취미팅으로", -1.56, 0.16), 3.3, -48.0),
        ("no_speech", heard("MN", -0.7, 0.86), 0.3, -42.0),
        ("unsure", heard("내", -3.0, 0.12), 0.4, -25.0),
        ("unsure", heard("어?", -2.2, 0.59), 0.6, -46.0),
        ("unsure", heard("아", -5.2, 0.1), 0.6, -46.0),
        ("repeats", heard("그래서 " * 6), 5.0, -25.0),
        ("too_much", heard(QUESTION), 0.3, -25.0),
        ("too_little", heard("아,", -0.37, 0.58), 5.4, -40.0),
        ("too_little", heard("이거랑 아는 것들은 안", -0.42, 0.35), 5.8, -39.0),
        ("heard", heard("음, 저기요."), 2.5, -25.0),
    ],
)
def test_layers(why: str, transcript: Transcript, speech: float, level: float) -> None:
    assert reason(transcript, speech, level) == why


@pytest.mark.parametrize(
    ("why", "transcript", "speech"),
    [
        ("heard", heard("내", -2.3, 0.12), 0.4),
        ("heard", heard("영", -1.2, 0.74), 0.4),
        ("heard", heard("네", -1.2, 0.3), 0.2),
        ("too_short", heard("네", -1.2, 0.3), 0.1),
        ("unsure", heard("오", -2.3, 0.5), 0.4),
        ("no_speech", heard("네", -0.7, 0.9), 0.4),
    ],
)
def test_an_answer_that_is_waited_for(why: str, transcript: Transcript, speech: float) -> None:
    waited = judge(transcript, speech_seconds=speech, level_db=-25.0, language="ko", answers=True)
    assert waited.reason == why
    assert reason(transcript, speech) != "heard"


@pytest.mark.parametrize(
    "text",
    ["시청해주셔서 감사합니다.", "감사합니다", "구독과 좋아요 부탁드립니다!", "MBC 뉴스 김성현입니다."],
)
def test_boilerplate_counts_only_without_the_sound(text: str) -> None:
    assert reason(heard(text, -0.2, 0.05), 3.0) == "heard"
    assert reason(heard(text, -0.9, 0.05), 3.0) == "boilerplate"
    assert reason(heard(text, -0.2, 0.5), 3.0) == "boilerplate"
    assert reason(heard(text, -0.2, 0.05), 0.26) in {"boilerplate", "too_much"}


def test_english_boilerplate_is_english() -> None:
    doubtful = heard("Thanks for watching!", -0.9, language="en")
    assert reason(doubtful, language="en") == "boilerplate"
    assert reason(doubtful, language="ko") == "heard"


def test_words_that_are_not_understood_are_told_from_noise() -> None:
    def garbled(transcript: Transcript, speech: float = 2.0) -> bool:
        return judge(transcript, speech_seconds=speech, level_db=-25.0, language="ko").garbled

    assert garbled(heard(QUESTION, -2.0))
    assert garbled(heard(QUESTION), 0.3)
    assert not garbled(heard(QUESTION))
    assert not garbled(heard(QUESTION, -1.0, 0.8))
    assert not garbled(heard("그래서 " * 6), 5.0)
