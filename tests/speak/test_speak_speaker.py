from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.speak.cache import SpeechCache
from voicebot.speak.speaker import Speaker
from voicebot.speak.synthesizer import Capabilities, Timed

RATE = 24_000


class Buzzer:
    """A voice that hums a tenth of a second a letter, and remembers what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("buzzer", "1", ("ko",), ("low", "high"), RATE)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        if language != "ko":
            raise EngineError("unknown_language", language)
        self.said.append(text)
        time = np.arange(round(len(text) * 0.1 * RATE)) / RATE
        return Audio((0.3 * np.sin(2 * np.pi * 200 * time)).astype(np.float32), RATE)


class TimedBuzzer(Buzzer):
    """The same, with a second for each word."""

    def synthesize_timed(self, text: str, *, language: str, voice: str | None = None) -> Timed:
        words = tuple((word, float(i)) for i, word in enumerate(text.split()))
        return Timed(self.synthesize(text, language=language, voice=voice), words)


@pytest.fixture
def engine() -> TimedBuzzer:
    return TimedBuzzer()


@pytest.fixture
def speaker(engine: TimedBuzzer, tmp_path: Path) -> Speaker:
    return Speaker(engine, SpeechCache(tmp_path / "speech"), tmp_path)


def _recording(folder: Path, seconds: float = 2.0) -> Path:
    time = np.arange(round(seconds * 16_000)) / 16_000
    soundfile.write(folder / "answer.wav", 0.2 * np.sin(2 * np.pi * 300 * time), 16_000)
    return Path("answer.wav")


def test_synthesised_once_then_cached(speaker: Speaker, engine: TimedBuzzer) -> None:
    assert speaker.cached("구청에 오세요.", language="ko") is None
    first = speaker.speak("구청에 오세요.", language="ko", rate=1.0)
    second = speaker.speak("구청에 오세요.", language="ko", rate=1.0)
    assert (first.voice, second.voice) == ("synthesised", "cached")
    assert engine.said == ["구청에 오세요."]
    assert first.marks == second.marks == [(0, 0), (4, 1000)]
    np.testing.assert_allclose(first.audio.samples, second.audio.samples, atol=1e-4)
    assert speaker.cached("구청에 오세요.", language="ko") is not None


def test_a_recording_comes_first_at_its_own_pace(
    speaker: Speaker, engine: TimedBuzzer, tmp_path: Path
) -> None:
    spoken = speaker.speak("구청에 오세요.", language="ko", recording=_recording(tmp_path))
    assert spoken.voice == "recorded"
    assert spoken.audio.duration == pytest.approx(2.0)
    assert spoken.marks == [(0, 0), (4, 1000)]
    assert engine.said == []
    slow = speaker.cached("구청에 오세요.", language="ko", rate=0.7, recording=Path("answer.wav"))
    assert slow is not None
    assert slow.audio.duration == pytest.approx(2.0 * 0.9 / 0.7, rel=0.02)


def test_a_broken_or_missing_recording_is_passed_over(speaker: Speaker, tmp_path: Path) -> None:
    (tmp_path / "broken.wav").write_bytes(b"no sound")
    for name in ("broken.wav", "gone.wav"):
        assert speaker.speak("네.", language="ko", recording=Path(name)).voice != "recorded"


@pytest.mark.parametrize(("rate", "length"), [(0.9, 1 / 0.9), (1.5, 1 / 1.5), (0.1, 1 / 0.7), (9.0, 1 / 1.5)])
def test_rate_stretches_cached_sound(
    speaker: Speaker, engine: TimedBuzzer, rate: float, length: float
) -> None:
    text = "구청 일 층으로 오시면 돼요."
    normal = speaker.speak(text, language="ko", rate=1.0)
    other = speaker.speak(text, language="ko", rate=rate)
    assert other.audio.duration == pytest.approx(normal.audio.duration * length, rel=0.02)
    assert other.marks[-1][1] == pytest.approx(normal.marks[-1][1] * length, rel=0.01)
    assert len(engine.said) == 1


def test_volume_changes_the_level_only(speaker: Speaker) -> None:
    normal = speaker.speak("네.", language="ko", rate=1.0)
    soft = speaker.speak("네.", language="ko", rate=1.0, volume_db=-6.0)
    np.testing.assert_allclose(soft.audio.samples, normal.audio.samples * 10 ** (-6 / 20), atol=1e-3)


def test_sentences_are_cached_one_by_one_and_joined_with_a_pause(
    speaker: Speaker, engine: TimedBuzzer
) -> None:
    speaker.speak("둘째예요.", language="ko")
    both = speaker.speak("첫째예요. 둘째예요.", language="ko", rate=1.0)
    assert engine.said == ["둘째예요.", "첫째예요."]
    assert both.voice == "synthesised"
    assert both.audio.duration == pytest.approx(0.5 + 0.5 + 0.5)
    assert both.marks == [(0, 0), (6, 1000)]


def test_without_word_times_marks_are_estimated(tmp_path: Path) -> None:
    spoken = Speaker(Buzzer(), SpeechCache(tmp_path)).speak("가나 다라", language="ko", rate=1.0)
    assert spoken.marks == [(0, 0), (3, 300)]


def test_a_text_without_words_is_a_short_silence(speaker: Speaker) -> None:
    spoken = speaker.speak("  ", language="ko")
    assert spoken.marks == []
    assert not spoken.audio.samples.any()


def test_an_engine_that_fails_says_so(speaker: Speaker) -> None:
    with pytest.raises(EngineError) as caught:
        speaker.speak("Hello.", language="en")
    assert caught.value.code == "unknown_language"


def test_warming_goes_in_order_yields_and_goes_on(speaker: Speaker, engine: TimedBuzzer) -> None:
    texts = [("가요. 나요.", "ko"), ("나요.", "ko"), ("다요.", "ko")]
    progress: list[tuple[int, int]] = []
    busy = _after(2)
    assert speaker.warm(texts, lambda done, total: progress.append((done, total)), busy) is False
    assert engine.said == ["가요.", "나요."]
    assert progress == [(1, 3), (2, 3)]
    assert speaker.warm(texts) is True
    assert engine.said == ["가요.", "나요.", "다요."]
    assert speaker.is_free("다요. 가요.", language="ko")


def _after(calls: int) -> Callable[[], bool]:
    """False so many times, then true."""
    answers = iter([False] * calls)
    return lambda: next(answers, True)


def test_what_is_personal_is_not_kept(speaker: Speaker, engine: TimedBuzzer, tmp_path: Path) -> None:
    for _ in range(2):
        spoken = speaker.speak("이름은, 김순자.", language="ko", keep=False)
        assert spoken.voice == "synthesised"
    assert len(engine.said) == 2
    assert [path for path in (tmp_path / "speech").rglob("*") if path.is_file()] == []
