"""The resident's pages over the district's own entries and a real store; only the models are stand-ins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fastapi import FastAPI
from fastapi.templating import Jinja2Templates

from voicebot.app import WEB
from voicebot.audio import Audio
from voicebot.channels.resident.door import resident_door
from voicebot.channels.static import static_files
from voicebot.channels.words_door import words_door
from voicebot.civic.complaints.office import Office
from voicebot.civic.district import load_district
from voicebot.civic.entry import Entry
from voicebot.civic.faq import Faq, load_faq
from voicebot.civic.quick_menu import load_quick_menu
from voicebot.errors import EngineError
from voicebot.settings import Settings, project_dir
from voicebot.speak.speaker import Spoken
from voicebot.store.keys import Keyring
from voicebot.talk.backroom import Backroom
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.interview.ear import ComplaintEar
from voicebot.talk.watchers import Watchers
from voicebot.understand.meaning import Candidate, Match, Reading, Zone
from voicebot.understand.suggest import Door, Suggestion

FAQ = project_dir() / "faq"
NOW = dt.datetime(2026, 11, 27, 10, tzinfo=dt.timezone(dt.timedelta(hours=9)))


class Voice:
    """Everything sounds like a tone of half a second; what was said is kept."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.recordings: list[Path] = []
        self.busy = False

    async def ready_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, recording: Path | None = None
    ) -> Spoken | None:
        if recording is None:
            return None
        self.recordings.append(recording)
        return await self.make_sound(text, language, options, rate)

    async def make_sound(self, text: str, language: str, options: SpeechOptions, rate: int) -> Spoken:
        if self.busy:
            raise EngineError("busy", "Too many wait.")
        self.said.append(text)
        tone = 0.2 * np.sin(np.arange(rate // 2) / 20)
        return Spoken(Audio(tone.astype(np.float32), rate), "cached", [])


class Known:
    """Recordings by entry."""

    def __init__(self) -> None:
        self.recorded: dict[str, Path] = {}

    def recording(self, entry: Entry) -> Path | None:
        return self.recorded.get(entry.id)


class Questions:
    """What had no answer."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    async def add(self, question: str, *, language: str, channel: str, **_: object) -> None:
        self.kept.append(f"{channel} {language} {question}")


class Greeter:
    """Says hello."""

    def line(self, language: str) -> str:
        return "안녕하세요, 날이 맑아요." if language == "ko" else "Hello, the sky is clear."


class ResidentDesk:
    """What the pages need of the desk, and what the tests do to it."""

    phone = "120"
    weather_credit = ""

    def __init__(self, office: Office | None = None, keyring: Keyring | None = None) -> None:
        self.faq: Faq = load_faq(FAQ)
        self.district = load_district(FAQ)
        self.ready = True
        self.voice, self.known, self.asked = Voice(), Known(), Questions()
        self.greeter = Greeter()
        self.office = office
        self.keyring = keyring
        self.time = NOW
        self.kinds: tuple[str, ...] = ()
        self.backroom: Any = office and self.room(office)

    def room(self, office: Office) -> Backroom:
        """What understands who tells of a trouble, with the rules and without the models."""

        async def run(work: Callable[[], Any]) -> Any:
            return work()

        return Backroom(office, ComplaintEar(self.district), run, self.suggest, Watchers(office), 90)

    @property
    def knowledge(self) -> dict[str, Known]:
        return {"ko": self.known, "en": self.known} if self.ready else {}

    @property
    def voices(self) -> Voice:
        return self.voice

    @property
    def questions(self) -> Any:
        return self.asked

    def name(self, language: str) -> str:
        return "Voice desk" if language == "en" else "말로 하는 민원 창구"

    def now(self) -> dt.datetime:
        return self.time

    async def match(self, readings: Sequence[Reading], language: str) -> Match:
        """Knows every phrasing of the district by heart, and nothing else."""
        text = readings[0].text
        ids = [one.entry for one in self.faq.phrasings(language) if one.text == text]
        found = tuple(Candidate(name, 0.9, text) for name in ids[:1])
        return Match(Zone.ANSWER if found else Zone.UNKNOWN, found, text)

    async def suggest(
        self, readings: Sequence[Reading], language: str, trouble: str, faq: Match | None
    ) -> Suggestion:
        """The kinds that the test has set."""
        found = tuple(Candidate(kind, 0.4, "") for kind in self.kinds)
        return Suggestion(Door.FILE, Match(Zone.ASK, found, readings[0].text), "other")


def resident_app(desk: ResidentDesk, own: Settings) -> FastAPI:
    """The pages on an application of their own."""
    app = FastAPI()
    app.include_router(
        resident_door(desk, own, Jinja2Templates(WEB / "templates"), WEB, load_quick_menu(own.district_dir))
    )
    app.include_router(words_door(desk))
    app.mount("/static", static_files(WEB / "static"))
    return app
