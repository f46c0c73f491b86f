"""The door: words in, a reply about the day or a place out; nothing when they ask for neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.district import District
from voicebot.civic.moment import moment_of
from voicebot.civic.places.shelf import Shelf
from voicebot.civic.sun import Place
from voicebot.civic.weather.report import Report
from voicebot.talk.living import days, near, sky
from voicebot.talk.living.facts import Facts
from voicebot.talk.reply import Reply
from voicebot.understand.living import About, Asked, Day, asked

__all__ = ["Guide", "Guided"]


@dataclass(frozen=True, slots=True)
class Guided:
    """A reply, and the kind of place whose whereabouts it asks for; empty when it asks nothing."""

    reply: Reply
    seeking: str = ""


class Guide:
    """Answers what is known of the day and the district; memory only.

    Args:
        district: its clock, its place and its dongs.
        calendar: the office's.
        weather: the report that may be mentioned now, if any.
        shelf: the places.
        now: the moment.
        map_link: the address of a place on a map, with {name}, {lat} and {lon}.
    """

    def __init__(
        self,
        district: District,
        calendar: OfficeCalendar,
        weather: Callable[[], Report | None],
        shelf: Shelf,
        now: Callable[[], dt.datetime],
        map_link: str,
    ) -> None:
        self._calendar = calendar
        self._weather = weather
        self._now = now
        self._map_link = map_link
        self._place = Place(district.latitude, district.longitude, district.zone)
        places = district.places
        self._words = sorted((*places.south, *places.north, *places.other, *places.landmarks), key=len)
        self.shelf = shelf

    def settle(self, calendar: OfficeCalendar) -> None:
        """Go by another calendar from now on."""
        self._calendar = calendar

    def around(self, kind: str, where: str, language: str) -> Reply:
        """What is said of the places of a kind in or near a dong or landmark."""
        return self._around(self._facts(language), kind, where)

    def hear(self, text: str, language: str, seeking: str = "") -> Guided | None:
        """The reply to what was said, if it is for this room.

        Args:
            text: the words.
            language: ``ko`` or ``en``.
            seeking: the kind of place for which the desk has just asked the caller's dong.
        """
        facts = self._facts(language)
        question = asked(text, language)
        if question is None:
            where = self._where(text) if seeking else ""
            return Guided(self._around(facts, seeking, where)) if where else None
        if question.about is About.PLACE:
            return self._places(facts, question)
        return Guided(Reply("answer", _answer(facts, question)))

    def located(self, language: str, seeking: str, latitude: float, longitude: float) -> Guided:
        """The reply to the caller's position, while a place is looked for."""
        facts = self._facts(language)
        found = self.shelf.nearest(seeking, (latitude, longitude))
        sentences = near.nearest(facts, seeking, found)
        return Guided(Reply("answer", sentences, links=near.links(found, self._map_link, distances=True)))

    def _facts(self, language: str) -> Facts:
        moment = moment_of(self._now(), self._calendar)
        return Facts(moment, self._calendar, self._weather(), self._place, language)

    def _places(self, facts: Facts, question: Asked) -> Guided | None:
        """A place is only looked for where there is data; else the entries know what to say."""
        if not self.shelf.has(question.kind):
            return None
        where = self._where(question.where)
        if where:
            return Guided(self._around(facts, question.kind, where))
        if question.where and not question.near:
            return None
        return Guided(Reply("question", near.which_dong(facts)), question.kind)

    def _around(self, facts: Facts, kind: str, where: str) -> Reply:
        found = self.shelf.around(kind, where)
        if not found:
            return Reply("answer", near.nothing(facts, kind, where))
        sentences = near.nearest(facts, kind, found, where)
        return Reply("answer", sentences, links=near.links(found, self._map_link, distances=False))

    def _where(self, text: str) -> str:
        """The longest name of a dong or landmark in what was said."""
        plain = "".join(text.split())
        return next((word for word in reversed(self._words) if word.replace(" ", "") in plain), "")


def _answer(facts: Facts, question: Asked) -> tuple[str, ...]:
    if question.feast:
        return days.feast(facts, question.feast)
    answers: dict[About, Callable[[Facts, Day], tuple[str, ...]]] = {
        About.WEATHER: sky.weather,
        About.RAIN: sky.rain,
        About.DUST: sky.dust,
        About.SUN: sky.sun,
        About.DATE: days.day_and_date,
        About.TIME: lambda now, _: days.time_of_day(now),
        About.HOLIDAY: days.holidays,
        About.OFFICE: days.office,
    }
    return answers[question.about](facts, question.day)
