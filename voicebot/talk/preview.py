"""How callers would meet an entry before it is published: what is said, what after "더", how it sounds."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.mulaw import decode_mulaw, encode_mulaw
from voicebot.audio.resample import resample
from voicebot.civic.faq import Entry
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import Phrases
from voicebot.talk.reply import Reply

__all__ = ["DEVICES", "Device", "preview", "preview_sound", "through"]

Device = Literal["browser", "kiosk", "phone"]
DEVICES: tuple[Device, ...] = get_args(Device)

_RATE = 24_000
_TELEPHONE_RATE = 8_000
"""G.711: what is above 4 kHz a telephone does not carry."""
_BETWEEN_S = 0.5
"""Between sentences (product.md, "How the desk speaks": 400–600 ms)."""
_MOST_REPLIES = 12


@dataclass(frozen=True, slots=True)
class _Only:
    """Knows one entry, and nothing else."""

    entry: Entry
    file: Path | None
    version: str = ""

    def get(self, entry: str) -> Entry | None:
        return self.entry if entry == self.entry.id else None

    def most_asked(self) -> tuple[str, ...]:
        return ()

    def recording(self, entry: Entry) -> Path | None:
        return self.file


def preview(entry: Entry, recording: Path | None, phrases: Phrases, today: dt.date) -> list[Reply]:
    """The replies of a caller who asks for it and goes on to the end.

    Args:
        entry: as it would be published.
        recording: the officer's, if there is one.
        phrases: the desk's own sentences.
        today: the district's date.
    """
    dialogue = Dialogue(_Only(entry, recording), phrases, lambda: today, desk="")
    replies = [dialogue.answer(entry.id)]
    while (replies[-1].rest or replies[-1].onward) and len(replies) < _MOST_REPLIES:
        replies.append(dialogue.command("more"))
    return replies


async def preview_sound(reply: Reply, speak: Callable[[str], Awaitable[Audio]]) -> Audio:
    """A reply as sound: the officer's recording where there is one, else the desk's voice.

    Args:
        reply: what is said.
        speak: makes a sentence, at 24 kHz.

    Raises:
        AudioError: the recording cannot be read.
        EngineError: the voice failed.
    """
    parts: list[Audio] = []
    for sentence in reply.sentences:
        file = reply.recordings.get(sentence)
        sound = await asyncio.to_thread(_read, file) if file else await speak(sentence)
        parts += [sound, Audio.silence(_BETWEEN_S, _RATE)]
    return Audio.join(parts)


def _read(file: Path) -> Audio:
    return resample(decode(file.read_bytes()), _RATE)


def through(sound: Audio, device: Device) -> Audio:
    """What is left of a sound at a device; a telephone carries no more than speech needs."""
    if device != "phone":
        return sound
    narrow = resample(sound, _TELEPHONE_RATE)
    return Audio(decode_mulaw(encode_mulaw(narrow.samples)), _TELEPHONE_RATE)
