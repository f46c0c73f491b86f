from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from voicebot.errors import EngineError
from voicebot.hear.openai_whisper import OpenAIWhisper
from voicebot.hear.repetition import letters


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> ModuleType:
        raise ImportError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(EngineError, match="which is not installed") as caught:
        OpenAIWhisper()
    assert caught.value.code == "engine_absent"


# openai-whisper leaves its vocabulary file open.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.models
@pytest.mark.openai_whisper
def test_both_engines_hear_the_same_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The checkpoint is converted afresh; both look at 30 s and use the same weights."""
    from voicebot.audio.resample import resample
    from voicebot.hear import openai_whisper
    from voicebot.hear.faster_whisper import FasterWhisper
    from voicebot.settings import Settings
    from voicebot.speak.kokoro import Kokoro

    monkeypatch.setattr(openai_whisper, "settings", lambda: Settings(cache_dir=tmp_path))
    original = OpenAIWhisper()
    assert (tmp_path / "openai-whisper" / "whisper-base.pt").exists()
    ours = FasterWhisper(compute_type="float32", full_context=True)
    voice = Kokoro(threads=2)
    sentences = (
        ("ko", "여권은 어디에서 만들어요?", "여권"),
        ("en", "Where can I get a new passport?", "passport"),
    )
    for language, text, word in sentences:
        sound = resample(voice.synthesize(text, language=language), 16_000)
        one, other = (engine.transcribe(sound, language=language) for engine in (original, ours))
        assert word in one.text.lower()
        assert letters(one.text) == letters(other.text)
        assert one.hypotheses[0].score == pytest.approx(other.hypotheses[0].score, abs=0.1)
    with pytest.raises(EngineError) as caught:
        original.transcribe(sound, language="xx")
    assert caught.value.code == "language_unknown"
