"""How soon a published text is heard, and what callers notice of it: `voicebot bench publish`.

A desk with the real entries and the real model of meaning, in this process, without sound: so many people
type questions one after another; meanwhile entries are published one by one. Told are the seconds from the
step that publishes to the first reply with the new text, and how long a caller waits for the words of a reply
while nothing is published, and while an edition is being learned and indexed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from rich.console import Console
from rich.table import Table

from voicebot.audio import Audio
from voicebot.civic.faq import Entry
from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.texts import fields_of
from voicebot.settings import Settings
from voicebot.talk.careful import Careful
from voicebot.talk.clerk import Clerk
from voicebot.talk.counter.counter import Counter
from voicebot.talk.desk import Desk
from voicebot.talk.reply import Reply
from voicebot.talk.server_events import ServerEvent
from voicebot.talk.understanding import Understanding

__all__ = ["Figures", "publish_bench", "publish_command"]

ROUNDS = 3
"""Texts that are published, after another."""
PHRASINGS = 20
"""New ways to ask in each of them: what an edition has to learn."""
QUIET_S = 10.0
"""How long callers talk before the first text, and between two."""
PAUSE_S = 6.0
"""From a reply to the caller's next question: an answer is heard and thought about. Twenty callers ask
three times a second."""


LONGEST_S = 60.0
"""A text that nobody has heard by then will not be heard."""


class _Nobody:
    async def event(self, event: ServerEvent) -> None:
        pass

    async def audio(self, sound: Audio) -> None:
        pass


@dataclass(slots=True)
class Figures:
    """What was measured, in seconds.

    Attributes:
        heard: from publishing to the first reply with the new text, one a round.
        quiet: waits for the words of a reply while nothing was published.
        busy: the same from a publishing step until its text was heard.
        mixed: replies that hold sentences of two texts.
        errors: questions that failed.
    """

    heard: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    mixed: int = 0
    errors: int = 0


def publish_command(settings: Settings, callers: int, folder: Path, console: Console) -> Figures:
    """Measure and print."""
    own = settings.model_copy(update={"data_dir": folder / "var", "database_url": None, "warm_cache": False})
    found = asyncio.run(publish_bench(own, callers))
    table = Table("", "n", "p50", "p95", "most")
    for name in ("heard", "quiet", "busy"):
        values = getattr(found, name)
        p50, p95 = (float(np.percentile(values, share)) for share in (50, 95)) if values else (0.0, 0.0)
        table.add_row(
            name, str(len(values)), f"{p50:.3f} s", f"{p95:.3f} s", f"{max(values, default=0):.3f} s"
        )
    console.print(table)
    console.print(f"{callers} callers: {found.mixed} mixed replies, {found.errors} errors")
    return found


async def publish_bench(settings: Settings, callers: int) -> Figures:
    """Measure; takes about a minute and a half."""
    found = Figures()
    async with _opened(settings) as desk:
        entry = next(iter(desk.knowledge["ko"].most_asked()))
        talk = _Talk(desk, found, cast("Entry", desk.faq.get(entry, "ko")))
        talking = [asyncio.create_task(talk.caller(number)) for number in range(callers)]
        try:
            for number in range(1, ROUNDS + 1):
                await asyncio.sleep(QUIET_S)
                found.heard.append(await talk.publish(number))
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)
    return found


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Desk]:
    """A desk that understands, and looks for changes as a whole one does."""
    desk = Desk(settings)
    await desk.open_knowledge()
    looking = asyncio.create_task(desk.newsroom.run(lambda _: None))
    try:
        yield desk
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await desk.close()


class _Talk:
    """Callers and an officer on one desk."""

    def __init__(self, desk: Desk, found: Figures, entry: Entry) -> None:
        self._desk = desk
        self._found = found
        self._entry = entry
        self._published = 0.0
        self._wanted = ""
        self._heard = asyncio.Event()

    async def publish(self, number: int) -> float:
        """Publish one more text; seconds until a caller heard it."""
        publisher: Publisher = self._desk.newsroom.house.publisher
        self._heard.clear()
        name = self._entry.id
        await publisher.write(name, "ko", _text(self._entry, number), "kim")
        await publisher.submit(name, "ko", "kim")
        self._published, self._wanted = time.monotonic(), f"{number}번째 글이에요."
        await publisher.publish(name, "ko", "lee", begins=dt.datetime.now(dt.UTC))
        async with asyncio.timeout(LONGEST_S):
            await self._heard.wait()
        seconds, self._wanted = time.monotonic() - self._published, ""
        return seconds

    async def caller(self, number: int) -> None:
        """Ask about the entry, and about others, until cancelled."""
        others = [one.question for one in self._desk.faq.entries("ko").values() if one.id != self._entry.id]
        await asyncio.sleep(PAUSE_S * number / 20)
        while True:
            number += 7
            mind = self._mind(number)  # a complaint that was begun would take the next question
            for question in (self._entry.question, others[number % len(others)]):
                await self._ask(mind, question)
                await asyncio.sleep(PAUSE_S)

    async def _ask(self, mind: Understanding, question: str) -> None:
        busy, begun = bool(self._wanted), time.monotonic()
        mind.begin()
        try:
            said = (await mind.typed(question)).sentences
        except Exception:
            self._found.errors += 1
            return
        (self._found.busy if busy else self._found.quiet).append(time.monotonic() - begun)
        texts = {line.partition("번째")[0] for line in said if "번째 글이에요" in line}
        self._found.mixed += len(texts) > 1
        if self._wanted and self._wanted in said:
            self._heard.set()

    def _mind(self, number: int) -> Understanding:
        nobody: Any = _Nobody()
        careful = Careful(f"bench-{number}", nobody, "ko")

        async def unsaid(_: Reply) -> None:
            """Nothing is said but in reply."""

        clerk = Clerk(self._desk.backroom, nobody, f"bench-{number}", unsaid)
        counter = Counter(self._desk.backroom, clerk, nobody, f"bench-{number}", lambda _mark, _s: True)
        return Understanding(self._desk, careful, counter, "ko", "test")


def _text(entry: Entry, number: int) -> dict[str, Any]:
    """The entry with an answer that says which text it is of, and new ways to ask."""
    lines = [f"{number}번째 글이에요.", f"{number}번째 글이에요.", f"{number}번째 글이에요."]
    new: Sequence[str] = [f"{entry.label} {number}번 {at}째로 여쭤볼게요" for at in range(PHRASINGS)]
    fields = fields_of(entry)
    return {**fields, "answer_spoken": lines, "variants": [*entry.variants, *new]}
