"""Everything the conversations share: models, knowledge, the store. Opened once, in the background."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.calendar import office_calendar
from voicebot.civic.complaints.categories import FALLBACK, load_categories, load_ear
from voicebot.civic.complaints.office import Office
from voicebot.civic.district import District, load_district
from voicebot.civic.faq import LANGUAGES, Faq, load_faq
from voicebot.civic.overlay.district import district_over
from voicebot.civic.overlay.menu import NUMBERS, Item
from voicebot.civic.places.shelf import Shelf
from voicebot.civic.publishing.house import open_house
from voicebot.civic.smalltalk import SmallTalk, Topic, load_small_talk
from voicebot.civic.weather.sources import open_keeper
from voicebot.engines import load_engine
from voicebot.hear.transcriber import Transcriber
from voicebot.hear.vad import SileroModel
from voicebot.memory import keep_giving_back, spare_what_is_there
from voicebot.settings import Settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.respelling import NO_RESPELLING, Respelling
from voicebot.speak.synthesizer import Synthesizer
from voicebot.store.callbacks import Callbacks
from voicebot.store.database import open_database
from voicebot.store.keys import Keyring, load_keyring
from voicebot.store.ledger import Ledger, Lines
from voicebot.store.questions import Questions
from voicebot.store.tally_keeper import TallyKeeper
from voicebot.talk.ahead import Ahead
from voicebot.talk.backroom import Backroom
from voicebot.talk.chat import Skies
from voicebot.talk.chatter import Chatter
from voicebot.talk.danger_ear import weighed
from voicebot.talk.editions import Editions, patiently
from voicebot.talk.greeting.greeter import LOOK_S, Greeter
from voicebot.talk.hearing import Hearing
from voicebot.talk.interview.ear import ComplaintEar
from voicebot.talk.knowledge import Knowledge
from voicebot.talk.living.guide import Guide
from voicebot.talk.newsroom import Newsroom
from voicebot.talk.quick_menu import QuickMenu
from voicebot.talk.unrecorded import Unrecorded
from voicebot.talk.upkeep import Upkeep
from voicebot.talk.voices import Voices
from voicebot.talk.warming import answers, changes, choices, own_sentences, questions, spoken_talk
from voicebot.talk.watchers import Watchers
from voicebot.talk.workshop import Workshop
from voicebot.telemetry.logs import log
from voicebot.telemetry.pressure import tell_hang
from voicebot.understand.embed import E5, Embedder
from voicebot.understand.learned import learned
from voicebot.understand.meaning import Match, Reading
from voicebot.understand.recent import RecentEmbedder
from voicebot.understand.safety import ready
from voicebot.understand.suggest import Suggester, Suggestion
from voicebot.understand.tuned import TunedEar, tuned_ear
from voicebot.weights import locate
from voicebot.workers import Urgency, Worker

__all__ = ["Desk"]

Computed = TypeVar("Computed")


class Desk:
    """The shared half of every conversation.

    `open` loads and warms everything; until then `ready` is false. `close` undoes it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ready = False
        self.failure: str | None = None
        self._tasks: list[asyncio.Task[None]] = []
        limits = settings.limits
        self._mind = Worker("mind", limits.queue, hang_s=limits.hang_s, on_hang=tell_hang)
        self._opened: list[Callable[[], None]] = [self._mind.close]
        self._filed: District = load_district(settings.district_dir)
        self.district = self._filed
        self._first: Faq = load_faq(settings.district_dir)
        self.faq = self._first
        self._categories = load_categories(settings.district_dir)
        self._kept_days = settings.retention.contacts_days
        self.hearing: Hearing
        self.voices: Voices
        self.knowledge: dict[str, Knowledge] = {}
        self.suggesters: dict[str, Suggester] = {}
        self.small_talk: SmallTalk = load_small_talk(settings.district_dir)
        self.chatters: dict[str, Chatter] = {}
        self.callbacks: Callbacks | None = None
        self.questions: Questions
        self.office: Office | None = None
        self.calendar = office_calendar(self.district)
        self._client = httpx.AsyncClient()
        self.weather = open_keeper(settings, self.district, self.now, self._client)
        self.greeter = Greeter(settings.district_dir, self.calendar, self.weather.fresh, self.name, self.now)
        self.backroom: Backroom
        self.newsroom: Newsroom
        self.ahead: Ahead
        self._embedder: Embedder
        self._danger_ear: TunedEar
        self._respelling = NO_RESPELLING
        self.database: AsyncEngine | None = None
        self.keyring: Keyring | None = None
        self._tallies: TallyKeeper | None = None
        self.quick_menu = QuickMenu(settings.kiosk.topics, self.now)
        self._upkeep: Upkeep
        places = Shelf(settings.places_dir)
        self.guide = Guide(
            self.district, self.calendar, self.weather.fresh, places, self.now, settings.map_link
        )

    def today(self) -> dt.date:
        """The district's date."""
        return self.now().date()

    def now(self) -> dt.datetime:
        """The moment, by the district's clock."""
        return dt.datetime.now(self.district.zone)

    def hour(self) -> int:
        """The hour of the district's clock."""
        return self.now().hour

    @property
    def watchers(self) -> Watchers:
        """Tell of changes; there once the store is open."""
        return self.backroom.watchers

    @property
    def phone(self) -> str:
        """To whom the desk hands over."""
        return self.district.desk.phone

    def name(self, language: str) -> str:
        """What the desk calls itself."""
        own = self.district.desk
        return own.name_en if language == "en" else own.name

    def menu(self, language: str, most: int = len(NUMBERS), usual: Sequence[str] | None = None) -> list[Item]:
        """The quick menu of a language at this moment; see `QuickMenu.items`."""
        return self.quick_menu.items(self.faq.entries(language), most, usual)

    @property
    def weather_credit(self) -> str:
        """The line that whoever knows the weather wants shown where it is used; often empty."""
        report = self.weather.fresh()
        return report.credit if report else ""

    async def open(self) -> None:
        """Load every model, say and hear one word with each, then serve; warming goes on behind."""
        await asyncio.gather(self.open_knowledge(), self._open_hearing(), self._open_voice())
        if respelling := await self.newsroom.respelling():
            self._respell(respelling)
        spare_what_is_there()
        self.ready = True
        log.info("ready", recogniser=self.hearing.engine, voice=self.voices.engine, entries=len(self.faq))
        self._tasks.append(asyncio.create_task(keep_giving_back()))
        self._tasks.append(asyncio.create_task(self.weather.run(self.settings.weather.refresh_s)))
        self._tasks.append(asyncio.create_task(self.guide.shelf.run(LOOK_S)))
        self._tasks.append(asyncio.create_task(self.newsroom.run(self._respell)))
        self._tasks.append(asyncio.create_task(self._upkeep.run()))
        if self._tallies:
            self._tasks.append(asyncio.create_task(self._tallies.run()))
        greeting = self.greeter.run(self.voices, warm=self.settings.warm_cache)
        self._tasks.append(asyncio.create_task(greeting))
        self.ahead = self._makes_ahead()
        if self.settings.warm_cache:
            self._tasks.append(asyncio.create_task(self.voices.warm(self.worth_warming())))
            self._tasks.append(asyncio.create_task(self.ahead.run()))

    async def close(self) -> None:
        """Stop the workers and the store."""
        self.ready = False
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()
        for close in self._opened:
            await asyncio.to_thread(close)
        if self.office:
            await self.backroom.watchers.close()
        if self._tallies:
            await self._tallies.keep()
        if self.database:
            await self.database.dispose()

    def skies(self) -> Skies | None:
        """The weather now, as far as somebody knows it."""
        report = self.weather.fresh()
        return report.now if report else None

    def is_holiday(self, day: dt.date) -> bool:
        """Whether it is a public holiday."""
        return self.calendar.holiday(day) is not None

    async def chat(
        self, readings: Sequence[Reading], language: str, *, verbatim: bool = False
    ) -> Topic | None:
        """Which topic of everyday talk it is, if it is one; only in its very words, if `verbatim`."""
        chatter = self.chatters.get(language)
        if chatter is None:
            return None
        find = chatter.verbatim if verbatim else chatter.meant
        topic: Topic | None = await self._mind.run(lambda: find(readings))
        return topic

    def topic(self, name: str, language: str) -> Topic | None:
        """A topic of everyday talk by its name."""
        chatter = self.chatters.get(language)
        return chatter.named(name) if chatter else None

    async def match(
        self, readings: Sequence[Reading], language: str, known: Knowledge | None = None
    ) -> Match:
        """What a question means; in the edition that is spoken now, unless another is given."""
        edition = known or self.knowledge[language]
        return await self._mind.run(lambda: edition.match(readings))

    async def suggest(
        self, readings: Sequence[Reading], language: str, trouble: str, faq: Match | None
    ) -> Suggestion:
        """What kind of complaint was told; see `Suggester.suggest`."""
        return await self._mind.run(lambda: self.suggesters[language].suggest(readings, faq, trouble))

    async def listen_for_danger(self, readings: Sequence[Reading]) -> list[Reading]:
        """Readings with what the tuned model hears of danger in them (`Reading.alarm`)."""
        return await weighed(readings, lambda texts: self._mind.run(lambda: self._danger_ear.hears(texts)))

    async def compute(self, work: Callable[[], Computed], urgency: Urgency = Urgency.FINAL) -> Computed:
        """Run what computes on the entries' model, off the event loop."""
        return await self._mind.run(work, urgency)

    @property
    def workshop(self) -> Workshop | None:
        """What officers work with; nothing while the desk is opening."""
        return Workshop(self) if self.ready else None

    async def open_knowledge(self) -> None:
        """Open the store and index what is spoken now; enough for officers' commands."""
        await asyncio.gather(self._open_store(), self.open_mind())
        assert self.database
        house = open_house(self.database, self.settings, self._first, self.now)

        async def between(work: Callable[[], Any]) -> Any:  # noqa: ANN401
            return await self._mind.run(work, patiently())

        editions = Editions(
            house.publisher,
            self._embedder,
            self.settings,
            between=between,
            known=lambda: self.knowledge,
            swap=self._speak,
            now=self.now,
        )
        self.newsroom = Newsroom(house, editions, self._embedder, between)
        await editions.refresh()

    def _first_of(self, language: str) -> list[str]:
        return [item.entry.id for item in self.menu(language)]

    def _speak(self, edition: Faq, known: dict[str, Knowledge]) -> None:
        """Take over another edition, for every reply that is begun from now on."""
        before = set(self._choices())
        self.faq, self.knowledge = edition, known
        log.info("another edition", entries=len(edition), version=edition.version)
        self._warm([said for said in self._choices() if said not in before])

    def _respell(self, respelling: Respelling) -> None:
        """Say words as the officers want them said, from the next sentence on."""
        before, self._respelling = self._respelling, respelling
        self.voices.respell(respelling)
        known = self.worth_warming()
        self._warm([(name, said) for name, said in known if before(said, name) != respelling(said, name)])

    def _settle(self, lines: Mapping[str, Lines]) -> None:
        """Go by what officers have laid over the district's files (the whole ledger, by chapter)."""
        before = set(self._changes())
        self.district = district_over(self._filed, lines)
        self.calendar = office_calendar(self.district)
        self.greeter.settle(self.calendar, lines)
        self.guide.settle(self.calendar)
        self.guide.shelf.lay(lines)
        self.quick_menu.lay(lines)
        if self.office:
            self.office.settle(self.district)
            self.backroom.ear.settle(self.district)
        log.info("settled", chapters=len(lines))
        self._warm([said for said in self._changes() if said not in before])

    def _changes(self) -> list[tuple[str, str]]:
        today = self.today()
        return [(name, line) for name in LANGUAGES for line in changes(self.district, name, today)]

    def _choices(self) -> list[tuple[str, str]]:
        return [(name, line) for name in LANGUAGES for line in choices(self.faq, name)]

    def _makes_ahead(self) -> Ahead:
        """What speaks answers that have no recording before anybody asks."""
        folders = (self.settings.recordings_dir, self.settings.district_dir / "audio")
        publisher = self.newsroom.house.publisher
        wanted = Unrecorded(publisher, lambda: self.faq, folders, self.today)
        return Ahead(self.voices, wanted, lambda: min(self.hearing.quiet_s, self.voices.quiet_s))

    def _warm(self, sentences: list[tuple[str, str]]) -> None:
        if self.ready and self.settings.warm_cache and sentences:
            self._tasks = [task for task in self._tasks if not task.done()]
            self._tasks.append(asyncio.create_task(self.voices.warm(sentences)))

    def worth_warming(self) -> list[tuple[str, str]]:
        """(language, sentence) of everything the desk may say that is known beforehand, most asked first."""
        wanted: dict[tuple[str, str], None] = {}
        for language in LANGUAGES:
            own, asks = own_sentences(language), questions(self._categories, language, self._kept_days)
            chat = spoken_talk(self.small_talk, language)
            news = changes(self.district, language, self.today())
            lines = (*own, *asks, *answers(self.faq, language, self.today()), *news, *chat)
            wanted |= dict.fromkeys((language, line) for line in lines)
        return list(wanted)

    async def _open_store(self) -> None:
        self.database = engine = await open_database(self.settings)
        self._upkeep = Upkeep(Ledger(engine), self._settle, lambda: self.quick_menu.count(engine))
        await self._upkeep.refresh()
        self.questions = Questions(self.database)
        self._tallies = TallyKeeper(self.database, self.now)
        self.keyring = keyring = load_keyring(self.settings)
        self.callbacks = Callbacks(self.database, keyring)
        office = Office(self.database, keyring, self.district, self._categories, self.settings)
        self.backroom = Backroom(
            office,
            ComplaintEar(self.district),
            self._mind.run,
            self.suggest,
            Watchers(office),
            self._kept_days,
        )
        self.office = office

    async def _open_hearing(self) -> None:
        settings = self.settings

        def make() -> Transcriber:
            engine: Transcriber = load_engine(
                "voicebot.transcribers", settings.transcriber, settings.threads.recognise
            )
            return engine

        def load() -> Hearing:
            return Hearing(make, SileroModel(locate("silero-vad")), settings.limits)

        self.hearing = await asyncio.to_thread(load)
        self._opened.append(self.hearing.close)
        await self.hearing.try_out("ko")
        await self.hearing.ending("네.", "ko")

    async def open_mind(self) -> None:
        """Index what the desk knows; enough for `match` and `suggest`."""
        categories = load_categories(self.settings.district_dir)
        vectors = self.settings.cache_dir / "vectors"

        def load() -> None:
            self._embedder = embedder = RecentEmbedder(E5(threads=self.settings.threads.embed))
            self._danger_ear = tuned_ear("danger", self.settings.threads.embed)
            for ear in ("wishes", "going_on"):
                learned(ear)
            for name in LANGUAGES:
                ready(name)  # half a second that the first caller must not wait
                self.knowledge[name] = Knowledge(self.faq, name, embedder, self.settings)
                self.knowledge[name].first = partial(self._first_of, name)
                self.chatters[name] = Chatter(self.small_talk, name, embedder, self.settings)
                self.suggesters[name] = Suggester(
                    categories.phrasings(name),
                    embedder,
                    fallback=FALLBACK,
                    language=name,
                    cache_dir=vectors,
                    ear=load_ear(self.settings.district_dir, name),
                )

        await asyncio.to_thread(load)
        await self.listen_for_danger([Reading("안녕하세요")])
        await self.match([Reading("안녕하세요")], "ko")
        await self.suggest([Reading("안녕하세요")], "ko", "", None)

    async def _open_voice(self) -> None:
        settings = self.settings

        def make() -> Synthesizer:
            engine: Synthesizer = load_engine(
                "voicebot.synthesizers", settings.synthesizer, settings.threads.synthesise
            )
            return engine

        cache = SpeechCache(settings.speech_dir)
        self.voices = await asyncio.to_thread(lambda: Voices(make, cache, settings.limits))
        self._opened.append(self.voices.close)
        await self.voices.try_out("ko")
