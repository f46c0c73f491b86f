from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voicebot.talk.partial import StableCaption


def test_only_what_two_readings_agree_on_is_shown() -> None:
    caption = StableCaption()
    assert caption.read("여권을") is None
    assert caption.read("여권을 새로") == "여권을"
    assert caption.read("여권을 새로 만들려") == "여권을 새로"
    assert caption.read("여권을 세로 만들") is None


@given(st.lists(st.text(alphabet="가나 ", max_size=12), max_size=8))
def test_words_that_were_shown_stay(readings: list[str]) -> None:
    caption, shown = StableCaption(), ""
    for reading in readings:
        now = caption.read(reading)
        if now is not None:
            assert now.startswith(shown)
            shown = now
