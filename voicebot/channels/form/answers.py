"""What an answer on a page makes of the draft, or what is wrong with it; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voicebot.channels.form.steps import EXTRA
from voicebot.civic.complaints.categories import Categories
from voicebot.store.keys import normal_phone
from voicebot.talk.interview import Draft
from voicebot.talk.interview.draft import SHORT
from voicebot.talk.interview.filling import nameless
from voicebot.talk.interview.state import is_whole
from voicebot.text.printable import printable

__all__ = ["LONGEST", "Answered", "answered"]

LONGEST = 1000
"""Letters of what is told: as much as a browser keeps with the rest."""
_NAME = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """A draft, and what is wrong with the answer: the name of a sentence; empty when nothing is."""

    draft: Draft
    problem: str = ""


def answered(draft: Draft, step: str, form: Mapping[str, str], categories: Categories) -> Answered:
    """Take what was sent from a question's page.

    Args:
        draft: what is known.
        step: which question.
        form: the fields; ``skip`` where somebody does not know.
        categories: of the district.
    """
    if step.startswith(EXTRA):
        return _extra(draft, step.removeprefix(EXTRA), form)
    if step == "category":
        return _category(draft, form.get("answer", ""), categories)
    return _TAKES[step](draft, form)


def _text(form: Mapping[str, str], most: int = SHORT) -> str:
    return printable(form.get("answer", ""))[: most + 1].strip()


def _what(draft: Draft, form: Mapping[str, str]) -> Answered:
    text = _text(form, LONGEST)
    if not text or len(text) > LONGEST:
        return Answered(draft.having(what=text[:LONGEST]), "too_long" if text else "empty_what")
    return Answered(draft.having(what=text))


def _category(draft: Draft, chosen: str, categories: Categories) -> Answered:
    """Another category asks other questions: what is no answer to them is left out."""
    known = {one.id: one for one in categories.categories}
    if chosen not in known:
        return Answered(draft, "empty_category")
    asks = {one.id for one in known[chosen].ask}
    answers = tuple((name, answer) for name, answer in draft.answers if name in asks)
    return Answered(draft.having(category=chosen, answers=answers))


def _place(draft: Draft, form: Mapping[str, str]) -> Answered:
    if "skip" in form:
        return Answered(draft.having(place="", vague="").passing("place"))
    text = _text(form)
    if not text or len(text) > SHORT:
        return Answered(draft.having(place=text[:SHORT]), "too_long" if text else "empty_place")
    return Answered(draft.having(place=text, vague="").passing("place"))


def _join(draft: Draft, form: Mapping[str, str]) -> Answered:
    if form.get("answer") not in ("yes", "no"):
        return Answered(draft, "empty_choice")
    return Answered(draft.having(joins=draft.similar if form["answer"] == "yes" else "").passing("join"))


def _when(draft: Draft, form: Mapping[str, str]) -> Answered:
    if "skip" in form:
        return Answered(draft.having(when="").passing("when"))
    text = _text(form)
    return Answered(draft.having(when=text[:SHORT]), "" if text else "empty_when")


def _extra(draft: Draft, name: str, form: Mapping[str, str]) -> Answered:
    others = tuple(one for one in draft.answers if one[0] != name)
    text = _text(form)
    if "skip" in form:
        return Answered(draft.having(answers=others).passing(name))
    if not text:
        return Answered(draft, "empty_extra")
    return Answered(draft.having(answers=(*others, (name, text[:SHORT]))))


def _consent(draft: Draft, form: Mapping[str, str]) -> Answered:
    if form.get("answer") not in ("yes", "no"):
        return Answered(draft, "empty_choice")
    yes = form["answer"] == "yes"
    return Answered(draft.having(consent=True, anonymous=False) if yes else nameless(draft))


def _name(draft: Draft, form: Mapping[str, str]) -> Answered:
    text = _text(form, _NAME)[:_NAME]
    return Answered(draft.having(name=text, behalf="behalf" in form), "" if text else "empty_name")


def _phone(draft: Draft, form: Mapping[str, str]) -> Answered:
    digits = normal_phone(form.get("answer", "")[:40])
    whole = is_whole(digits)  # what is typed is seen; nobody has to ask whether it was heard
    return Answered(draft.having(phone=digits, phone_sure=whole), "" if whole else "wrong_phone")


_TAKES: Mapping[str, Callable[[Draft, Mapping[str, str]], Answered]] = {
    "what": _what,
    "place": _place,
    "join": _join,
    "when": _when,
    "consent": _consent,
    "name": _name,
    "phone": _phone,
}
