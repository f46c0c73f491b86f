"""Writing sound: 16-bit WAV, and MP3 where it goes over a network to be played whole."""

from __future__ import annotations

import io
import os
import tempfile
import wave
from pathlib import Path

import soundfile

from voicebot.audio.sound import Audio

__all__ = ["mp3_bytes", "wav_bytes", "write_wav"]


def wav_bytes(audio: Audio) -> bytes:
    """A whole WAV file, 16-bit, mono."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(audio.rate)
        file.writeframes(audio.to_pcm16())
    return buffer.getvalue()


def mp3_bytes(audio: Audio) -> bytes:
    """The same as MP3, mono: a tenth of the bytes, and every browser plays it; 10 ms of work a second."""
    buffer = io.BytesIO()
    soundfile.write(buffer, audio.samples, audio.rate, format="MP3", subtype="MPEG_LAYER_III")
    return buffer.getvalue()


def write_wav(path: Path, audio: Audio) -> None:
    """Write a WAV file; it is there whole or not at all."""
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(wav_bytes(audio))
        os.chmod(part, 0o644)
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise
