"""A caller and an interview without sound or store: words in, sentences out."""

import datetime as dt
from dataclasses import replace

from fakes import Syllables

from voicebot.civic.complaints.categories import FALLBACK, load_categories
from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.settings import project_dir
from voicebot.talk.backroom import about
from voicebot.talk.interview import Book, Said, Step, again, begin, heard_as, take
from voicebot.talk.phrases import phrases
from voicebot.understand.meaning import Reading
from voicebot.understand.slots import extract
from voicebot.understand.suggest import Suggester
from voicebot.understand.trouble import Trouble

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
CATEGORIES = load_categories(FAQ)
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=DISTRICT.zone)
NAMES = gazetteer(DISTRICT, NOW.date())
SUGGESTERS = {
    language: Suggester(
        CATEGORIES.phrasings(language),
        Syllables(384),
        fallback=FALLBACK,
        language=language,
        trouble=Trouble(),
    )
    for language in ("ko", "en")
}
"""Without a model: by words and sound alone, nearly."""


def book(language: str = "ko") -> Book:
    return Book(CATEGORIES, phrases(language), language, days=90)


def hear(text: str, *, heard: bool = True, language: str = "ko") -> Said:
    slots = extract(text, NOW, NAMES, language)
    suggestion = SUGGESTERS[language].suggest([Reading(text)], None, slots.what.words if slots.what else "")
    outside = bool(slots.place and slots.place.outside)
    return replace(about(heard_as(text, slots, language, outside=outside), suggestion), heard=heard)


class Teller:
    """Somebody who complains; keeps every step."""

    def __init__(self, first: str, language: str = "ko") -> None:
        self.book, self.language = book(language), language
        self.steps = [begin("key-1", hear(first, language=language), self.book)]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def spoken(self) -> str:
        return " ".join(self.last.sentences)

    def says(self, *texts: str, heard: bool = True) -> "Teller":
        for text in texts:
            now = self.last.interview
            said = hear(text, heard=heard, language=self.language)
            self.steps.append(take(now, said, self.book) or again(now, self.book))
        return self
