from pathlib import Path

import numpy as np
import pytest

from voicebot.errors import EngineError, ModelError
from voicebot.speak.kokoro import VOICES, Kokoro
from voicebot.speak.synthesizer import Synthesizer, TimedSynthesizer

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def kokoro() -> Kokoro:
    return Kokoro(threads=2)


def test_it_is_a_voice_that_knows_its_words(kokoro: Kokoro) -> None:
    engine: Synthesizer = kokoro
    assert isinstance(engine, TimedSynthesizer)
    assert engine.capabilities.languages == ("ko", "en")
    assert engine.capabilities.voices == tuple(VOICES)


@pytest.mark.parametrize(("text", "language"), [("네, 접수했어요.", "ko"), ("Yes, it is open.", "en")])
def test_a_sentence_has_sound_and_each_word_its_time(kokoro: Kokoro, text: str, language: str) -> None:
    timed = kokoro.synthesize_timed(text, language=language)
    assert timed.audio.rate == 24_000
    assert 0.5 < timed.audio.duration < 4.0
    level = np.sqrt(np.mean(timed.audio.samples**2))
    assert 0.03 < level < 0.2
    assert np.abs(timed.audio.samples).max() <= 1.0
    starts = [start for _, start in timed.words]
    assert starts == sorted(starts)
    assert 0.0 <= starts[0] < 0.3
    assert starts[-1] < timed.audio.duration


def test_words_begin_where_the_sound_is(kokoro: Kokoro) -> None:
    timed = kokoro.synthesize_timed("네, 접수했어요.", language="ko")
    second = timed.words[1][1]
    before = timed.audio.cut(second - 0.12, second - 0.02)
    after = timed.audio.cut(second + 0.02, second + 0.22)
    assert np.abs(after.samples).mean() > np.abs(before.samples).mean()


def test_the_same_text_sounds_the_same(kokoro: Kokoro) -> None:
    first, second = (kokoro.synthesize("네.", language="ko") for _ in range(2))
    np.testing.assert_array_equal(first.samples, second.samples)


@pytest.mark.parametrize("voice", tuple(VOICES))
@pytest.mark.parametrize("text", ["아", "그", "네", "2"])
def test_a_syllable_alone_is_heard(kokoro: Kokoro, text: str, voice: str) -> None:
    said = kokoro.synthesize(text, language="ko", voice=voice)
    assert 0.1 < said.duration < 1.5
    assert np.sqrt(np.mean(said.samples**2)) > 0.03


def test_a_text_without_words_is_a_short_silence(kokoro: Kokoro) -> None:
    assert not kokoro.synthesize("!?", language="ko").samples.any()


@pytest.mark.parametrize(
    ("language", "voice", "code"), [("fr", None, "unknown_language"), ("ko", "nobody", "unknown_voice")]
)
def test_what_it_cannot_do_is_an_error(kokoro: Kokoro, language: str, voice: str | None, code: str) -> None:
    with pytest.raises(EngineError) as caught:
        kokoro.synthesize("네.", language=language, voice=voice)
    assert caught.value.code == code


def test_a_folder_without_weights_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Kokoro(tmp_path)
    assert caught.value.code == "model_broken"
