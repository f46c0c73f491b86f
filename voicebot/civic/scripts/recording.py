"""One recording, from the file as it came to the sound that callers hear, and what is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from voicebot.audio import Audio
from voicebot.audio.condition import Condition, examine
from voicebot.audio.decode import decode
from voicebot.audio.loudness import measure_loudness, normalise_loudness
from voicebot.audio.resample import resample
from voicebot.audio.trimming import trim_silence
from voicebot.civic.scripts.problems import Problem, of_audio
from voicebot.errors import AudioError

__all__ = ["RATE", "Recorded", "content_digest", "prepare"]

RATE = 24_000
"""Samples a second that are kept: those of the desk's own voice."""
_VERSION = "1"
"""Changes when the same file would be prepared otherwise."""
_SHORTEST_S = 0.4
_FAINT_DB = -45.0
_NOISY_DB = 15.0
"""Of the voice over the room; a quiet office gives 30 and more, and below 15 words are lost to old ears."""
_SOME_CLIPPED, _MUCH_CLIPPED = 0.0005, 0.01
"""Shares of all samples; a cough does the first, a microphone turned up too far the second."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording that was prepared.

    Attributes:
        digest: of the file as it came; the same file, the same digest.
        audio: trimmed and as loud as it should be; nothing when it cannot be heard.
        condition: as it came.
        loudness: as it came, LUFS.
        problems: what is wrong with it.
    """

    digest: str
    audio: Audio | None = field(repr=False)
    condition: Condition | None = None
    loudness: float = 0.0
    problems: tuple[Problem, ...] = ()


def content_digest(content: bytes) -> str:
    """What names a file by its content, and by how it is prepared."""
    return hashlib.sha256(f"{_VERSION}:".encode() + content).hexdigest()[:40]


def prepare(content: bytes, name: str, most_seconds: float) -> Recorded:
    """Read, check, trim and level one recording; computes (about 1 % of its length)."""
    digest = content_digest(content)
    try:
        sound = decode(content, max_seconds=most_seconds)
    except AudioError as error:
        return Recorded(digest, None, problems=(of_audio(error, name),))
    condition, trimmed = examine(sound), trim_silence(sound)
    if trimmed.audio.duration < _SHORTEST_S:
        return Recorded(digest, None, condition, problems=(Problem.of("voice_absent", name=name),))
    loudness = measure_loudness(trimmed.audio).integrated
    audio = normalise_loudness(resample(trimmed.audio, RATE))
    return Recorded(digest, audio, condition, loudness, tuple(_heard_badly(condition)))


def _heard_badly(condition: Condition) -> list[Problem]:
    found = []
    if condition.clipped > _MUCH_CLIPPED:
        found.append(Problem.of("voice_ruined"))
    elif condition.clipped > _SOME_CLIPPED:
        found.append(Problem.of("voice_clipped"))
    if condition.voice_db < _FAINT_DB:
        found.append(Problem.of("voice_quiet", level=round(condition.voice_db)))
    if (apart := condition.voice_db - condition.room_db) < _NOISY_DB:
        found.append(Problem.of("voice_noisy", apart=round(apart)))
    return found
