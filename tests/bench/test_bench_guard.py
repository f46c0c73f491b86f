"""Noises, and the evaluation that plays them: with no models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.audio.sound import Samples
from voicebot.bench import guard
from voicebot.bench.desk_ear import DeskEar
from voicebot.bench.guard import EXPECTING
from voicebot.bench.noises import PER_KIND, VOICED, kinds, noise
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcript
from voicebot.hear.vad import SileroModel, SileroState

VOICES = [
    Audio((0.1 * np.sin(np.arange(8000) * step)).astype(np.float32), 16_000) for step in (0.05, 0.07, 0.09)
]


class Loudness(SileroModel):
    """Speech is what is loud."""

    def __init__(self, *_: object) -> None:
        """Nothing to load."""

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        return (np.abs(frames).mean(axis=1) > 0.05).astype(np.float32), state


class Says:
    """Always the same words; counts how often it was asked."""

    def __init__(self, text: str = "가로등이 나갔어요.", score: float = -0.2, no_speech: float = 0.0) -> None:
        self.transcript = Transcript((Hypothesis(text, score),), "ko", no_speech)
        self.asked = 0

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("says", ("ko",), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        self.asked += 1
        return self.transcript


def loud(seconds: float) -> Audio:
    return Audio(np.full(round(seconds * 16_000), 0.3, np.float32), 16_000)


def quiet(seconds: float) -> Audio:
    return Audio.silence(seconds, 16_000)


def test_there_are_enough_noises_of_every_sort() -> None:
    assert len(kinds()) * PER_KIND >= 400
    assert len(set(kinds())) == len(kinds())
    for sort in (
        "silence",
        "white",
        "pink",
        "hum_60",
        "melody",
        "keyboard",
        "cough",
        "babble_hall",
        "television",
    ):
        assert sort in kinds()


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_and_a_seed_make_a_clip(kind: str) -> None:
    clip = noise(kind, 3, VOICES)
    assert clip.rate == 16_000
    assert 3.0 <= clip.duration <= 8.0
    assert np.isfinite(clip.samples).all()
    assert np.abs(clip.samples).max() <= 1.0
    assert np.array_equal(clip.samples, noise(kind, 3, VOICES).samples)
    assert clip.duration != noise(kind, 4, VOICES).duration
    assert (rms_db(clip) == -120.0) == (kind == "silence")


def test_voices_have_to_be_given() -> None:
    with pytest.raises(ValueError, match="made of voices"):
        noise(next(iter(VOICED)), 0)
    with pytest.raises(ValueError, match="no noise is called"):
        noise("opera", 0)


def test_hum_is_at_the_mains_frequency() -> None:
    clip = noise("hum_50", 1)
    spectrum = np.abs(np.fft.rfft(clip.samples))
    assert np.argmax(spectrum) / clip.duration % 50 == pytest.approx(0, abs=0.5)


def test_silence_is_never_recognised() -> None:
    says = Says()
    assert DeskEar(Loudness(), says).hear(quiet(4.0)) == []
    assert says.asked == 0


def test_a_turn_is_recognised_once_and_judged() -> None:
    says = Says()
    (turn,) = DeskEar(Loudness(), says).hear(Audio.join([quiet(1.0), loud(1.5), quiet(1.0)]))
    assert turn.verdict.accepted
    assert turn.transcript is says.transcript
    assert turn.turn.speech_seconds == pytest.approx(1.5, abs=0.1)
    assert says.asked == 1


def test_a_guess_is_thrown_away_when_speech_goes_on() -> None:
    says = Says("가로등이", -0.2)
    DeskEar(Loudness(), says).hear(Audio.join([loud(1.0), quiet(0.8), loud(1.0)]))
    assert says.asked == 2


def test_what_the_guard_refuses_is_no_answer() -> None:
    (turn,) = DeskEar(Loudness(), Says(score=-2.0, no_speech=0.7)).hear(loud(1.5))
    assert turn.verdict.reason == "no_speech"


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The evaluation with two kinds of noise, one loud enough to pass for speech."""

    def run(recogniser: Says, **options: Any) -> dict[str, Any]:
        monkeypatch.setattr(guard, "kinds", lambda: ("loud", "quiet"))
        monkeypatch.setattr(guard, "PER_KIND", 3)
        monkeypatch.setattr(
            guard, "noise", lambda kind, seed, voices: {"loud": loud, "quiet": quiet}[kind](2.0)
        )
        monkeypatch.setattr(guard, "chatter", lambda voice: [])
        monkeypatch.setattr(guard, "Kokoro", lambda threads: None)
        monkeypatch.setattr(guard, "SileroModel", Loudness)
        monkeypatch.setattr(guard, "locate", lambda name: Path())
        monkeypatch.setattr(guard, "FasterWhisper", lambda threads: recogniser)
        return guard.eval_guard(**options)

    return run


def test_figures_of_noises(played: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    file = tmp_path / "guard.json"
    figures = played(Says(), json_path=file)
    assert (figures["n"], figures["turns"], figures["answered"]) == (6, 3, 3)
    assert figures["kinds"]["quiet"] == {"n": 3, "turns": 0, "answered": 0}
    written = json.loads(file.read_text("utf-8"))
    assert written["kinds"] == figures["kinds"]
    assert [case["clip"] for case in written["heard"]] == ["loud-0", "loud-1", "loud-2"]


def test_a_refused_turn_is_not_answered(played: Callable[..., dict[str, Any]]) -> None:
    figures = played(Says(score=-3.0, no_speech=0.9), limit=3)
    assert (figures["n"], figures["turns"], figures["answered"]) == (3, 2, 0)
    assert figures["verdicts"] == {"no_speech": 2}


def test_where_a_word_is_awaited_less_sound_is_a_turn() -> None:
    sound = Audio.join([quiet(1.0), loud(0.2), quiet(1.0)])
    assert DeskEar(Loudness(), Says("네")).hear(sound) == []
    (turn,) = DeskEar(Loudness(), Says("네"), expected=EXPECTING["yes_no"]).hear(sound)
    assert turn.verdict.accepted
    assert turn.answer == "yes"


def test_the_desk_may_have_asked_for_something(played: Callable[..., dict[str, Any]]) -> None:
    doubtful = Says("네", score=-1.5, no_speech=0.1)
    assert played(doubtful)["verdicts"] == {"unsure": 3}
    assert played(doubtful, expecting="yes_no")["verdicts"] == {"heard": 3}
    assert played(doubtful, expecting="digits")["verdicts"] == {"unsure": 3}
