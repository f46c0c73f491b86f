"""What a synthesizer is, whatever engine is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from voicebot.audio import Audio

__all__ = ["Capabilities", "Synthesizer", "Timed", "TimedSynthesizer"]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do.

    Attributes:
        name: the engine's name in settings.
        version: changes when the same text would sound different; part of the cache key.
        languages: ISO 639-1 codes it speaks.
        voices: names for `Synthesizer.synthesize`; the first is the default.
        rate: samples a second it makes.
        pace: of its speech; 1.0 is a person's normal pace.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    voices: tuple[str, ...]
    rate: int
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Timed:
    """A spoken sentence whose words know their time.

    Attributes:
        audio: the sound.
        words: each word as it is read aloud, and the second at which it begins.
    """

    audio: Audio
    words: tuple[tuple[str, float], ...]


class Synthesizer(Protocol):
    """A voice. Called from one worker thread at a time; never from the event loop."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        """Speak one sentence as it stands on the page, at the desk's normal pace.

        Args:
            text: plain text; numbers, dates and letters are read by the engine's own front end.
            language: ISO 639-1 code.
            voice: one of its voices; the default when empty.

        Raises:
            EngineError: the engine failed.
        """
        ...


@runtime_checkable
class TimedSynthesizer(Synthesizer, Protocol):
    """A voice that also knows when each word begins; without it, times are estimated."""

    def synthesize_timed(self, text: str, *, language: str, voice: str | None = None) -> Timed:
        """Like `Synthesizer.synthesize`, with the time of each word."""
        ...
