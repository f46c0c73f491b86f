"""An officer's recording as it is kept: sound, and in its comment when each word of which text is heard."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import soundfile

from voicebot.audio import Audio
from voicebot.speak.marks import Mark

__all__ = ["recorded_marks", "recorded_text", "same_text", "text_digest", "write_recorded"]


def write_recorded(path: Path, audio: Audio, text: str, marks: Sequence[Mark]) -> None:
    """Write a FLAC file; whoever speaks this very text from it knows when each word is heard."""
    note = json.dumps({"text": text_digest(text), "said": text, "marks": [list(mark) for mark in marks]})
    with soundfile.SoundFile(
        path, "w", samplerate=audio.rate, channels=1, format="FLAC", subtype="PCM_16"
    ) as file:
        file.comment = note
        file.write(audio.samples)


def recorded_marks(path: Path, text: str) -> list[Mark]:
    """The marks of a text in a recording; none where the file holds none, or those of another text."""
    note = _note(path)
    try:
        same = note["text"] == text_digest(text)
        return [(int(letter), int(ms)) for letter, ms in note["marks"]] if same else []
    except (ValueError, KeyError, TypeError):
        return []


def recorded_text(path: Path) -> str:
    """The text that a recording was compared with when it was brought in; empty where nobody has noted it."""
    said = _note(path).get("said", "")
    return said if isinstance(said, str) else ""


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks."""
    return text_digest(one) == text_digest(other)


def text_digest(text: str) -> str:
    """What names a text, however it is broken into lines."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _note(path: Path) -> dict[str, Any]:
    """What stands in the file's comment; nothing where that is none of ours."""
    try:
        with soundfile.SoundFile(path) as file:
            note = json.loads(file.comment)
    except (OSError, ValueError, TypeError, soundfile.SoundFileError):
        return {}
    return note if isinstance(note, dict) else {}
