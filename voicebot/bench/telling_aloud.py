"""A caller who tells a complaint aloud, and asks how it stands, by a script and in real time."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.talker import Script, Talker
from voicebot.client.caller import Answer, Caller
from voicebot.hear.vad import RATE

__all__ = ["Mouth", "Told", "tell", "track"]

THINKS_S = 1.0
"""A pause that the script marks."""

_PATIENCE_S = 150.0
_BEFORE_S = 0.6
"""Between the desk's words and hers."""
_ROOM_S = 4.0
_ASKED = "내 민원 어떻게 됐어요?"
_MOST_TRIES = 3


@dataclass(slots=True)
class Told:
    """One conversation and what came of it.

    Attributes:
        lines: (said, heard, answered), in order.
        receipt: spoken by the desk; empty where nothing was filed.
        wrong: fields of the store that are not as they were told.
        by_receipt: whether the receipt, said in digits, led to it; nothing where there was none.
        by_phone: the same for the telephone number.
    """

    script: str
    voice: int
    noise: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    receipt: str = ""
    wrong: tuple[str, ...] = ()
    by_receipt: bool | None = None
    by_phone: bool | None = None

    @property
    def right(self) -> bool:
        """Whether it was filed, with all of it as it was told; a name may be spelt another way."""
        return bool(self.receipt) and not set(self.wrong) - {"name"}


@dataclass(frozen=True, slots=True)
class Mouth:
    """Who speaks, and in what room.

    Attributes:
        voices: all there are.
        number: which of them.
        noise_db: how much fainter than the voice the noise is; none when empty.
        at_once: send what is said as fast as it is taken, not at the pace of speech.
    """

    voices: Voices
    number: int = 0
    noise_db: float | None = None
    at_once: bool = False

    def says(self, words: str) -> tuple[Audio, Audio]:
        """Words as a microphone hears them, pauses where they are marked; and the room after them."""
        pause = Audio.silence(THINKS_S, RATE)
        parts = [part for piece in words.split(MARK) for part in (pause, self.voices.say(piece, self.number))]
        speech, quiet = Audio.join([Audio.silence(_BEFORE_S, RATE), *parts[1:]]), Audio.silence(_ROOM_S, RATE)
        if self.noise_db is None:
            return speech, quiet
        noise = white_noise(speech.duration, RATE, np.random.default_rng(zlib.crc32(speech.to_pcm16())))
        noisy = mix_at_snr(speech, noise, self.noise_db)
        room = np.resize(noisy.samples - speech.samples, len(quiet.samples))
        return noisy, Audio(room, RATE)


async def tell(caller: Caller, script: Script, told: Told, mouth: Mouth) -> None:
    """Talk until the desk says that it has filed, or one of them gives up."""
    talker, answer = Talker(script), Answer()
    while (words := talker.says(answer.sentences)) is not None and not caller.filed:
        answer = await _said(caller, words, told, mouth)
        if caller.filed:
            told.receipt = caller.filed[-1]["receipt"]


async def _said(caller: Caller, words: str, told: Told, mouth: Mouth) -> Answer:
    sound, room = mouth.says(words)
    try:
        answer = await caller.ask(sound, patience_s=_PATIENCE_S, room=room, at_once=mouth.at_once)
    except TimeoutError:
        answer = Answer(sentences=[f"(nothing: {', '.join(error['code'] for error in caller.errors)})"])
    told.lines.append((words, answer.heard, " ".join(answer.sentences)))
    return answer


async def track(caller: Caller, number: str, told: Told, mouth: Mouth) -> bool:
    """Ask how it stands, and say the number, again where it was not taken; whether that led to it."""
    answer = await _said(caller, _ASKED, told, mouth)
    for _ in range(_MOST_TRIES):
        answer = await _said(caller, number, told, mouth)
        if answer.kind == "notice":
            break
    return answer.kind == "notice" and not any("찾을 수 없" in line for line in answer.sentences)
