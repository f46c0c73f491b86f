"""A caller's microphone: a frame each 40 ms at the pace of sound, hiss all the time, speech now and then."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.bench.acoustics import at_level, coloured
from voicebot.client.caller import FRAME_S, IN_RATE
from voicebot.speak.finish import trim

__all__ = ["Microphone", "Saying", "bare", "picked_up"]

HISS_DB = -62.0
"""A quiet room, root mean square, dB of full scale; speech lies near -21."""

_STEP = round(FRAME_S * IN_RATE)
_HISS_S = 4.0


def bare(sound: Audio) -> Audio:
    """Speech at the microphone's rate without the silence around it, so that its ends are the true ones.

    An end is where the sound stays 42 dB below its loudest 10 ms.
    """
    return resample(trim(sound, 0.0, 0.0)[0], IN_RATE)


@dataclass(slots=True)
class Saying:
    """One piece of speech on its way through the microphone.

    Attributes:
        sound: int16, shape (n,), without silence around it.
        begun: when its first sample was picked up; seconds, monotonic.
        said: when its last was.
        at_s: seconds of the stream before it.
        sent: samples on their way so far.
    """

    sound: np.ndarray[tuple[int], np.dtype[np.int16]]
    begun: float | None = None
    said: float | None = None
    at_s: float = 0.0
    sent: int = 0


def picked_up(seed: int, sayings: Iterable[Saying], frames: int) -> Audio:
    """The sound of so many frames of a microphone with that seed, once more."""
    sound = np.resize(np.frombuffer(b"".join(_hiss(seed)), np.int16), frames * _STEP)
    for saying in sayings:
        start = round(saying.at_s * IN_RATE)
        sound[start : start + saying.sent] += saying.sound[: saying.sent]
    return Audio.from_pcm16(sound.tobytes(), IN_RATE)


@dataclass(slots=True)
class Microphone:
    """Sends until cancelled.

    A frame leaves when its last sample has been picked up, as a device's does. Times are those of the picking
    up: a sender that is late, be it that its machine is busy or that the desk does not read, makes the desk
    look slower and never faster.

    Attributes:
        send: takes PCM16 of one frame.
        seed: what the hiss is like.
        late: seconds by which each frame left late.
        blocked: seconds for which each frame could not be sent, because the desk did not read.
    """

    send: Callable[[bytes], Awaitable[None]]
    seed: int = 0
    late: list[float] = field(default_factory=list)
    blocked: list[float] = field(default_factory=list)
    _saying: Saying | None = None

    def say(self, sound: Audio) -> Saying:
        """Speak from the next frame on; `sound` comes from `bare`."""
        self._saying = Saying((np.clip(sound.samples, -1, 1) * 32_000).astype(np.int16))
        return self._saying

    async def run(self) -> None:
        """Pick up and send until cancelled."""
        hiss = _hiss(self.seed)
        begun = time.monotonic()
        for number in itertools.count():
            due = begun + (number + 1) * FRAME_S
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = time.monotonic()
            self.late.append(now - due)
            await self.send(self._frame(hiss[number % len(hiss)], number, due))
            self.blocked.append(time.monotonic() - now)

    def _frame(self, hiss: bytes, number: int, due: float) -> bytes:
        saying = self._saying
        if saying is None:
            return hiss
        if saying.begun is None:
            saying.begun, saying.at_s = due - FRAME_S, number * FRAME_S
        part = saying.sound[saying.sent : saying.sent + _STEP]
        saying.sent += len(part)
        if saying.sent == len(saying.sound):
            saying.said = due - (_STEP - len(part)) / IN_RATE
            self._saying = None
        frame = np.frombuffer(hiss, np.int16).copy()
        frame[: len(part)] += part
        return frame.tobytes()


def _hiss(seed: int) -> list[bytes]:
    """Frames of pink noise, to be repeated."""
    noise = at_level(coloured(_HISS_S, 1, np.random.default_rng(seed)), HISS_DB)
    sound = (noise * 32_767).astype(np.int16)
    return [sound[start : start + _STEP].tobytes() for start in range(0, len(sound), _STEP)]
