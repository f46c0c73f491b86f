"""The device's own prompts: fetched once, in the desk's voice, and kept for when the network is away."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx

from voicebot.audio.decode import decode
from voicebot.audio.encode import write_wav
from voicebot.audio.resample import resample
from voicebot.client.handset import tones
from voicebot.client.handset.machine import PROMPTS
from voicebot.client.handset.playout import RATE
from voicebot.errors import AudioError, ProtocolError

__all__ = ["Shelf", "fetch"]

_INDEX = "prompts.json"
_PATIENCE_S = 120.0
"""A desk that has never said them synthesises them first."""


class Shelf:
    """What is kept in a folder.

    Args:
        folder: of one language.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sounds: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self.load()

    def load(self) -> None:
        """Read what is there; what cannot be read is missing."""
        try:
            index: dict[str, str] = json.loads((self._folder / _INDEX).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        for name, text in index.items():
            try:
                sound = decode(self._folder / f"{name}.wav")
            except (AudioError, OSError):
                continue
            self._names[text], self._sounds[name] = name, resample(sound, RATE).to_pcm16()

    @property
    def missing(self) -> list[str]:
        """Prompts that the device needs and does not have."""
        return [name for name in PROMPTS if f"handset_{name}" not in self._sounds]

    def sound(self, prompt: str, say: str = "") -> bytes:
        """A sentence of the desk's if it is kept, else the prompt, else three tones (PCM16, 24 kHz)."""
        known = self._sounds.get(self._names.get(say, f"handset_{prompt}"))
        return known if known is not None else tones.trouble()


async def fetch(url: str, folder: Path, language: str) -> list[str]:
    """Fetch every prompt that the desk offers and keep it; their names.

    Raises:
        ProtocolError: ``no_prompts``: the desk is not there, or does not know of them.
    """
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - a moment, before anything else
    base = url.rstrip("/").removesuffix("/v1/talk").replace("ws", "http", 1) if url.startswith("ws") else url
    try:
        async with httpx.AsyncClient(base_url=base.rstrip("/"), timeout=_PATIENCE_S) as client:
            answer = (await client.get("/v1/prompts", params={"language": language})).raise_for_status()
            index: dict[str, str] = answer.json()
            for name in index:
                where = f"/v1/prompts/{language}/{name}.wav"
                sound = (await client.get(where)).raise_for_status().content
                await asyncio.to_thread(
                    lambda to, it: write_wav(to, decode(it)), folder / f"{name}.wav", sound
                )
    except (httpx.HTTPError, ValueError, AudioError) as error:
        raise ProtocolError("no_prompts", f"The desk gave no prompts ({type(error).__name__}).") from error
    part = folder / f".{_INDEX}"
    part.write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / _INDEX)
    return sorted(index)
