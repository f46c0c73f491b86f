"""What the loudspeaker plays next, sample by sample, and what of it has been heard."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

__all__ = ["RATE", "Heard", "Playout"]

RATE = 24000
_SAMPLE = 2
_MOST_S = 30.0
"""Of one reply at most so much waits; the desk sends at most 3 s ahead."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A report for ``playback``."""

    reply: str
    sentence: int
    state: str
    ms: int


@dataclass(slots=True)
class _Sentence:
    reply: str
    number: int
    came: int = 0  # bytes
    played: int = 0
    told: bool = False

    def report(self, state: str) -> Heard:
        return Heard(self.reply, self.number, state, self.played * 1000 // (RATE * _SAMPLE))


class Playout:
    """PCM16, mono, 24 kHz; filled by the network, emptied by the sound card's own thread.

    A prompt of the device goes before what the desk says, which waits.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()
        self._prompt = b""
        self.held = False

    def _forget(self) -> None:
        self._sentences: deque[_Sentence] = deque()
        self._waiting: deque[tuple[_Sentence, bytes]] = deque()
        self._ended: deque[_Sentence] = deque(maxlen=64)

    def take(self, reply: str, sentence: int, pcm: bytes) -> None:
        """A frame of the desk's has come."""
        with self._lock:
            last = self._sentences[-1] if self._sentences else None
            if last is None or (last.reply, last.number) != (reply, sentence):
                last = _Sentence(reply, sentence)
                self._sentences.append(last)
            if self._left() + len(pcm) <= _MOST_S * RATE * _SAMPLE:
                last.came += len(pcm)
                self._waiting.append((last, pcm))

    def prompt(self, pcm: bytes) -> None:
        """Say this first."""
        with self._lock:
            self._prompt = pcm

    def hush(self) -> None:
        """Say no prompt any more."""
        with self._lock:
            self._prompt = b""

    def clear(self) -> None:
        """Forget what the desk said and was not played."""
        with self._lock:
            self._forget()
            self.held = False

    @property
    def idle(self) -> bool:
        """Whether there is nothing to be played."""
        with self._lock:
            return not self._prompt and not self._waiting

    def read(self, size: int) -> bytes:
        """The next so many bytes, filled up with silence; called at the pace of sound."""
        with self._lock:
            if self._prompt:
                part, self._prompt = self._prompt[:size], self._prompt[size:]
            else:
                part = b"" if self.held else self._next(size)
        return part + bytes(size - len(part))

    def _next(self, size: int) -> bytes:
        parts, left = [], size
        while left and self._waiting:
            sentence, pcm = self._waiting.popleft()
            part, rest = pcm[:left], pcm[left:]
            if rest:
                self._waiting.appendleft((sentence, rest))
            sentence.played += len(part)
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _left(self) -> int:
        return sum(len(pcm) for _, pcm in self._waiting)

    def reports(self) -> list[Heard]:
        """What has been heard since the last time: sentences to their end, and how far the present one is."""
        with self._lock:
            done = []
            while len(self._sentences) > 1 and self._sentences[0].played >= self._sentences[0].came:
                done.append(self._sentences.popleft().report("finished"))
            now = self._sentences[0] if self._sentences else None
            if now:
                done.append(now.report("paused" if self.held else "progress"))
            return done
