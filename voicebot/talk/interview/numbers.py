"""The telephone number of a complaint: said, asked about, refused, put right in a part, or left out; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from voicebot.talk.interview.asking import spoken_phone
from voicebot.talk.interview.draft import Draft
from voicebot.talk.interview.filling import Filled, nameless, put_phone
from voicebot.talk.interview.said import Said, stays_nameless
from voicebot.talk.interview.state import Book, Interview, is_whole
from voicebot.understand.slots import named_part, parts_of, placed
from voicebot.understand.slots.numbering import NEVER, ends_a_group, grouped, likely_phone

__all__ = ["NUMBER", "fits", "refuse", "to_check", "to_phone", "without_name"]

NUMBER = ("phone", "phone_check")
"""Questions that are about the number."""
_REFUSES = ("no", "correct", "restart")
_DENIES = re.compile(r"아니|아뇨|틀렸|틀려|틀린|안\s?맞|\bno\b|\bwrong\b", re.IGNORECASE)
"""What is said of a number that is not it, whatever else was made of the words."""
_MOBILE = "010"
"""Begins nearly every mobile number: four digits alone are heard better than eleven in a row."""
_PRESSED = 1
"""Digits of a key; in front of a number that was asked about it begins another."""


def fits(now: Interview) -> Callable[[str], float]:
    """How readily digits are taken for the number, or the next part of it; never for one that was refused."""
    draft = now.draft

    def likely(digits: str) -> float:
        if now.asking == "phone_check":
            ways = {digits, placed(draft.phone, digits, "")}
        else:
            ways = {digits, draft.phone + digits + draft.phone_after}
        told = {way for way in ways if ends_a_group(way)}
        return max(map(likely_phone, told)) if told and not ways & draft.refused else NEVER

    return likely


def to_phone(now: Interview, said: Said, book: Book) -> Filled | None:
    """A number, a part of it, that the last part was misheard, or that there is none."""
    draft = now.draft
    if said.wish == "skip" or stays_nameless(said.text) or (said.wish == "no" and not draft.phone):
        return without_name(now, book)
    if said.wish == "restart":
        return Filled(draft.having(phone="", phone_after=""), took=True)
    if draft.phone and said.wish in _REFUSES and not said.digits:
        return Filled(draft.having(phone="".join(grouped(draft.phone)[:-1])), took=True)
    if said.text == "0" and draft.phone == _MOBILE:  # no mobile goes on with 0
        return Filled(draft.having(phone="0"), took=True)
    added = put_phone(now.draft, said, book)
    return added if added.took else None


def to_check(now: Interview, said: Said, book: Book) -> Filled | None:
    """Whether it was the number; who says it again instead means what she says now."""
    if said.wish == "skip" or stays_nameless(said.text):
        return without_name(now, book)
    if said.wish == "yes":
        told = () if said.heard else book.phrases("hear_out")
        return Filled(now.draft.having(phone_sure=said.heard), told, took=True)
    put_right = _said_again(now.draft, said, book)
    if put_right:
        return put_right
    denied = said.wish in _REFUSES or said.thanks_no or _DENIES.search(said.text)
    if denied or named_part(said.text):
        return Filled(refuse(now.draft, said.text), took=True)
    return None


def _said_again(draft: Draft, said: Said, book: Book) -> Filled | None:
    if said.text.isdecimal() and len(said.text) == _PRESSED:
        return Filled(refuse(draft, "").having(phone=said.text), took=True)
    added = put_phone(draft, said, book)
    if added.draft.phone == draft.phone:
        told = book.phrases("phone_is", digits=spoken_phone(draft.phone, book.language))
        return Filled(draft.having(phone_sure=True), told, took=True) if said.digits else None
    refused = draft.refused | {draft.phone}
    return replace(added, draft=added.draft.having(refused=refused), took=True)


def refuse(draft: Draft, words: str) -> Draft:
    """The number was not it: the part that is named is asked for again, else a mobile's part after part."""
    part = named_part(words) if is_whole(draft.phone) else None
    begins = len(_MOBILE) if draft.phone.startswith(_MOBILE) else 0
    start, end = parts_of(draft.phone)[part] if part else (begins, len(draft.phone))
    return draft.having(
        phone=draft.phone[:start],
        phone_after=draft.phone[end:],
        phone_sure=False,
        anonymous=False,
        refused=draft.refused | {draft.phone},
    )


def without_name(now: Interview, book: Book) -> Filled:
    """A 제보: that there is no answer to it is said; who only joins is counted."""
    told = book.phrases("join_nameless" if now.draft.joins else "anonymous")
    return Filled(nameless(now.draft), told, took=True)
