"""What is logged of an error."""

import pytest

from voicebot.telemetry.logs import place_of


def test_where_an_error_arose_and_nothing_of_its_message() -> None:
    with pytest.raises(ValueError, match="invalid") as caught:
        int("010-1234-5678")
    assert place_of(caught.value) == f"test_telemetry_logs.py:{caught.tb.tb_lineno}"


def test_an_error_that_was_never_raised_arose_nowhere() -> None:
    assert place_of(ValueError("010-1234-5678")) == ""
