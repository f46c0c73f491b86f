from __future__ import annotations

import pytest

from voicebot.hear.ending import Ending, english_ending, korean_ending
from voicebot.text.morphemes import tokens

FINISHED, UNCLEAR, UNFINISHED = Ending.FINISHED, Ending.UNCLEAR, Ending.UNFINISHED


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("주민등록등본 어디서 떼요", FINISHED),
        ("쓰레기 버리는 날이 언제예요?", FINISHED),
        ("등본 좀 떼 줘", FINISHED),
        ("다시 말해 주세요.", FINISHED),
        ("도로에 구멍 났어", FINISHED),
        ("네", FINISHED),
        ("아니요.", FINISHED),
        ("여권이요", FINISHED),
        ("전입신고를 하려고 하는데", UNFINISHED),
        ("도로에 구멍이 나서", UNFINISHED),
        ("신청하려면.", UNFINISHED),
        ("주민등록등본은", UNFINISHED),
        ("동사무소에서", UNFINISHED),
        ("제가 살고 있는", UNFINISHED),
        ("그리고", UNFINISHED),
        ("음", UNFINISHED),
        ("등본을 떼려고...", UNFINISHED),
        ("전입신고를 하려고 하는데요", UNCLEAR),
        ("제가 어제 이사를 왔고요", UNCLEAR),
        ("기초연금 신청", UNCLEAR),
        ("3층", UNCLEAR),
        ("", UNCLEAR),
        ("...?", UNCLEAR),
    ],
)
def test_korean(text: str, ending: Ending) -> None:
    assert korean_ending([(token.form, token.tag) for token in tokens(text)]) is ending


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Where do I get a passport?", FINISHED),
        ("I want to report a pothole.", FINISHED),
        ("I would like to", UNFINISHED),
        ("I would like to.", UNFINISHED),
        ("What is this for?", FINISHED),
        ("And then,", UNFINISHED),
        ("passport", UNCLEAR),
        ("", UNCLEAR),
    ],
)
def test_english(text: str, ending: Ending) -> None:
    assert english_ending(text) is ending
