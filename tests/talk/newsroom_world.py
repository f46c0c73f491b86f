"""A desk whose entries lie in a store and are found by a real index, without models."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fakes import Syllables
from talk_fakes import entry
from talk_world import FakeDesk

from voicebot.civic.faq import LANGUAGES, Faq
from voicebot.civic.publishing.house import House, open_house
from voicebot.civic.publishing.texts import fields_of
from voicebot.settings import Settings
from voicebot.speak.respelling import Respelling
from voicebot.store.database import open_database
from voicebot.store.questions import Questions
from voicebot.talk.editions import Editions
from voicebot.talk.knowledge import Knowledge
from voicebot.talk.newsroom import Newsroom
from voicebot.understand.meaning import Candidate, Match, Reading, Zone
from voicebot.understand.space import Space
from voicebot.workers import Urgency, Worker

SIZE = 384
QUESTION = "도서관 카드를 만들려고요"


def fee(number: int) -> dict[str, Any]:
    """An answer that says in every sentence which text it is of."""
    lines = [f"{number}번 답이에요.", f"{number}번 둘째예요.", f"{number}번 셋째예요."]
    return fields_of(entry("fee", *lines, question=QUESTION, variants=("책 빌리는 카드 주세요",)))


FIRST = Faq(
    [
        entry("fee", "0번 답이에요.", "0번 둘째예요.", "0번 셋째예요.", question=QUESTION),
        entry("sofa", "스티커를 붙여요.", question="소파는 어떻게 버려요"),
        entry("dog", "동물병원에 가요.", question="강아지 등록은 어디서 해요"),
    ]
)


class LiveDesk(FakeDesk):
    """Finds entries in the edition that it is given, in a worker; the nearest one answers."""

    def __init__(self, settings: Settings, embedder: Syllables) -> None:
        super().__init__()
        self.mind = Worker("mind", 64)
        self.editions: list[Faq] = []
        made = {name: Knowledge(FIRST, name, embedder, settings) for name in LANGUAGES}
        self.knowledge = made  # type: ignore[assignment]

    def speak(self, edition: Faq, known: dict[str, Knowledge]) -> None:
        self.editions.append(edition)
        self.knowledge = known  # type: ignore[assignment]

    async def match(self, readings: Sequence[Reading], language: str, known: Any = None) -> Match:
        found: Match = await self.mind.run(lambda: known.match(readings))
        best = found.candidates[0] if found.candidates else Candidate("", 0.0, "")
        zone = Zone.ANSWER if best.phrasing.split()[:1] == readings[0].text.split()[:1] else Zone.UNKNOWN
        return Match(zone, found.candidates, found.reading)


@asynccontextmanager
async def newsroom(
    stored: Settings, folder: Path, now: Callable[[], dt.datetime]
) -> AsyncIterator[tuple[LiveDesk, Newsroom, House, Syllables]]:
    """A desk, what brings it up to date, and what officers work with."""
    settings = stored.model_copy(update={"cache_dir": folder, "district_dir": folder})
    engine, embedder = await open_database(settings), Syllables(SIZE)
    desk = LiveDesk(settings, embedder)
    desk.questions = Questions(engine)  # type: ignore[assignment]
    house = open_house(engine, settings, FIRST, now)
    embedder.embedded.clear()

    async def between(work: Callable[[], Any]) -> Any:
        return await desk.mind.run(work, Urgency.BACKGROUND)

    editions = Editions(
        house.publisher,
        embedder,
        settings,
        between=between,
        known=lambda: desk.knowledge,  # type: ignore[arg-type,return-value]
        swap=desk.speak,
        now=now,
    )
    try:
        yield desk, Newsroom(house, editions, embedder, between, Space.plain(SIZE)), house, embedder
    finally:
        await asyncio.to_thread(desk.mind.close)
        await engine.dispose()


def ignore(_: Respelling) -> None:
    """Nobody speaks."""
