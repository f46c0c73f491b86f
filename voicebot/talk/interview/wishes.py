"""What a caller wants of the interview itself: give up, begin again, put something right."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from dataclasses import replace

from voicebot.talk.interview.asking import ask
from voicebot.talk.interview.draft import Draft
from voicebot.talk.interview.filling import fill, nameless
from voicebot.talk.interview.numbers import NUMBER, refuse
from voicebot.talk.interview.said import Said, stays_nameless
from voicebot.talk.interview.state import Book, Interview, Step

__all__ = ["corrected", "named_slot", "paused", "wished"]

_ANSWERED = ("consent", "readback", "extra", "fix", "phone_check")
"""Questions to which 됐어요 is an answer."""

_SLOTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(pattern, re.IGNORECASE))
    for slot, pattern in (
        ("name", r"이름|성함|\bname\b"),
        ("phone", r"전화|번호|연락처|핸드폰|휴대폰|\bphone\b|\bnumber\b"),
        ("place", r"곳|위치|장소|주소|어디|\bplace\b|\bwhere\b|\baddress\b"),
        ("when", r"날짜|언제|시간|날이|날은|\bwhen\b|\bdate\b|\btime\b"),
        ("what", r"내용|문제|무슨\s?일|종류|\bwhat\b|\bproblem\b"),
    )
)
_WRONG_NAME = re.compile(
    r"(?:이름|성함)[이은을]?\s?(?:좀\s|다\s|잘못)?\s?(?:틀|잘못|아니|고치|고쳐|바꿔|다시)|\bname is (?:wrong|not)"
)


def named_slot(text: str) -> str:
    """Which part of the complaint somebody names; empty for none."""
    return next((slot for slot, pattern in _SLOTS if pattern.search(text)), "")


def corrected(draft: Draft, slot: str, words: str = "") -> Draft:
    """The draft without what is wrong, so that it is asked for again; a slot nobody can correct stays.

    Args:
        draft: as it was.
        slot: what is wrong.
        words: in which that was said; of a number they may name a part.
    """
    if slot == "phone":
        return refuse(draft, words)
    again = {slot, "notice"} if slot == "what" else {slot}
    asked = replace(draft, passed=draft.passed - again)
    empty: dict[str, dict[str, object]] = {
        "what": {"what": "", "category": "", "answers": ()},
        "place": {"place": "", "vague": ""},
        "when": {"when": ""},
        "name": {"name": "", "anonymous": False},
    }
    return asked.having(**empty.get(slot, {}))


def paused(now: Interview, book: Book, phrase: str) -> Step:
    """Put it aside; what was told stays in the conversation and nowhere else."""
    return Step(replace(now, asking="paused", tries=0), book.phrases(phrase), "notice")


def wished(now: Interview, said: Said, book: Book) -> Step | None:
    """The step that a wish leads to; nothing where none was said."""
    if _is_about_number(now, said):
        return None
    if said.wish == "cancel" or (said.enough and now.asking not in _ANSWERED):
        return paused(now, book, "paused")
    if said.wish == "restart":
        return ask(Interview(Draft(now.draft.key)), book, *book.phrases("restarted"))
    if said.wish == "undo":
        return ask(now, book, *book.phrases("not_sent"))
    if said.wish == "skip" and stays_nameless(said.text):
        return ask(now.ask_next(nameless(now.draft), book), book, *book.phrases("anonymous"))
    wrong = said.wish == "correct" or _WRONG_NAME.search(said.text)
    return _put_right(now, said, book) if wrong else None


def _is_about_number(now: Interview, said: Said) -> bool:
    """Whether it is the number that is told, or put right, while that is being asked for."""
    return now.asking in NUMBER and said.wish in ("restart", "correct") and _slot(said) in ("", "phone")


def _put_right(now: Interview, said: Said, book: Book) -> Step:
    """Take out what is wrong, and put in what is right, where that was said too."""
    slot = _slot(said)
    if not slot:
        filled = fill(now.draft, said, book, over=True)
        if filled.took:
            return ask(now.ask_next(filled.draft, book), book, *filled.leads)
        return ask(replace(now, asking="fix"), book)
    filled = fill(corrected(now.draft, slot, said.text), said, book)
    offered = filled.offered or now.offered
    return ask(replace(now, offered=offered).ask_next(filled.draft, book), book, *filled.leads)


def _slot(said: Said) -> str:
    """What is wrong, where that is named."""
    intent = said.slots.intent
    return (intent and intent.slot) or ("name" if _WRONG_NAME.search(said.text) else "")
