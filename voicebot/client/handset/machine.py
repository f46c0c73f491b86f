"""What the handset does: a state machine without devices. Seconds in, deeds out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from voicebot.client.handset.happenings import (
    Deed,
    Dial,
    HangUp,
    Happening,
    Hook,
    Hush,
    Key,
    Link,
    Listen,
    Play,
    Ring,
    Ringing,
    Send,
    SoundGone,
    Tick,
    Told,
)
from voicebot.client.handset.keys import COMMANDS

__all__ = ["PROMPTS", "Phone", "State", "step"]

PATIENCE_S = 1.5
"""A connection that takes longer, or was lost for longer, is spoken of: silence sounds broken."""

AWAY_S = 12.0
"""After so long without a network the caller is told whom to telephone instead."""

AGAIN_S = 15.0
"""What has to be known is said again so often, to whoever comes near."""

RING_S = 40.0
"""Nobody is rung for longer."""

PROMPTS = ("connecting", "lost", "no_line", "queue", "over", "no_microphone", "trouble")
"""What the device can say by itself; in the phrases each is ``handset_…``."""


class State(StrEnum):
    """Where the handset is in its life."""

    IDLE = "idle"
    RINGING = "ringing"
    CALLING = "calling"
    """Lifted; there is no conversation yet."""
    TALKING = "talking"
    LOST = "lost"
    """The network is away, and it is hoped that it comes back."""
    AWAY = "away"
    """The network has been away for long; it is tried all the same."""
    OVER = "over"
    """The desk has ended the conversation, and the handset is still lifted."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One handset at one moment.

    Attributes:
        state: where it is.
        since: when it came there; seconds, monotonic.
        said: prompt that was last said in this state.
        said_at: when.
        deaf: the microphone is gone.
    """

    state: State = State.IDLE
    since: float = 0.0
    said: str = ""
    said_at: float = 0.0
    deaf: bool = False

    @property
    def up(self) -> bool:
        """Whether the handset is lifted."""
        return self.state not in (State.IDLE, State.RINGING)


_Next = tuple[Phone, tuple[Deed, ...]]


def step(phone: Phone, happening: Happening, now: float) -> _Next:
    """What becomes of the handset, and what is to be done, in this order."""
    match happening:
        case Hook(up=True):
            return _lift(phone, now)
        case Hook(up=False):
            return _put_down(phone, now)
        case Ring(on=on):
            return _ring(phone, now, on=on)
        case SoundGone(what="microphone", gone=gone):
            return _microphone(replace(phone, deaf=gone), now)
        case Tick():
            return _tick(phone, now)
    return _in_talk(phone, happening, now) if phone.up else (phone, ())


def _in_talk(phone: Phone, happening: Happening, now: float) -> _Next:
    match happening:
        case Link():
            return _link(phone, happening, now)
        case Told(say=say):
            waits = phone.state is State.CALLING
            return _say(phone, "queue" if waits else "trouble", now, say=say)
        case Key(name=name):
            return _key(phone, name, now)
    return phone, ()


def _to(phone: Phone, state: State, now: float) -> Phone:
    return replace(phone, state=state, since=now, said="", said_at=now)


def _say(phone: Phone, prompt: str, now: float, *, say: str = "") -> _Next:
    return replace(phone, said=prompt, said_at=now), (Play(prompt, say),)


def _lift(phone: Phone, now: float) -> _Next:
    if phone.up:
        return phone, ()
    quiet = (Ringing(False),) if phone.state is State.RINGING else ()
    return _to(phone, State.CALLING, now), (*quiet, Dial())


def _put_down(phone: Phone, now: float) -> _Next:
    if not phone.up:
        return phone, ()
    return _to(phone, State.IDLE, now), (Listen(False), Hush(), HangUp())


def _ring(phone: Phone, now: float, *, on: bool) -> _Next:
    if on and phone.state is State.IDLE:
        return _to(phone, State.RINGING, now), (Ringing(True),)
    if not on and phone.state is State.RINGING:
        return _to(phone, State.IDLE, now), (Ringing(False),)
    return phone, ()


def _microphone(phone: Phone, now: float) -> _Next:
    """Whoever talks into a dead microphone is told so; the keys still work."""
    if phone.deaf and phone.state is State.TALKING:
        return _say(phone, "no_microphone", now)
    return phone, ()


def _link(phone: Phone, link: Link, now: float) -> _Next:
    if phone.state is State.OVER:
        return phone, ()
    match link.state:
        case "open":
            talking = _to(phone, State.TALKING, now)
            told, deeds = _microphone(talking, now) if phone.deaf else (talking, ())
            return told, (Hush(), Listen(True), *deeds)
        case "ended":
            over, deeds = _say(_to(phone, State.OVER, now), "over", now)
            return over, (Listen(False), *deeds)
        case "full":
            return _say(phone, "queue", now)
    return (_to(phone, State.LOST, now), ()) if phone.state is State.TALKING else (phone, ())


def _key(phone: Phone, name: str, now: float) -> _Next:
    """In a conversation keys are the desk's to understand; elsewhere any key says again where one is."""
    if phone.state is State.TALKING:
        return phone, (Send("command" if name in COMMANDS else "input_key", name),)
    return _say(phone, phone.said or _PROMPT[phone.state], now)


_PROMPT = {State.CALLING: "connecting", State.LOST: "lost", State.AWAY: "no_line", State.OVER: "over"}


def _tick(phone: Phone, now: float) -> _Next:
    match phone.state:
        case State.RINGING if now - phone.since > RING_S:
            return _ring(phone, now, on=False)
        case State.CALLING | State.LOST if now - phone.since > AWAY_S and phone.said != "queue":
            return _say(_to(phone, State.AWAY, now), "no_line", now)
        case State.CALLING | State.LOST if not phone.said and now - phone.since > PATIENCE_S:
            return _say(phone, _PROMPT[phone.state], now)
        case State.AWAY | State.OVER if now - phone.said_at > AGAIN_S:
            return _say(phone, _PROMPT[phone.state], now)
        case State.CALLING if phone.said == "queue" and now - phone.said_at > 2 * AGAIN_S:
            return _say(_to(phone, State.AWAY, now), "no_line", now)
    return phone, ()
