"""Where the desk has asked, few words can be meant."""

from __future__ import annotations

from typing import cast

from voicebot.audio import Audio
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcriber, Transcript
from voicebot.talk.answers import listen_for

SHORT, LONG = Audio.silence(1.0, 16000), Audio.silence(4.0, 16000)


class Echo:
    """Hears what it is told to with a hint, and another thing without."""

    capabilities = Capabilities("echo", ("ko",), 5)

    def __init__(self, hinted: str = "이", plain: str = "여권") -> None:
        self.hinted, self.plain = hinted, plain
        self.asked: list[tuple[int, bool]] = []

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        self.asked.append((n_best, bool(hints)))
        return Transcript((Hypothesis(self.hinted if hints else self.plain, -0.3),), language)


def heard(echo: Echo, audio: Audio, *expected: str) -> str:
    return listen_for(cast("Transcriber", echo), audio, "ko", expected).text


def test_where_nothing_is_expected_one_reading_is_enough() -> None:
    echo = Echo()
    assert heard(echo, SHORT) == "여권"
    assert echo.asked == [(1, False)]


def test_a_digit_is_listened_for_with_a_hint() -> None:
    echo = Echo()
    assert heard(echo, SHORT, "1", "2") == "이"
    assert echo.asked == [(3, True)]


def test_a_hint_that_brings_no_answer_does_not_count() -> None:
    echo = Echo(hinted="일, 이, 삼")
    assert heard(echo, SHORT, "1", "2") == "여권"
    assert echo.asked == [(3, True), (3, False)]


def test_yes_and_no_need_no_hint() -> None:
    echo = Echo(plain="네")
    assert heard(echo, SHORT, "yes", "no") == "네"
    assert echo.asked == [(3, False)]


def test_a_whole_sentence_is_no_answer() -> None:
    echo = Echo()
    assert heard(echo, LONG, "1", "2") == "여권"
    assert echo.asked == [(1, False)]
