"""A whole conversation without models: sound is loud or quiet, and what was "said" is looked up."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from talk_fakes import TODAY, FakeKnowledge, entry

from voicebot.audio import Audio
from voicebot.civic.smalltalk import Topic
from voicebot.errors import EngineError
from voicebot.hear.ending import Ending
from voicebot.hear.listener import Event, Listener
from voicebot.hear.transcriber import Hypothesis, Transcript
from voicebot.hear.vad import SileroState
from voicebot.settings import Settings
from voicebot.speak.speaker import Spoken
from voicebot.store.callbacks import Callbacks
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.chat import Skies
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.desk import Desk
from voicebot.talk.interview import Said
from voicebot.talk.session.session import Session
from voicebot.understand.meaning import Candidate, Match, Reading, Zone
from voicebot.understand.slots import Slots
from voicebot.understand.suggest import Door, Suggestion
from voicebot.workers import Urgency


class LoudIsSpeech:
    """Voice activity by loudness."""

    def run(self, frames: Any, state: SileroState) -> tuple[Any, SileroState]:
        return (np.abs(frames).max(axis=1) > 0.05).astype(np.float32), state


class FakeHearing:
    """Hears the next of the given sentences in each utterance; an empty one is noise."""

    engine = "fake"
    idle = False

    def __init__(self) -> None:
        self.voice_activity = LoudIsSpeech()
        self.will_hear: list[str] = []
        self.calls = 0

    async def hear(self, listener: Listener, *frames: Audio) -> list[Event]:
        return [event for frame in frames for event in listener.push(frame)]

    async def listen(self, work: Callable[[], Any]) -> Any:
        return work()

    async def recognise(
        self, audio: Audio, language: str, *, urgency: Urgency = Urgency.FINAL, **_: object
    ) -> Transcript:
        self.calls += 1
        await asyncio.sleep(0)
        text = self.will_hear[0]
        if text == "BROKEN":
            raise EngineError("recogniser_failed", "It broke.")
        said = (Hypothesis(text, -0.1),) if text else ()
        return Transcript(said, language, 0.0 if text else 0.9, audio.duration, 8.0)

    async def ending(self, text: str, language: str) -> Ending:
        return Ending.FINISHED


class FakeVoices:
    """Every sentence takes half a second of sound and is there at once."""

    engine = "fake"

    async def ready_sound(
        self, text: str, language: str, options: SpeechOptions, rate: int, recording: Path | None = None
    ) -> Spoken:
        return Spoken(Audio.silence(0.5, rate), "cached", [(0, 0)])


class FakeQuestions:
    def __init__(self) -> None:
        self.kept: list[str] = []

        self.rejected: list[tuple[str, str]] = []
        self.others: list[tuple[str, str, str]] = []

    async def add(
        self, question: str, *, nearest: str | None = None, kind: str = "unanswered", **_: object
    ) -> None:
        if kind == "rejected":
            self.rejected.append((question, nearest or ""))
        elif kind == "unanswered":
            self.kept.append(question)
        else:
            self.others.append((kind, question, nearest or ""))


class NoOffice:
    """Understands nothing as a complaint."""

    categories = None


class NoWatchers:
    def leave(self, told: object) -> None:
        """Nobody watches."""


class NoBackroom:
    """Behind a desk whose callers do not complain."""

    office, days, watchers, names, areas = NoOffice(), 90, NoWatchers(), (), ()

    async def understand(self, text: str, language: str) -> Said:
        return Said(text, Slots(text))

    async def door(self, readings: object, said: Said, language: str, faq: Match) -> Suggestion:
        return Suggestion(Door.ANSWER, Match(Zone.UNKNOWN, (), ""), "other")


class NoGuide:
    """Knows nothing of the day."""

    def hear(self, text: str, language: str, seeking: str = "") -> None:
        return None


class FakeDesk:
    """What a session asks of a desk."""

    phone = "120"

    def __init__(self, **limits: float) -> None:
        self.settings = Settings()
        self.settings = self.settings.model_copy(
            update={"limits": self.settings.limits.model_copy(update=limits)}
        )
        self.hearing, self.voices, self.questions = FakeHearing(), FakeVoices(), FakeQuestions()
        known = FakeKnowledge(
            entry("fee", "오만 원이에요.", label="여권 수수료"),
            entry("long", "하나예요.", "둘이에요.", "셋이에요.", "넷이에요."),
            entry("lost", "바로 신고하세요.", label="여권 분실"),
        )
        self.knowledge = {"ko": known, "en": known}
        self.backroom: Any = NoBackroom()
        self.chats: dict[str, Topic] = {}
        self.weather: Skies | None = None
        self.callbacks: Callbacks | None = None
        self.guide: Any = NoGuide()
        self.greeter: Any = None  # greets nobody
        self.matches: dict[str, tuple[Zone, Sequence[str]]] = {
            "수수료": (Zone.ANSWER, ["fee", "lost"]),
            "연금": (Zone.ANSWER, ["long"]),
            "여권": (Zone.ASK, ["fee", "lost"]),
        }

    def today(self) -> dt.date:
        return TODAY

    def now(self) -> dt.datetime:
        return dt.datetime.combine(TODAY, dt.time(9), dt.timezone(dt.timedelta(hours=9)))

    def hour(self) -> int:
        return self.now().hour

    def is_holiday(self, day: dt.date) -> bool:
        return False

    def skies(self) -> Skies | None:
        return self.weather

    def name(self, language: str) -> str:
        return "창구"

    async def chat(
        self, readings: Sequence[Reading], language: str, *, verbatim: bool = False
    ) -> Topic | None:
        if verbatim:
            return None
        return next((topic for word, topic in self.chats.items() if word in readings[0].text), None)

    def topic(self, name: str, language: str) -> Topic | None:
        return self.chats.get(name)

    async def listen_for_danger(self, readings: Sequence[Reading]) -> list[Reading]:
        return list(readings)

    async def match(self, readings: Sequence[Reading], language: str, known: object = None) -> Match:
        text = readings[0].text
        zone, entries = next((m for word, m in self.matches.items() if word in text), (Zone.UNKNOWN, []))
        return Match(zone, tuple(Candidate(e, 0.9, e) for e in entries), text)


class Device:
    """The caller's device: keeps what comes, plays it when told to."""

    def __init__(self, desk: FakeDesk, **start: Any) -> None:
        self.desk = desk
        self.events: list[told.ServerEvent] = []
        self.sound = 0.0
        opening = asked.SessionStart.model_validate({"channel": "test", **start})
        self.session = Session(cast("Desk", desk), self, opening)

    async def event(self, event: told.ServerEvent) -> None:
        self.events.append(event)

    async def audio(self, sound: Audio) -> None:
        self.sound += sound.duration

    async def hear(self, *parts: tuple[bool, float]) -> None:
        """Sound at the microphone: (loud, seconds) after another, in frames of 40 ms."""
        for loud, seconds in parts:
            for _ in range(round(seconds / 0.04)):
                wave = np.full(640, 0.3 if loud else 0.0, np.float32)
                await self.session.hear(Audio(wave, 16000))
                await asyncio.sleep(0)
        await self.settle()

    async def says(self, text: str, seconds: float = 1.0) -> None:
        """Speak one utterance and be quiet."""
        self.desk.hearing.will_hear = [text]
        await self.hear((False, 0.3), (True, seconds), (False, 3.0))

    async def send(self, event: asked.ClientEvent) -> None:
        await self.session.handle(event)
        await self.settle()

    async def settle(self) -> None:
        """Let every task go as far as it can."""
        for _ in range(300):
            await asyncio.sleep(0)

    async def until(self, done: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait for what goes through a real store."""
        async with asyncio.timeout(seconds):
            while not done():  # noqa: ASYNC110  (what changes is behind a store)
                await asyncio.sleep(0.005)
        await self.settle()

    async def played(self) -> None:
        """Everything that was sent has been heard."""
        for _ in range(30):
            started = [e for e in self.events if isinstance(e, told.AudioStarted)]
            if started:
                last = started[-1]
                await self.send(
                    asked.Playback(
                        reply_id=last.reply_id, sentence=last.sentence, state="finished", played_ms=10**6
                    )
                )

    def stream(self) -> list[str]:
        """The conversation in short: the types, with what matters."""
        return [_short(event) for event in self.events]

    def replies(self) -> list[told.ResponseCreated]:
        """What answers something; a busy machine says "네, 잠시만요." before it."""
        return [one for one in self.events if isinstance(one, told.ResponseCreated) and not one.interim]


def _short(event: told.ServerEvent) -> str:
    match event:
        case told.ResponseCreated():
            return f"{event.type} {event.kind} {event.sentences[0]}"
        case told.TranscriptionCompleted():
            return f"{event.type} {event.text}"
        case told.TurnEnded():
            return f"{event.type} {event.reason}"
        case told.AudioDone():
            return f"{event.type} {event.sentence} {event.status}"
        case told.AudioStarted():
            return f"{event.type} {event.sentence}"
        case told.ComplaintDraft() | told.ComplaintFiled() | told.ComplaintStatus():
            return f"{event.type} {_of_complaint(event)}"
        case told.Error():
            return f"{event.type} {event.code}"
    return event.type


def _of_complaint(event: told.ComplaintDraft | told.ComplaintFiled | told.ComplaintStatus) -> str:
    if isinstance(event, told.ComplaintDraft):
        return str(event.form["asking"])
    return f"due {event.due}" if isinstance(event, told.ComplaintFiled) else f"{event.state} {event.say}"
