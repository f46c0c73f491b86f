"""A caller who tells a complaint aloud, and asks how it stands, by a script and in real time."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Indel

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.talker import Script, Talker
from voicebot.client.caller import Answer, Caller
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.vad import RATE

__all__ = ["Mouth", "Told", "number_reader", "tell", "track"]

THINKS_S = 1.0
"""A pause that the script marks."""

_PATIENCE_S = 150.0
_BEFORE_S = 0.6
"""Between the desk's words and hers."""
_ROOM_S = 4.0
_ASKED = ("내 민원 어떻게 됐어요?", "제 민원이 어떻게 됐는지 알고 싶어요.", "제 민원 어디까지 됐나요?")
"""Who is not understood says it in other words."""
_FOR_NUMBER = re.compile(r"접수 번호|번호를")
_MOST_SAID = 8
_STANDS = re.compile(r"^(?:민원을 받았어요|알려 주셔서 고마워요)")
"""How what was filed a moment ago stands, by either kind."""
_CHECKED = re.compile(r"이 번호가 맞나요")


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
        reads: whether a number is in what the desk says; a caller without it trusts every one.
    """

    voices: Voices
    number: int = 0
    noise_db: float | None = None
    at_once: bool = False
    reads: Callable[[Audio, str], bool] | None = None

    def knows(self, answer: Answer, number: str) -> bool:
        """Whether the number that the desk asks about is hers; true where it asks about none."""
        asks = any(_CHECKED.search(sentence) for sentence in answer.sentences)
        if not asks or self.reads is None:
            return True
        return self.reads(answer.sound, number)

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
    while not caller.filed:
        right = await asyncio.to_thread(mouth.knows, answer, script.filed["phone"])
        words = talker.says(answer.sentences, right=right)
        if words is None:
            return
        answer = await _said(caller, words, told, mouth)
        if caller.filed:
            told.receipt = caller.filed[-1]["receipt"]


async def _said(caller: Caller, words: str, told: Told, mouth: Mouth) -> Answer:
    sound, room = await asyncio.to_thread(mouth.says, words)
    try:
        answer = await caller.ask(sound, patience_s=_PATIENCE_S, room=room, at_once=mouth.at_once)
    except TimeoutError:
        answer = Answer(sentences=[f"(nothing: {', '.join(error['code'] for error in caller.errors)})"])
    told.lines.append((words, answer.heard, " ".join(answer.sentences)))
    return answer


async def track(caller: Caller, digits: str, words: str, told: Told, mouth: Mouth) -> bool:
    """Ask how it stands, and say the number until it is taken, or patience ends; whether that led to it.

    Args:
        caller: an open conversation.
        digits: the number.
        words: as it is said.
        told: what is said and heard is added to it.
        mouth: who speaks.
    """
    answer = Answer()
    for asked in _ASKED:
        answer = await _said(caller, asked, told, mouth)
        if any(_FOR_NUMBER.search(line) for line in answer.sentences):
            break
    for _ in range(_MOST_SAID):
        checked = any(_CHECKED.search(line) for line in answer.sentences)
        right = await asyncio.to_thread(mouth.knows, answer, digits)
        answer = await _said(caller, _answer(right=right) if checked else words, told, mouth)
        if any(_STANDS.search(line) for line in answer.sentences):
            return True
    return False


def _answer(*, right: bool) -> str:
    return "네, 맞아요." if right else "아니요."


def number_reader() -> Callable[[Audio, str], bool]:
    """Ears of a caller who listens whether the desk says her number."""
    ear = FasterWhisper(threads=1)

    def hears(sound: Audio, number: str) -> bool:
        rows = ear.transcribe_digits(sound, language="ko").rows
        return any(_says(row.digits.replace(" ", ""), number) for row in rows)

    return hears


def _says(row: str, number: str) -> bool:
    """Whether a number is in a row of digits, one more or fewer; another digit in place of one is another.

    She knows what she waits for; an ear that does not loses the 이 in 삼이일, and hears one in 번호가.
    """
    parts = (row[at : at + len(number) + more] for at in range(len(row)) for more in (-1, 0, 1))
    return any(Indel.distance(part, number) <= 1 for part in parts)
