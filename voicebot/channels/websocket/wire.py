"""Frames: bytes to events and sound, and back. Pure."""

from __future__ import annotations

import json
import struct
from collections import deque
from dataclasses import dataclass, field

from pydantic import ValidationError

from voicebot.audio import Audio
from voicebot.audio.mulaw import decode_mulaw, encode_mulaw
from voicebot.errors import ProtocolError
from voicebot.talk.client_events import CLIENT_EVENT, AudioFormat, ClientEvent

__all__ = [
    "Arrived",
    "BadEventError",
    "SequenceCounter",
    "pack",
    "read_event",
    "sound_of",
    "unpack",
    "wire_sound",
]

_NUMBER = struct.Struct("<I")
_NAMES_KEPT = 2048
"""Events that the desk remembers: more than callers do in a minute, even with sound as JSON."""


class BadEventError(ProtocolError):
    """A text frame that is not an event; remembers whose it was."""

    def __init__(self, code: str, message: str, event_id: str = "") -> None:
        super().__init__(code, message)
        self.event_id = event_id


def read_event(text: str) -> ClientEvent:
    """Read one text frame.

    Raises:
        BadEventError: ``invalid_json``, ``unknown_event`` or ``invalid_event``; names the fields, never
            their contents.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BadEventError("invalid_json", "The text frame is not JSON.") from None
    if not isinstance(data, dict):
        raise BadEventError("invalid_json", "The text frame is not a JSON object.")
    event_id = data["event_id"] if isinstance(data.get("event_id"), str) else ""
    try:
        return CLIENT_EVENT.validate_python(data)
    except ValidationError as error:
        raise _bad(error, event_id[:64]) from None


def _bad(error: ValidationError, event_id: str) -> BadEventError:
    first = error.errors(include_input=False, include_url=False)[0]
    if first["type"].startswith("union_tag"):
        return BadEventError("unknown_event", "The event has no `type` that this desk knows.", event_id)
    where = ".".join(str(part) for part in first["loc"][1:])
    code = (
        "unsupported_audio"
        if "audio" in first["loc"] and "session" in str(first["loc"][0])
        else "invalid_event"
    )
    return BadEventError(code, f"{where or 'event'}: {first['msg']}", event_id)


@dataclass(slots=True)
class SequenceCounter:
    """Checks that the numbers of one direction are consecutive.

    Attributes:
        expected: the next number; -1 before the first.
        replayed: the client has come back, and sends again what it does not know to have arrived.
    """

    expected: int = -1
    replayed: bool = False

    def check(self, number: int) -> bool:
        """Whether a frame is new; the first may have any number, and what comes again is passed over.

        Raises:
            ProtocolError: ``sequence_gap``; after a gap the count goes on from the frame that came.
        """
        old = self.expected != -1 and 0 < (self.expected - number) % 2**32 < 2**31
        if old and self.replayed:
            return False
        expected = self.expected
        self.expected = expected if old else (number + 1) % 2**32
        if expected not in (-1, number):
            raise ProtocolError("sequence_gap", f"Expected frame {expected}, got {number}.")
        return True


@dataclass(slots=True)
class Arrived:
    """Which of the client's events have come: after a resume some of them come again, and are not done again.

    Attributes:
        last: name of the last that came.
        replayed: the client has come back; until then a client may use a name as often as it likes.
    """

    last: str = ""
    replayed: bool = False
    _names: deque[str] = field(default_factory=lambda: deque(maxlen=_NAMES_KEPT))

    def before(self, name: str) -> bool:
        """Whether an event had come before its client came back."""
        return self.replayed and name != "" and name in self._names

    def add(self, name: str) -> None:
        """An event has come, and what it asks has been begun."""
        if name:
            self.last = name
            self._names.append(name)


def pack(number: int, payload: bytes) -> bytes:
    """A binary frame: 4-byte little-endian number, then sound."""
    return _NUMBER.pack(number % 2**32) + payload


def unpack(frame: bytes) -> tuple[int, bytes]:
    """The number and the sound of a binary frame.

    Raises:
        ProtocolError: ``invalid_audio`` when it is too short to have both.
    """
    if len(frame) <= _NUMBER.size:
        raise ProtocolError("invalid_audio", "A binary frame has a 4-byte number and then sound.")
    return _NUMBER.unpack_from(frame)[0], frame[_NUMBER.size :]


def sound_of(payload: bytes, form: AudioFormat) -> Audio:
    """Read sound in the negotiated format.

    Raises:
        ProtocolError: ``invalid_audio`` when it is not whole samples.
    """
    if form.format == "pcmu":
        return Audio(decode_mulaw(payload), form.rate)
    if len(payload) % 2:
        raise ProtocolError("invalid_audio", "PCM16 has two bytes a sample; the frame has an odd number.")
    return Audio.from_pcm16(payload, form.rate)


def wire_sound(sound: Audio, form: AudioFormat) -> bytes:
    """Write sound, already at the negotiated rate, in the negotiated format."""
    return encode_mulaw(sound.samples) if form.format == "pcmu" else sound.to_pcm16()
