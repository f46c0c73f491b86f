"""What is wrong with a phrase before anybody hears it: its length, its words, and when it would be said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from voicebot.civic.calendar import OfficeCalendar
from voicebot.civic.greetings import OWN, Greetings, Phrase, is_one_sentence, is_warning
from voicebot.talk.greeting.claims import Claim, claims
from voicebot.talk.greeting.scenes import Sample, samples
from voicebot.text.length import MAX_SYLLABLES, syllables
from voicebot.text.masking import mask

__all__ = ["Doubt", "doubts", "wording"]

_ANOTHER_DAY = {"notice": ("day", "office")}
"""A notice may speak of days to come."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something wrong.

    Attributes:
        code: of the words for it.
        severity: ``error``: it is not kept so; ``ask``: only if somebody says that it is meant; ``note``.
        about: what the words name.
    """

    code: str
    severity: str = "error"
    about: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def wording(topic: str, says: str, greetings: Greetings, words: Mapping[str, str]) -> list[Doubt]:
    """What is wrong with the words themselves.

    Args:
        topic: what they are about.
        says: the words.
        greetings: the others of the language, for the longest hello before it.
        words: office language, and what to say instead.
    """
    if not says:
        return [Doubt("empty")]
    return [*_form(topic, says), *_length(topic, says, greetings), *_office_words(says, words)]


def _form(topic: str, says: str) -> Iterator[Doubt]:
    if is_warning(says):
        yield Doubt("warning")
    if not is_one_sentence(says):
        yield Doubt("sentences")
    if mask(says) != says:
        yield Doubt("personal")
    if not set("{}").isdisjoint(says.replace("{desk}", "") if topic == "invite" else says):
        yield Doubt("braces")


def _length(topic: str, says: str, greetings: Greetings) -> Iterator[Doubt]:
    others = [] if topic in OWN else [phrase.says for phrase in greetings.about("hello")]
    if topic == "hello":
        others = [p.says for name, rows in greetings.phrases.items() if name not in OWN for p in rows]
    longest = max(others, key=syllables, default="")
    if (count := syllables(says) + syllables(longest)) > MAX_SYLLABLES:
        yield Doubt("long", about={"count": count, "most": MAX_SYLLABLES, "other": longest})


def _office_words(says: str, words: Mapping[str, str]) -> Iterator[Doubt]:
    for word, plain in words.items():
        if re.search(rf"(?<![가-힣]){re.escape(word)}", says):
            yield Doubt("office_word", about={"word": word, "plain": plain})


@lru_cache(maxsize=2048)
def doubts(topic: str, phrase: Phrase, calendar: OfficeCalendar, year: int) -> tuple[Doubt, ...]:
    """Whether it can ever be said, and whether it says then what is not so; some milliseconds, once.

    Args:
        topic: what it is about.
        phrase: with its conditions.
        calendar: of the office.
        year: on whose days it is tried, in every weather.
    """
    tried = _said_in(topic, phrase, samples(year, calendar).get(topic, ()))
    if not tried and topic != "notice":
        return (Doubt("never", "ask"),)
    skipped = _ANOTHER_DAY.get(topic, ())
    made = (claim for claim in claims(phrase.says) if claim.kind not in skipped)
    return tuple(doubt for claim in made for doubt in _contradicted(claim, tried))


def _contradicted(claim: Claim, tried: Sequence[Sample]) -> list[Doubt]:
    wrong = next((one for one in tried if not claim.holds(one.moment, one.report)), None)
    if wrong is None:
        return []
    about = {"word": claim.word, "at": wrong.moment.at, "weather": wrong.weather}
    return [Doubt(f"contradicts_{claim.kind}", "ask", about)]


def _said_in(topic: str, phrase: Phrase, known: Sequence[Sample]) -> list[Sample]:
    """Where it may be said; of which year it is does not matter."""
    months, calm = _months(phrase), phrase.mood == "calm" and topic in OWN
    always = phrase.model_copy(update={"since": None, "until": None})
    return [
        one
        for one in known
        if one.moment.at.month in months and not (calm and one.warns) and always.holds(one.moment, one.feels)
    ]


def _months(phrase: Phrase) -> Collection[int]:
    """The months of the days for which it is meant."""
    begins, ends = phrase.since, phrase.until
    if begins is None or ends is None:
        return range(1, 13)
    count = (ends.year - begins.year) * 12 + ends.month - begins.month
    return {(begins.month - 1 + n) % 12 + 1 for n in range(count + 1)}
