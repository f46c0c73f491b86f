"""What no database or XML can hold is left out; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.printable import printable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("가로등이 나갔어요\n둘째 줄\t끝", "가로등이 나갔어요\n둘째 줄\t끝"),
        ("가\x00나\x07\x1b\x7f다\ufffe", "가나다"),
        ("반\ud800쪽\udfff", "반쪽"),
        ("💡 옛한글 ᄀᆞ", "💡 옛한글 ᄀᆞ"),
    ],
)
def test_examples(text: str, kept: str) -> None:
    assert printable(text) == kept


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_it_can_always_be_encoded_and_is_the_same_the_second_time(text: str) -> None:
    kept = printable(text)
    assert b"\x00" not in kept.encode("utf-8")
    assert printable(kept) == kept
