"""What the resident's pages need of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from voicebot.civic.complaints.office import Office
from voicebot.civic.district import District
from voicebot.civic.entry import Entry
from voicebot.civic.faq import Faq
from voicebot.speak.speaker import Spoken
from voicebot.store.keys import Keyring
from voicebot.store.questions import Questions
from voicebot.talk.backroom import Backroom
from voicebot.talk.client_events import SpeechOptions
from voicebot.understand.meaning import Match, Reading

__all__ = ["Behind", "Known", "Voices"]


class Voices(Protocol):
    """Makes sentences into sound."""

    async def ready_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, recording: Path | None = None
    ) -> Spoken | None:
        """A sentence whose sound exists already, or nothing."""
        ...

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        """A sentence, synthesised now if need be."""
        ...


class Known(Protocol):
    """What the desk knows in one language."""

    def recording(self, entry: Entry) -> Path | None:
        """The officer's recording of the answer, if there is one."""
        ...


class Greeter(Protocol):
    """Composes the first words."""

    def line(self, language: str) -> str:
        """A sentence that fits the moment; empty when there is none."""
        ...


class Behind(Protocol):
    """The desk. While it opens it has its entries and its names, and nothing else."""

    faq: Faq
    district: District
    keyring: Keyring | None

    @property
    def ready(self) -> bool:
        """Whether it can speak and keep questions."""
        ...

    @property
    def knowledge(self) -> Mapping[str, Known]:
        """By language; empty until it can match."""
        ...

    @property
    def voices(self) -> Voices:
        """Speaks; there once it is ready."""
        ...

    @property
    def questions(self) -> Questions:
        """Keeps what had no answer; there once it is ready."""
        ...

    @property
    def office(self) -> Office | None:
        """The complaint desk; nothing until its store is open."""
        ...

    @property
    def backroom(self) -> Backroom:
        """What understands who tells of a trouble; there once the office is."""
        ...

    @property
    def greeter(self) -> Greeter:
        """Composes the first words."""
        ...

    @property
    def weather_credit(self) -> str:
        """The line that whoever knows the weather wants shown."""
        ...

    @property
    def phone(self) -> str:
        """To whom the desk hands over."""
        ...

    def name(self, language: str) -> str:
        """What the desk calls itself."""
        ...

    def now(self) -> dt.datetime:
        """The moment, by the district's clock."""
        ...

    async def match(self, readings: Sequence[Reading], language: str) -> Match:
        """What a question means."""
        ...
