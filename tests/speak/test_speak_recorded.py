"""A recording knows when each word of its own text is heard, and of no other."""

from pathlib import Path

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.encode import write_wav
from voicebot.speak.cache import SpeechCache
from voicebot.speak.recorded import recorded_marks, write_recorded
from voicebot.speak.speaker import DEFAULT_RATE, Speaker
from voicebot.speak.synthesizer import Capabilities

TEXT = "여권은 구청에서 만들어요."
MARKS = [(0, 100), (4, 700), (9, 1500)]
SOUND = Audio(np.full(48_000, 0.1, np.float32), 24_000)


class Mute:
    capabilities = Capabilities("mute", "1", ("ko",), ("one",), 24_000)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        raise AssertionError("a recording is there")


def test_marks_are_those_of_the_text(tmp_path: Path) -> None:
    write_recorded(tmp_path / "a.flac", SOUND, TEXT, MARKS)
    assert recorded_marks(tmp_path / "a.flac", f"{TEXT} ") == MARKS
    assert recorded_marks(tmp_path / "a.flac", "수수료는 없어요.") == []
    assert decode(tmp_path / "a.flac").duration == pytest.approx(2.0)


def test_other_files_have_none(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", SOUND)
    (tmp_path / "broken.flac").write_bytes(b"fLaC garbage")
    for name in ("a.wav", "broken.flac", "absent.flac"):
        assert recorded_marks(tmp_path / name, TEXT) == []


def test_the_speaker_keeps_step_at_any_pace(tmp_path: Path) -> None:
    write_recorded(tmp_path / "a.flac", SOUND, TEXT, MARKS)
    speaker = Speaker(Mute(), SpeechCache(tmp_path / "cache"), tmp_path)
    own = speaker.speak(TEXT, language="ko", recording=Path("a.flac"))
    fast = speaker.speak(TEXT, language="ko", rate=DEFAULT_RATE * 1.25, recording=Path("a.flac"))
    assert own.marks == MARKS
    assert [ms for _, ms in fast.marks] == [80, 560, 1200]
    assert fast.audio.duration == pytest.approx(1.6, abs=0.05)
