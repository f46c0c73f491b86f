"""A caller and an interview without sound or store: words in, sentences out."""

import datetime as dt
from dataclasses import replace

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.settings import project_dir
from voicebot.talk.interview import Book, Said, Step, again, begin, heard_as, take
from voicebot.talk.interview.suggesting import by_letters
from voicebot.talk.phrases import phrases
from voicebot.understand.slots import extract

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
CATEGORIES = load_categories(FAQ)
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=DISTRICT.zone)
NAMES = gazetteer(DISTRICT, NOW.date())
SUGGESTER = by_letters(CATEGORIES)


def book(language: str = "ko") -> Book:
    return Book(CATEGORIES, phrases(language), language, days=90)


def hear(text: str, *, heard: bool = True, language: str = "ko") -> Said:
    slots = extract(text, NOW, NAMES, language)
    suggested = tuple(SUGGESTER.suggest(slots.what.words if slots.what else text))
    outside = bool(slots.place and slots.place.outside)
    return replace(heard_as(text, slots, language, suggested, outside=outside), heard=heard)


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
