"""Which questions there are, in which order, and where somebody is among them; pure."""

from __future__ import annotations

from voicebot.civic.complaints.categories import Categories
from voicebot.talk.interview import Draft
from voicebot.talk.interview.draft import extra_open, next_question
from voicebot.talk.interview.state import is_whole

__all__ = ["CHECK", "EXTRA", "before", "following", "open_to", "way"]

CHECK = "check"
"""The page on which everything is looked at once more."""
EXTRA = "extra-"
"""Begins the name of a question that only one category asks."""


def way(draft: Draft, categories: Categories) -> list[str]:
    """Every question that this draft has been or will be asked, and at the end the look at all of it."""
    contact = ["consent"] if draft.anonymous else ["consent", "name", "phone"]
    if draft.joins:
        return ["what", "category", "place", "join", *(one for one in contact if one != "name"), CHECK]
    extra = [f"{EXTRA}{one.id}" for one in categories.get(draft.category).ask] if draft.category else []
    join = ["join"] if draft.similar else []
    return ["what", "category", "place", *join, "when", *extra, *contact, CHECK]


def following(draft: Draft, categories: Categories) -> str:
    """The first question that is still open."""
    category = categories.get(draft.category) if draft.category else None
    asking = next_question(draft, category, is_whole(draft.phone))
    if asking == "extra" and category:
        return f"{EXTRA}{extra_open(draft, category)}"
    return CHECK if asking in ("readback", "joining") else asking


def before(step: str, draft: Draft, categories: Categories) -> str:
    """The question before this one; empty at the first."""
    asked = way(draft, categories)
    return asked[asked.index(step) - 1] if step in asked[1:] else ""


def open_to(step: str, draft: Draft, categories: Categories) -> bool:
    """Whether somebody has come as far as this page."""
    asked = way(draft, categories)
    return step in asked and asked.index(step) <= asked.index(following(draft, categories))
