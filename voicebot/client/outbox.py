"""What was sent and is not yet known to have arrived, in its order. Pure."""

from __future__ import annotations

import json
import struct
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["KEPT", "Outbox"]

KEPT = 1500
"""A minute of 40 ms frames: for longer the desk keeps no conversation (protocol.md, Rules)."""

_OF_THE_LINE = frozenset({"session.start", "session.end", "ping", "pong", "ack", "playback"})
"""About the connection itself, and old when there is another; the rest is what the caller did."""

_NUMBER = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class _Sent:
    """One frame on the wire: of sound with its number, or of an event with its name."""

    wire: str | bytes
    number: int = -1
    name: str = ""
    text: str = ""


class Outbox:
    """One conversation's.

    A client that comes back sends `unheard` again, and the desk passes over what it has.

    Args:
        client: begins the names of events, so that those of two clients differ.

    Attributes:
        arrived: number of the last frame of sound that the desk has; -1 before the first.
        frames: of sound so far.
    """

    def __init__(self, client: str) -> None:
        self._client = client
        self._names = 0
        self._sent: deque[_Sent] = deque(maxlen=KEPT)
        self.arrived = -1
        self.frames = 0

    def sound(self, pcm: bytes) -> bytes:
        """Number a frame of PCM16 and keep it; what goes over the wire."""
        sent = _Sent(_NUMBER.pack(self.frames % 2**32) + pcm, number=self.frames)
        self.frames += 1
        self._sent.append(sent)
        return _NUMBER.pack(sent.number % 2**32) + pcm

    def event(self, kind: str, fields: Mapping[str, object]) -> str:
        """Name an event, and keep it if it is something that the caller did; what goes over the wire."""
        self._names += 1
        name = f"{self._client}-{self._names}"
        wire = json.dumps({"type": kind, "event_id": name, **fields}, ensure_ascii=False)
        if kind not in _OF_THE_LINE:
            self._sent.append(
                _Sent(wire, name=name, text=str(fields["text"]) if kind == "input_text" else "")
            )
        return wire

    @property
    def unheard(self) -> list[str | bytes]:
        """Everything that may not have arrived, oldest first."""
        return [sent.wire for sent in self._sent]

    def acknowledge(self, number: int, name: str = "") -> None:
        """The desk has every frame up to this number, and every event up to the one of this name."""
        self.arrived = max(self.arrived, number)
        names = [sent.name for sent in self._sent]
        last = names.index(name) if name and name in names else -1
        left = [
            sent
            for at, sent in enumerate(self._sent)
            if (at > last if sent.name else sent.number > self.arrived)
        ]
        self._sent = deque(left, KEPT)

    def renewed(self) -> Outbox:
        """That of a new conversation: what was typed is asked again, half an utterance is not."""
        fresh = Outbox(self._client)
        fresh._names = self._names
        for sent in self._sent:
            if sent.text:
                fresh.event("input_text", {"text": sent.text})
        return fresh
