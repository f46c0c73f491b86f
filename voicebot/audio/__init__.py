"""A sound is samples and their rate, never bare bytes."""

from voicebot.audio.sound import Audio

__all__ = ["Audio"]
