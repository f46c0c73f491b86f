"""WAV out: whole or not at all."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from audio_sounds import RATE, tone

from voicebot.audio.encode import wav_bytes, write_wav
from voicebot.audio.sound import Audio


def test_a_wav_that_any_player_reads() -> None:
    with wave.open(io.BytesIO(wav_bytes(tone(0.5)))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() == RATE // 2


def test_too_loud_is_clipped_not_wrapped() -> None:
    data = wav_bytes(Audio(np.array([2, -2], np.float32), RATE))
    assert np.frombuffer(data[44:], "<i2").tolist() == [32767, -32767]


def test_writing_leaves_only_the_file(tmp_path: Path) -> None:
    path = tmp_path / "답.wav"
    path.write_bytes(b"old")
    write_wav(path, tone(0.1))
    assert path.read_bytes() == wav_bytes(tone(0.1))
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_wav(path, tone(0.1))
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
