import pytest

from voicebot.text.said import digits, words


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("공일공", "010"),
        ("영륙구", "069"),
        ("공하나둘", "012"),
        ("제로일", "01"),
        ("삼십사", "34"),
        ("오천육백칠십팔", "5678"),
        ("이천육", "2006"),
        ("일이삼십", "1230"),
        ("스물셋마흔", "2340"),
        ("oh", "0"),
        ("Twelve", "12"),
        ("double", ""),
    ],
)
def test_numeral_words_stand_for_digits(said: str, meant: str) -> None:
    assert digits(said) == meant


def test_numeral_words_are_told_apart() -> None:
    assert words("공하나스물오") == ["공", "하나", "스물", "오"]
