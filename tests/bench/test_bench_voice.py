import itertools

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.bench.voice import error_rate, letters, measure_voice
from voicebot.hear.transcriber import Capabilities as Hears
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.speak.synthesizer import Capabilities


@pytest.mark.parametrize(
    ("text", "heard", "errors"),
    [
        ("수수료는 2,500원이에요.", "수수료는 이천오백 원이에요", 0),
        ("이천오백 원이에요.", "2,500원이에요.", 0),
        ("오후 두 시예요.", "오후 2시예요.", 0),
        ("번호는 삼칠, 이사, 구공이에요.", "번호는 372490이에요.", 0),
        ("구청에 오세요.", "구천에 오세요!", 1),
        ("네.", "", 1),
        ("", "네", 1),
    ],
)
def test_both_sides_are_read_the_same_way(text: str, heard: str, errors: int) -> None:
    assert error_rate(text, heard) == (errors, len(letters(text)))


class Voice:
    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("fake", "1", ("ko",), ("a",), 1000)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        return Audio(np.zeros(2000, np.float32), 1000)


class Ear:
    @property
    def capabilities(self) -> Hears:
        return Hears("fake", ("ko",), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        return Transcript((Hypothesis("구천에 오세요", 0.0),), language)


def test_errors_and_seconds_are_counted() -> None:
    ticks = itertools.count()
    (heard,) = measure_voice(["구청에 오세요."], Voice(), Ear(), language="ko", clock=lambda: next(ticks))
    assert (heard.errors, heard.length, heard.speech_s, heard.work_s) == (1, 6, 2.0, 1.0)
