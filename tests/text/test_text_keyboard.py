"""Korean typed on English keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.hangul import is_syllable
from voicebot.text.keyboard import hangul_typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("durnjs", "여권"),
        ("durnjs rkqt", "여권 값"),
        ("eogudvPrlanf", "대형폐기물"),
        ("rlchdusrma", "기초연금"),
        ("ekfrdl", "닭이"),
        ("gksrnr", "한국"),
        ("DURNJS", "여꿘"),
        ("passport", ""),
        ("asdf", ""),
        ("여권", ""),
        ("119", ""),
        ("", ""),
    ],
)
def test_the_same_keys_in_korean_or_nothing(typed: str, meant: str) -> None:
    assert hangul_typed(typed) == meant


@given(st.text())
def test_whatever_is_typed_gives_syllables_or_nothing(text: str) -> None:
    assert all(is_syllable(char) for char in hangul_typed(text).replace(" ", ""))
