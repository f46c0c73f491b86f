"""Sounds that need no words: the bell, and a sign where a prompt was never fetched."""

from __future__ import annotations

import numpy as np

from voicebot.audio import Audio
from voicebot.client.handset.playout import RATE

__all__ = ["bell", "trouble"]


def bell() -> bytes:
    """One ring and its pause, three seconds (PCM16, 24 kHz): two tones that old ears hear, 440 and 480 Hz."""
    return _pcm(_tone((440.0, 480.0), 1.0), Audio.silence(2.0, RATE))


def trouble() -> bytes:
    """Three falling tones: something does not work."""
    return _pcm(*(_tone((hertz,), 0.25) for hertz in (660.0, 550.0, 440.0)))


def _tone(frequencies: tuple[float, ...], seconds: float) -> Audio:
    time_s = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * hertz * time_s) for hertz in frequencies) / len(frequencies)
    edge = np.minimum(1.0, np.minimum(time_s, seconds - time_s) / 0.01)  # no click
    return Audio((0.3 * wave * edge).astype(np.float32), RATE)


def _pcm(*parts: Audio) -> bytes:
    return Audio.join(parts).to_pcm16()
