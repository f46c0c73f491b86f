"""Asking from the command line: in this process, or of a running desk."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.encode import write_wav
from voicebot.client.caller import Answer, call
from voicebot.errors import ProtocolError
from voicebot.settings import Settings
from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.desk import Desk
from voicebot.talk.session.session import Session
from voicebot.understand.meaning import Match, Reading

__all__ = ["ask_once", "call_once", "explain", "index", "open_desk", "show", "show_match"]

FRAME_S = 0.04


class _Kept:
    """An outlet that keeps what it is given."""

    def __init__(self) -> None:
        self.answer = Answer()
        self.sound: list[Audio] = []
        self.done = asyncio.Event()
        self._begun = time.monotonic()
        self.session: Session | None = None
        self._place = asked.Playback(reply_id="", sentence=0, state="progress", played_ms=0)

    async def event(self, event: told.ServerEvent) -> None:
        answer = self.answer
        match event:
            case told.TurnEnded():
                self._begun = time.monotonic()
            case told.TranscriptionCompleted():
                answer.heard = event.text
            case told.ResponseCreated():
                answer.kind, answer.sentences = event.kind, event.sentences
                answer.entry = event.source.faq_id if event.source else ""
                answer.choices = [choice.id.removeprefix("choice-") for choice in event.choices]
            case told.AudioStarted():
                answer.voice = answer.voice or event.voice
                self._place = asked.Playback(
                    reply_id=event.reply_id, sentence=event.sentence, state="progress", played_ms=0
                )
            case told.Error():
                raise ProtocolError(event.code, event.message)
            case told.ResponseDone():
                answer.timings = event.timings
                self.done.set()

    async def audio(self, sound: Audio) -> None:
        if not self.sound:
            self.answer.first_sound_s = time.monotonic() - self._begun
        self.sound.append(sound)
        asyncio.get_running_loop().call_soon(self._played, round(sound.duration * 1000))

    def _played(self, ms: int) -> None:
        """Nobody listens in real time: what has come has been heard."""
        self._place.played_ms += ms
        if self.session:
            self.session.heard(self._place)


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk in this process, without a server, its cache as it is."""
    desk = Desk(settings.model_copy(update={"warm_cache": False}))
    try:
        await desk.open()
        yield desk
    finally:
        await desk.close()


async def ask_once(
    settings: Settings,
    *,
    question: str | None,
    audio: Path | None,
    output: Path | None,
    language: str,
    console: Console,
) -> Answer:
    """Ask one question without a server, and show and keep the answer."""
    sound = decode(audio) if audio else None
    async with open_desk(settings) as desk:
        answer = await _converse(desk, question, sound, language)
    show(answer, console)
    _keep(answer, output, console)
    return answer


async def _converse(desk: Desk, question: str | None, sound: Audio | None, language: str) -> Answer:
    kept = _Kept()
    start = asked.SessionStart.model_validate(
        {"language": language, "channel": "test", "turn": {"mode": "press"}}
    )
    session = kept.session = Session(desk, kept, start)
    try:
        if question is not None:
            await session.handle(asked.InputText(text=question))
        if sound is not None:
            step = round(FRAME_S * sound.rate)
            for begin in range(0, len(sound.samples), step):
                await session.hear(Audio(sound.samples[begin : begin + step], sound.rate))
            await session.handle(asked.BufferCommit())
        async with asyncio.timeout(desk.settings.limits.utterance_s + 60):
            await kept.done.wait()
    finally:
        await session.close()
    kept.answer.sound = Audio.join(kept.sound) if kept.sound else kept.answer.sound
    return kept.answer


async def call_once(url: str, *, audio: Path, output: Path | None, language: str, console: Console) -> Answer:
    """Call a running desk, speak a recording, and keep what it says.

    Raises:
        ProtocolError: nothing answers there, or nothing was answered in time.
    """
    question = decode(audio)
    try:
        async with call(url, language=language, instant=True) as caller:
            answer = await caller.ask(question)
    except TimeoutError:
        raise ProtocolError("no_answer", "The desk said nothing in time.") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise ProtocolError("no_desk", f"No desk answers at {url} ({why}); is it running?") from None
    show(answer, console)
    _keep(answer, output, console)
    return answer


def show(answer: Answer, console: Console) -> None:
    """Print what was heard, said, and how long it took."""
    table = Table(show_header=False, box=None)
    table.add_row("heard", answer.heard)
    table.add_row("said", " ".join(answer.sentences))
    table.add_row("entry", answer.entry or ", ".join(answer.choices) or "–")
    if answer.first_sound_s is not None:
        after = f"{answer.first_sound_s * 1000:.0f} ms after the end of the turn"
        table.add_row("first sound", f"{after} ({answer.voice})")
    console.print(table)


def _keep(answer: Answer, output: Path | None, console: Console) -> None:
    if output:
        write_wav(output, answer.sound)
        console.print(f"→ {output} ({answer.sound.duration:.1f} s)")


def explain(settings: Settings, question: str, language: str, console: Console) -> Match:
    """Show which entry would answer a question, and why."""
    match = asyncio.run(_match(settings, [Reading(question)], language))
    show_match(match, console)
    return match


async def index(settings: Settings, console: Console) -> None:
    """Work out the meaning of every phrasing once, on all cores, so that the desk starts quickly."""
    threads = settings.threads.model_copy(update={"embed": os.cpu_count() or 1})
    desk = Desk(settings.model_copy(update={"threads": threads}))
    try:
        with console.status("Learning the district's questions (about a minute, once)"):
            await desk.open_mind()
    finally:
        await desk.close()
    console.print(f"{len(desk.faq)} entries are indexed.")


async def _match(settings: Settings, readings: Sequence[Reading], language: str) -> Match:
    desk = Desk(settings)
    try:
        await desk.open_knowledge()
        return await desk.match(readings, language)
    finally:
        await desk.close()


def show_match(match: Match, console: Console) -> None:
    """Print the zone and the candidates of a match."""
    table = Table("entry", "probability", "nearest phrasing", title=f"{match.zone.value}: {match.reading}")
    for candidate in match.candidates:
        table.add_row(candidate.entry, f"{candidate.probability:.3f}", candidate.phrasing)
    console.print(table)
