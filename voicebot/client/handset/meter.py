"""How loud it is, in a line of blocks. Pure."""

from __future__ import annotations

from voicebot.audio import Audio
from voicebot.audio.level import rms_db

__all__ = ["FLOOR_DB", "bar", "level_db"]

FLOOR_DB = -60.0
"""Nothing is shown of what is fainter: a quiet room."""

_LOUD_DB = -6.0
_BLOCKS = 12


def level_db(pcm: bytes, rate: int) -> float:
    """Root mean square of PCM16, dB of full scale."""
    return rms_db(Audio.from_pcm16(pcm, rate))


def bar(decibels: float) -> str:
    """So many of twelve blocks as the level lies between a quiet room and a shout."""
    share = (decibels - FLOOR_DB) / (_LOUD_DB - FLOOR_DB)
    full = round(_BLOCKS * min(1.0, max(0.0, share)))
    return "▮" * full + "▯" * (_BLOCKS - full)
