"""All that one utterance says for a complaint: what, where, when, whom to call, and wishes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from voicebot.understand.slots.english import find_place_en, find_when_en
from voicebot.understand.slots.events import events
from voicebot.understand.slots.intent import Intent, find_intent
from voicebot.understand.slots.located import Token, located
from voicebot.understand.slots.moments import moments
from voicebot.understand.slots.names import Gazetteer
from voicebot.understand.slots.phone import Phone, find_phone
from voicebot.understand.slots.place import find_place
from voicebot.understand.slots.settle import settled
from voicebot.understand.slots.span import Span
from voicebot.understand.slots.spot import Place
from voicebot.understand.slots.survey import Survey, survey
from voicebot.understand.slots.what import What, find_what
from voicebot.understand.slots.when import When, find_when

__all__ = ["Slots", "extract", "looked_over"]

_WRONG_CLAUSE = re.compile(
    r"[^가-힣]*(?:(?:아니|잠깐|저기)[가-힣]{0,2}[\s,.]+)*(?:[가-힣]{1,3}\s)?(?:내용|문제|사연|종류|설명)(?:이|은|을|를|가)?"
    r"(?:\s(?:좀\s|다\s|잘못\s)?(?:틀|잘못|고치|고칠|고쳐|바꾸|바꿀|바꿔|수정|다르|달라|다시)[가-힣]*"
    r"(?:\s(?:게|할|말|줘|주)[가-힣]*)?[\s,.]*)?"
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What an utterance says; what it does not say is empty. No two spans share a character.

    Attributes:
        text: the utterance in NFC, in which the spans count.
    """

    text: str
    what: What | None = None
    place: Place | None = None
    when: When | None = None
    phone: Phone | None = None
    intent: Intent | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every stretch that a slot was taken from, in order."""
        return tuple(
            sorted(
                (
                    *(self.what.spans if self.what else ()),
                    *(self.place.spans if self.place else ()),
                    *(slot.span for slot in (self.when, self.phone) if slot),
                )
            )
        )


def extract(utterance: str, now: dt.datetime, district: Gazetteer, language: str = "ko") -> Slots:
    """Understand one utterance of somebody who complains; nothing is filled that was not said.

    Args:
        utterance: recognised or typed words, of any length; the time taken is linear in it.
        now: the district's clock, which makes a day of 어제.
        district: the names it knows.
        language: ``ko`` or ``en``.
    """
    text = unicodedata.normalize("NFC", utterance)
    tokens = located(text)
    phone = find_phone(text)
    when = _when(text, now, tokens, phone, language)
    seen = survey(text, district, tokens, [slot.span for slot in (phone, when) if slot])
    place = _where(seen, language)
    intent = find_intent(text, language)
    restated = _restated(text) if intent == Intent("correct", "what") else None
    what = _what(text, tokens, phone, (when, place), restated) if restated or not intent else None
    return Slots(text, what, place, when, phone, intent)


def looked_over(text: str, now: dt.datetime, district: Gazetteer) -> Survey:
    """A Korean utterance in NFC as far as finding its place goes: its items; a time and a telephone apart."""
    tokens, phone = located(text), find_phone(text)
    when = _when(text, now, tokens, phone, "ko")
    return survey(text, district, tokens, [slot.span for slot in (phone, when) if slot])


def _where(seen: Survey, language: str) -> Place | None:
    rules = find_place(seen)
    if language == "en":
        return rules or find_place_en(seen.text, seen.taken)
    return settled(seen, rules)


def _when(
    text: str, now: dt.datetime, tokens: list[Token], phone: Phone | None, language: str
) -> When | None:
    if language == "en":
        return find_when_en(text, now)
    said = [moment for moment in moments(text, now) if not (phone and moment.span.meets(phone.span))]
    told = sorted((*said, *events(tokens, said)), key=lambda moment: moment.span)
    return find_when(text, now, told)


def _restated(text: str) -> Span:
    """The clause that says that the trouble was understood wrongly; what it really is may follow."""
    found = _WRONG_CLAUSE.match(text)
    return Span(*found.span()) if found else Span(0, len(text))


def _what(
    text: str,
    tokens: list[Token],
    phone: Phone | None,
    where_when: tuple[When | None, Place | None],
    restated: Span | None,
) -> What | None:
    when, place = where_when
    taken = [
        *((restated,) if restated else ()),
        *((*place.spans, *place.aside) if place else ()),
        *((when.span, *when.aside) if when else ()),
    ]
    return find_what(text, tokens, taken, [phone.span] if phone else [])
