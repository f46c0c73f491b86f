"""Where the desk has asked, few words can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from voicebot.audio import Audio
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcriber, Transcript
from voicebot.talk.answers import listen_for
from voicebot.understand.led import Lead

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


class Scales(Echo):
    """Bears out one text and no other; writes something else."""

    def __init__(self, borne_out: str, plain: str = "이불 뻔해") -> None:
        super().__init__(hinted=plain, plain=plain)
        self.borne_out = borne_out

    def weigh(self, audio: Audio, texts: Sequence[str], *, language: str) -> list[float]:
        return [-1.0 if text == self.borne_out else -8.0 for text in texts]


CHOICES = Lead(options=(("1", "여권 수수료"), ("2", "여권 분실")))


def weighed(scales: Scales, audio: Audio, lead: Lead = CHOICES) -> Transcript:
    return listen_for(cast("Transcriber", scales), audio, "ko", ("1", "2"), lead=lead)


def test_a_choice_that_was_written_wrongly_is_the_one_that_the_sound_bears_out() -> None:
    found = weighed(Scales("일번이요."), SHORT)
    assert [one.text for one in found.hypotheses] == ["1번", "이불 뻔해"]
    assert found.confidence == weighed(Scales("다른 말"), SHORT).confidence
    assert weighed(Scales("여권 분실요."), SHORT).text == "2번"


def test_what_bears_out_no_choice_is_what_was_written() -> None:
    assert weighed(Scales("다른 말"), SHORT).text == "이불 뻔해"


def test_a_wish_is_no_choice_however_the_sound_is_weighed() -> None:
    assert weighed(Scales("일번이요.", plain="다시 말해 주세요."), SHORT).text == "다시 말해 주세요."


def test_a_sentence_or_a_single_choice_is_not_weighed() -> None:
    longer = Audio.silence(4.5, 16000)
    assert weighed(Scales("일번이요."), longer).text == "이불 뻔해"
    one = Lead(options=(("1", "여권 수수료"),))
    assert weighed(Scales("일번이요."), SHORT, one).text == "이불 뻔해"
