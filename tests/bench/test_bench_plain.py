import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.audio.sound import Samples
from voicebot.bench.plain import Side, after_last_word_s, compare
from voicebot.bench.plain_pipeline import PlainPipeline
from voicebot.client.caller import Answer
from voicebot.errors import EngineError
from voicebot.hear.transcriber import Capabilities as Hears
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.hear.vad import RATE, SileroModel, SileroState
from voicebot.speak.synthesizer import Capabilities
from voicebot.understand.meaning import Reading


class Loudness(SileroModel):
    """Speech is what is loud."""

    def __init__(self) -> None:
        """Nothing to load."""

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        return (np.abs(frames).mean(axis=1) > 0.05).astype(np.float32), state


class Parts:
    """A recogniser, a matcher and a voice that note what they are given."""

    def __init__(self) -> None:
        self.heard_s: list[float] = []
        self.read: list[str] = []
        self.said: list[str] = []

    @property
    def capabilities(self) -> Hears:
        return Hears("fake", ("ko",), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        self.heard_s.append(audio.duration)
        return Transcript((Hypothesis("여권 만들려면요", 0.0),), language)

    def understand(self, readings: Sequence[Reading]) -> None:
        self.read += [reading.text for reading in readings]


class Voice:
    def __init__(self, said: list[str]) -> None:
        self.said = said

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("fake", "1", ("ko",), ("a",), 24_000)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        self.said.append(text)
        return speech(0.5, 24_000)


def speech(seconds: float, rate: int = RATE) -> Audio:
    return Audio(np.full(round(seconds * rate), 0.3, np.float32), rate)


@pytest.fixture
def parts() -> Parts:
    return Parts()


@pytest.fixture
def pipeline(parts: Parts, tmp_path: Path) -> PlainPipeline:
    ticks = itertools.count(0.0, 2.0)
    return PlainPipeline(
        Loudness(), parts, parts.understand, Voice(parts.said), tmp_path, clock=lambda: next(ticks)
    )


def test_the_plain_pipeline_does_one_thing_after_the_other(pipeline: PlainPipeline, parts: Parts) -> None:
    seconds = pipeline.first_sound_s(speech(2.0), ["첫째예요.", "둘째예요."], 0)
    assert seconds == pytest.approx(0.8 + 2.0, abs=0.1)
    assert parts.heard_s == pytest.approx([2.3], abs=0.1)
    assert parts.read == ["여권 만들려면요"]
    assert parts.said == ["첫째예요.", "둘째예요."]


def test_the_second_time_the_answer_is_in_the_cache(pipeline: PlainPipeline, parts: Parts) -> None:
    for number in (0, 0, 1):
        pipeline.first_sound_s(speech(1.0), ["답이에요."], number)
    assert parts.said == ["답이에요."] * 2


def test_the_last_turn_of_a_question_counts(pipeline: PlainPipeline, parts: Parts) -> None:
    question = Audio.join([speech(1.0), Audio.silence(1.5, RATE), speech(0.6)])
    assert pipeline.first_sound_s(question, ["답이에요."], 0) == pytest.approx(2.8, abs=0.1)
    assert parts.heard_s == pytest.approx([1.3], abs=0.2)


def answered(sentences: list[str], sound_sent_ms: int = 900) -> Answer:
    return Answer(
        sentences=sentences,
        first_sound_s=0.5,
        after_speech_s=1.3,
        timings={"sound_sent_ms": sound_sent_ms},
    )


def test_a_word_that_asks_to_wait_is_not_the_answer() -> None:
    assert after_last_word_s(answered(["답"])) == pytest.approx(0.8 + 0.9)
    assert after_last_word_s(Answer(first_sound_s=0.5, after_speech_s=1.3)) == pytest.approx(1.3)


def test_an_answer_without_a_sound_is_an_error() -> None:
    with pytest.raises(EngineError, match="without a sound"):
        after_last_word_s(Answer())


def test_both_say_the_same_answer_cached_and_not(pipeline: PlainPipeline, parts: Parts) -> None:
    answers = iter([answered(["가."]), answered(["나."]), answered(["다른 말."]), answered(["나."])])
    uncached, cached = compare([speech(1.0)] * 2, lambda question: next(answers), pipeline)
    assert parts.said == ["가.", "나."]
    assert len(uncached.ours) == len(uncached.plain) == len(cached.ours) == len(cached.plain) == 2


def test_the_ratio_is_of_the_medians() -> None:
    figures = Side([1.0, 2.0, 3.0], [4.0, 8.0, 9.0]).figures()
    assert (figures["n"], figures["ours_s_median"], figures["plain_s_median"]) == (3, 2.0, 8.0)
    assert figures["ratio"] == 4.0
