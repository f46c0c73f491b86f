"""The real models, on speech that our own voice makes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, rms_db
from voicebot.audio.resample import resample
from voicebot.errors import EngineError, ModelError
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.guard import judge
from voicebot.hear.listener import Listener, SpeechStarted, TurnEnded
from voicebot.hear.repetition import letters
from voicebot.hear.vad import WINDOW, SileroModel, SileroState, VoiceActivity
from voicebot.speak.kokoro import Kokoro
from voicebot.weights import locate

pytestmark = pytest.mark.models

KOREAN = "여권은 어디에서 만들어요?"
ENGLISH = "Where can I get a new passport?"
NOISES = [(kind, "ko") for kind in ("silence", "noise", "tone", "melody")]
NOISES += [("silence", "en"), ("noise", "en")]


@pytest.fixture(scope="module")
def recogniser() -> FasterWhisper:
    return FasterWhisper()


@pytest.fixture(scope="module")
def silero() -> SileroModel:
    return SileroModel(locate("silero-vad"))


@pytest.fixture(scope="module")
def spoken() -> dict[str, Audio]:
    voice = Kokoro(threads=2)
    return {
        language: resample(voice.synthesize(text, language=language), 16_000)
        for language, text in (("ko", KOREAN), ("en", ENGLISH))
    }


def noise(kind: str) -> Audio:
    rng = np.random.default_rng(5)
    time = np.arange(16_000 * 4) / 16_000
    notes = np.repeat(rng.choice([262, 294, 330, 392, 440], 16), len(time) // 16)
    samples = {
        "silence": np.zeros(len(time)),
        "noise": rng.normal(0, 0.1, len(time)),
        "tone": 0.2 * np.sin(2 * np.pi * 440 * time),
        "melody": 0.2 * np.sin(2 * np.pi * np.cumsum(notes) / 16_000),
    }[kind]
    return Audio(samples.astype(np.float32), 16_000)


def test_it_hears_both_languages(recogniser: FasterWhisper, spoken: dict[str, Audio]) -> None:
    korean = recogniser.transcribe(spoken["ko"], language="ko")
    assert "여권" in korean.text
    assert korean.context == 8.0
    english = recogniser.transcribe(spoken["en"], language="en")
    assert "passport" in english.text.lower()
    assert 0.0 < english.confidence <= 1.0


def test_other_readings_differ_in_letters_and_the_best_stays(
    recogniser: FasterWhisper, spoken: dict[str, Audio]
) -> None:
    hard = mix_at_snr(spoken["ko"], noise("noise"), 0.0)
    best = recogniser.transcribe(hard, language="ko")
    several = recogniser.transcribe(hard, language="ko", n_best=4)
    assert several.text == best.text
    assert 2 <= len(several.hypotheses) <= 4
    assert len({letters(reading.text) for reading in several.hypotheses}) == len(several.hypotheses)


def test_any_rate_and_a_long_utterance(recogniser: FasterWhisper, spoken: dict[str, Audio]) -> None:
    phone = resample(spoken["ko"], 8000)
    gap = Audio.silence(9.0, 8000)
    heard = recogniser.transcribe(Audio.join([phone, gap, phone, gap, phone, gap]), language="ko")
    assert heard.text.count("여권") >= 2
    assert heard.duration > 30
    assert len(heard.hypotheses) == 1


def test_what_cannot_be_heard_is_an_error(recogniser: FasterWhisper, tmp_path: Path) -> None:
    with pytest.raises(EngineError) as unknown:
        recogniser.transcribe(Audio.silence(1, 16_000), language="xx")
    assert unknown.value.code == "language_unknown"
    with pytest.raises(EngineError) as long:
        recogniser.transcribe(Audio.silence(70, 16_000), language="ko")
    assert long.value.code == "utterance_too_long"
    with pytest.raises(ModelError) as absent:
        FasterWhisper(tmp_path)
    assert absent.value.code == "model_unusable"


def test_nothing_at_all_is_heard_as_nothing_sure(recogniser: FasterWhisper) -> None:
    heard = recogniser.transcribe(Audio.silence(0, 16_000), language="ko")
    assert not judge(heard, speech_seconds=0.0, level_db=-120.0, language="ko").accepted


@pytest.mark.parametrize(("kind", "language"), NOISES)
def test_noise_is_never_words(
    recogniser: FasterWhisper, silero: SileroModel, kind: str, language: str
) -> None:
    sound = noise(kind)
    windows = VoiceActivity(silero).push(sound.samples)
    speech = sum(window.speech for window in windows) * WINDOW / 16_000
    heard = recogniser.transcribe(sound, language=language)
    assert not judge(heard, speech_seconds=speech, level_db=rms_db(sound), language=language).accepted
    assert Listener(silero).push(sound) == []


def test_speech_is_a_turn_and_its_words_count(
    recogniser: FasterWhisper, silero: SileroModel, spoken: dict[str, Audio]
) -> None:
    listener = Listener(silero)
    silence = Audio.silence(3, 16_000)
    events = listener.push(Audio.join([Audio.silence(1, 16_000), spoken["ko"], silence]))
    (turn,) = [event for event in events if isinstance(event, TurnEnded)]
    assert any(isinstance(event, SpeechStarted) for event in events)
    heard = recogniser.transcribe(turn.audio, language="ko")
    verdict = judge(heard, speech_seconds=turn.speech_seconds, level_db=rms_db(turn.audio), language="ko")
    assert verdict.accepted
    assert "여권" in heard.text


def test_a_batch_of_sounds_is_judged_like_each_alone(silero: SileroModel, spoken: dict[str, Audio]) -> None:
    sounds = [spoken["ko"].samples, spoken["en"].samples, noise("noise").samples]
    frames = [sound[: 40 * WINDOW].reshape(-1, WINDOW) for sound in sounds]
    state = SileroState.fresh(3)
    together = []
    for step in zip(*frames, strict=True):
        probabilities, state = silero.run(np.stack(step), state)
        together.append(probabilities)
    np.testing.assert_allclose(
        np.stack(together, axis=1), np.stack([packaged(own) for own in frames]), atol=1e-4
    )


def packaged(frames: np.ndarray) -> np.ndarray:
    """Probabilities of one sound from the graph as it is packaged."""
    session = onnxruntime.InferenceSession(locate("silero-vad") / "silero_vad_v6.onnx")
    context = np.concatenate([np.zeros((1, 64), np.float32), frames[:-1, -64:]])
    nothing = np.zeros((1, 1, 128), np.float32)
    inputs = {"input": np.concatenate([context, frames], axis=1), "h": nothing, "c": nothing}
    probabilities: np.ndarray = session.run(None, inputs)[0]
    return probabilities
