"""A caller who waits for her number knows it in what an ear makes of the desk's voice."""

import pytest

from voicebot.bench.telling_aloud import _says

NUMBER = "01087653210"


@pytest.mark.parametrize(
    ("row", "hers"),
    [
        ("01087653210", True),
        ("0108765310", True),  # the 이 of 삼이일 is lost
        ("010876532102", True),  # one is heard in 번호가
        ("01087653310", False),
        ("01087654210", False),
        ("0108765", False),
        ("", False),
    ],
)
def test_a_digit_may_be_lost_or_added_but_none_another(row: str, hers: bool) -> None:
    assert _says(row, NUMBER) is hers
