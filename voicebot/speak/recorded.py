"""An officer's recording as it is kept: sound, and in its comment when each word of which text is heard."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import soundfile

from voicebot.audio import Audio
from voicebot.speak.marks import Mark

__all__ = ["recorded_marks", "write_recorded"]


def write_recorded(path: Path, audio: Audio, text: str, marks: Sequence[Mark]) -> None:
    """Write a FLAC file; whoever speaks this very text from it knows when each word is heard."""
    note = json.dumps({"text": _digest(text), "marks": [list(mark) for mark in marks]})
    with soundfile.SoundFile(
        path, "w", samplerate=audio.rate, channels=1, format="FLAC", subtype="PCM_16"
    ) as file:
        file.comment = note
        file.write(audio.samples)


def recorded_marks(path: Path, text: str) -> list[Mark]:
    """The marks of a text in a recording; none where the file holds none, or those of another text."""
    try:
        with soundfile.SoundFile(path) as file:
            note = json.loads(file.comment)
        same = note["text"] == _digest(text)
        return [(int(letter), int(ms)) for letter, ms in note["marks"]] if same else []
    except (OSError, ValueError, KeyError, TypeError, soundfile.SoundFileError):
        return []


def _digest(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
