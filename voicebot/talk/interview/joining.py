"""Whether to join somebody's complaint about the same trouble, and whether to send the sound along; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from voicebot.talk.interview.asking import ask, question
from voicebot.talk.interview.filling import Filled
from voicebot.talk.interview.said import Said
from voicebot.talk.interview.state import Book, Interview, Step

__all__ = ["kept", "looked", "offered_join", "to_join", "wants_lookup"]

_ANOTHER = re.compile(
    r"다른\s?(?:거|것|건|일|곳|데|문제)|그게?\s?아니|새로|따로|\b(?:different|another|new|separate)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:그거|그것|그\s?일|같은\s?(?:거|것|일))(?:예요|이에요|요|맞)|함께|같이|\b(?:same|join)\b",
    re.IGNORECASE,
)


def looked(now: Interview) -> str:
    """What is remembered, so that the same place is looked up once."""
    return f"looked {now.draft.category} {now.draft.place} {now.draft.position}"


def wants_lookup(now: Interview) -> bool:
    """Whether enough is known to look for the same trouble, and it was not looked for yet."""
    draft = now.draft
    known = bool(draft.category) and (bool(draft.place) or draft.position is not None)
    asking = now.open and now.asking not in ("what", "category", "place", "fix")
    return known and asking and not draft.joins and not {"join", looked(now)} & draft.passed


def offered_join(step: Step, receipt: str, people: int, book: Book) -> Step:
    """The same step, but first the question whether to join what others have told."""
    now = step.interview
    leads = step.sentences[: len(step.sentences) - len(question(now, book))]
    draft = now.draft.having(similar=receipt, people=people).passing(looked(now))
    return ask(replace(now, asking="join", tries=0, draft=draft), book, *leads)


def to_join(now: Interview, said: Said, book: Book) -> Filled | None:
    """The answer to whether it is the same; a yes counts once the question was heard."""
    draft = now.draft
    if said.wish in ("no", "skip") or said.thanks_no or _ANOTHER.search(said.text):
        return Filled(draft.passing("join"), book.phrases("join_new"), took=True)
    if said.wish == "yes" or _SAME.search(said.text):
        if not said.heard:
            return Filled(draft, book.phrases("hear_out"), took=True)
        return Filled(draft.having(joins=draft.similar).passing("join"), took=True)
    return None


def kept(now: Interview, said: Said, book: Book) -> Step | None:
    """After joining, and where sending the sound along was asked; nothing for words about something else."""
    if said.wish in ("undo", "cancel"):
        return Step(now, (), do="leave" if now.asking == "joined" else "withdraw")
    if now.asking == "joined":
        return Step(now, book.phrases("joined_already"), "notice") if said.wish == "yes" else None
    return _to_sound(now, said, book)


def _to_sound(now: Interview, said: Said, book: Book) -> Step | None:
    done = replace(now, asking="filed")
    if said.wish in ("no", "skip") or said.thanks_no:
        return Step(done, book.phrases("sound_not"), "notice", do="drop_sound")
    if said.wish == "yes" and said.heard:
        return Step(done, book.phrases("sound_sent"), "notice", do="send_sound")
    return Step(now, book.phrases("ask_sound"), "confirm") if said.wish == "yes" else None
