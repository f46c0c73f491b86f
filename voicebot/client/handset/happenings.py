"""What happens to the handset, and what it does: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Deed",
    "Dial",
    "HangUp",
    "Happening",
    "Hook",
    "Hush",
    "Key",
    "Link",
    "Listen",
    "Play",
    "Ring",
    "Ringing",
    "Send",
    "SoundGone",
    "Tick",
    "Told",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hook:
    """The handset was lifted or put down."""

    up: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A key was pressed."""

    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """What became of the connection (`voicebot.client.line.LinkChange`)."""

    state: Literal["open", "lost", "full", "ended"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The desk said something that comes without sound: ``session.queue``, ``error`` or ``notice``."""

    say: str


@dataclass(frozen=True, slots=True)
class Ring:
    """A person of the office wants to reach whoever is there, or no longer does."""

    on: bool


@dataclass(frozen=True, slots=True)
class SoundGone:
    """The microphone or the loudspeaker went away, or came back."""

    what: Literal["microphone", "loudspeaker"]
    gone: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


Happening = Hook | Key | Link | Told | Ring | SoundGone | Tick


@dataclass(frozen=True, slots=True)
class Dial:
    """Begin a conversation."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """End it, here and at the desk."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Send the microphone's sound, or do not."""

    on: bool


@dataclass(frozen=True, slots=True)
class Play:
    """Say one of the device's own prompts, instead of anything else.

    Attributes:
        prompt: its name.
        say: or a sentence of the desk's that the device may have kept; then `prompt` is for when it has not.
    """

    prompt: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Hush:
    """Say none of the device's own prompts any more."""


@dataclass(frozen=True, slots=True)
class Ringing:
    """Ring, or do not."""

    on: bool


@dataclass(frozen=True, slots=True)
class Send:
    """Send an event of the protocol with one field."""

    kind: Literal["input_key", "command"]
    name: str


Deed = Dial | HangUp | Listen | Play | Hush | Ringing | Send
