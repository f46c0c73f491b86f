"""What the pages work with, once the store is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.office import Office
from voicebot.civic.district import District
from voicebot.settings import Settings
from voicebot.speak.speaker import Spoken
from voicebot.staff.hashing import Hasher
from voicebot.staff.throttle import Throttle
from voicebot.staff.times import Times
from voicebot.store.keys import Keyring
from voicebot.store.staff_accounts import Accounts
from voicebot.store.staff_sessions import Sessions
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.workshop import Workshop

__all__ = ["Behind", "Tools", "Voices", "utc_now"]


class Voices(Protocol):
    """Makes sentences into sound."""

    async def make_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, *, first: bool, keep: bool
    ) -> Spoken:
        """A sentence."""
        ...


class Behind(Protocol):
    """What the console needs of the desk; the store is not there while the desk is opening."""

    @property
    def database(self) -> AsyncEngine | None:
        """The store."""
        ...

    @property
    def keyring(self) -> Keyring | None:
        """Its keys."""
        ...

    @property
    def district(self) -> District:
        """Whose desk it is."""
        ...

    @property
    def workshop(self) -> Workshop | None:
        """What needs models: trying, hearing, comparing; nothing while they load."""
        ...

    @property
    def office(self) -> Office | None:
        """The complaint desk."""
        ...

    @property
    def ready(self) -> bool:
        """Whether it can speak."""
        ...

    @property
    def voices(self) -> Voices:
        """Speaks, once it is ready."""
        ...


def utc_now() -> dt.datetime:
    """The moment."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """One of each.

    Attributes:
        engine: the open database, for rooms that keep more in it.
        keyring: seals and signs.
        accounts: who may come in.
        sessions: who is in.
        throttle: who has to wait.
        hasher: compares passwords.
        times: how long a session is good.
        now: the moment, with a zone.
    """

    engine: AsyncEngine
    keyring: Keyring
    accounts: Accounts
    sessions: Sessions
    throttle: Throttle
    hasher: Hasher
    times: Times
    now: Callable[[], dt.datetime]

    @classmethod
    def of(cls, behind: Behind, own: Settings, hasher: Hasher, now: Callable[[], dt.datetime]) -> Self | None:
        """All of them; nothing while the store is not open."""
        engine, keys = behind.database, behind.keyring
        if engine is None or keys is None:
            return None
        times = Times.of(own.staff)
        throttle = Throttle(engine, keys, own.limits, now)
        sessions = Sessions(engine, times.absolute)
        return cls(engine, keys, Accounts(engine, keys), sessions, throttle, hasher, times, now)
