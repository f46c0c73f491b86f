"""What the desk says in an interview: questions one at a time, and the whole thing read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voicebot.civic.complaints.categories import FALLBACK
from voicebot.talk.interview.counting import people_told
from voicebot.talk.interview.draft import Asking, Draft, extra_open
from voicebot.talk.interview.state import Book, Interview, Step
from voicebot.talk.server_events import ReplyKind
from voicebot.understand.slots import Phone, Span

__all__ = ["ask", "category_told", "in_pieces", "question", "readback", "spoken_phone"]

_PREFIX = 3
"""Digits before the middle of a mobile number."""
MOST_SYLLABLES = 30
"""Of the caller's own words in one sentence; with the desk's they stay below 40."""


def category_told(category: str, book: Book) -> tuple[str, ...]:
    """The category, said in passing."""
    if category == FALLBACK:
        return book.phrases("category_other")
    return book.phrases("category_is", label=book.label(category))


def ask(interview: Interview, book: Book, *leads: str) -> Step:
    """Say something, then ask what is to be asked; what the law wants said comes before the read-back."""
    draft = interview.draft
    if interview.asking == "joining":
        return Step(interview, leads, "notice", do="join")
    if interview.asking == "readback" and "notice" not in draft.passed:
        leads = (*leads, *_notice(draft, book))
        interview = interview.ask_next(draft.passing("notice"), book)
    kind = _KINDS.get(interview.asking, "question")
    return Step(interview, (*leads, *question(interview, book)), kind)


def _notice(draft: Draft, book: Book) -> tuple[str, ...]:
    category = book.categories.get(draft.category)
    told = (category.needs, category.notice)
    return tuple(words.in_(book.language) for words in told if words)


def question(interview: Interview, book: Book) -> tuple[str, ...]:
    """The sentences that ask."""
    if not interview.open:
        return ()
    own = _OWN.get(interview.asking)
    return own(interview, book) if own else book.phrases(f"ask_{interview.asking}")


def _category(interview: Interview, book: Book) -> tuple[str, ...]:
    return (*book.phrases("ask_category"), *_choices(interview, book), *book.phrases("choice_end"))


def _place(interview: Interview, book: Book) -> tuple[str, ...]:
    place = interview.draft.place
    more = place and interview.draft.vague
    return book.phrases("ask_place_more", place=in_pieces(place)[0]) if more else book.phrases("ask_place")


def _phone(interview: Interview, book: Book) -> tuple[str, ...]:
    draft = interview.draft
    if draft.phone_after:
        return book.phrases("ask_phone_middle" if draft.phone else "ask_phone_first")
    more = book.phrases("phone_otherwise") if len(draft.refused) > 1 else ()
    if draft.phone and not draft.refused:
        return book.phrases("ask_phone_rest", digits=spoken_phone(draft.phone, book.language))
    if len(draft.phone) > _PREFIX:
        return book.phrases("ask_phone_last", digits=spoken_phone(draft.phone, book.language))
    asked = "ask_phone_parts" if draft.phone else "ask_phone_anew" if draft.refused else "ask_phone"
    return (*book.phrases(asked), *more)


def _phone_check(interview: Interview, book: Book) -> tuple[str, ...]:
    return book.phrases("ask_phone_check", digits=spoken_phone(interview.draft.phone, book.language))


def _choices(interview: Interview, book: Book) -> Iterator[str]:
    for number, category in enumerate(interview.offered, 1):
        yield book.phrases.line("choice", number=number, label=book.label(category))


def _extra(interview: Interview, book: Book) -> tuple[str, ...]:
    category = book.categories.get(interview.draft.category)
    wanted = extra_open(interview.draft, category)
    return tuple(one.in_(book.language) for one in category.ask if one.id == wanted)


def readback(draft: Draft, book: Book) -> tuple[str, ...]:
    """The whole complaint in short sentences, and the question whether to file it."""
    say = book.phrases
    lines = list(say("read_start"))
    if draft.category != FALLBACK:
        lines += say("read_category", label=book.label(draft.category))
    lines += _own_words("what", draft.what, book)
    lines += _own_words("place", draft.place, book) if draft.place else say("read_no_place")
    lines += _own_words("when", draft.when, book) if draft.when else ()
    lines += [line for answer in _answers(draft, book) for line in answer]
    lines += say("read_photos", number=draft.photos) if draft.photos else ()
    if draft.anonymous:
        return (*lines, *say("read_anonymous"), *say("ask_file"))
    who = say("read_behalf" if draft.behalf else "read_name", who=draft.name)
    phone = spoken_phone(draft.phone, book.language)
    return (*lines, *who, *say("read_phone", digits=phone), *say("ask_file"))


def _consent(interview: Interview, book: Book) -> tuple[str, ...]:
    return book.phrases("ask_join_consent" if interview.draft.joins else "ask_consent", days=book.days)


def _join(interview: Interview, book: Book) -> tuple[str, ...]:
    return book.phrases("ask_join", people=people_told(interview.draft.people, book.language))


def _answers(draft: Draft, book: Book) -> Iterator[tuple[str, ...]]:
    for _, answer in draft.answers:
        yield _own_words("answer", answer, book)


def _own_words(name: str, words: str, book: Book) -> tuple[str, ...]:
    """What the caller said, a few words at a time."""
    first, *others = in_pieces(words)
    return (*book.phrases(f"read_{name}", words=first), *(f"{piece}." for piece in others))


def in_pieces(words: str) -> list[str]:
    """Long words of the caller cut between words, so that no sentence gets too long to follow."""
    pieces = [""]
    for word in (part for whole in words.split() for part in _cut(whole)):
        longer = f"{pieces[-1]} {word}".strip()
        if len(longer) > MOST_SYLLABLES and pieces[-1]:
            pieces.append(word)
        else:
            pieces[-1] = longer
    return [piece.rstrip(" .,!?") or piece for piece in pieces]


def _cut(word: str) -> list[str]:
    return [word[at : at + MOST_SYLLABLES] for at in range(0, len(word), MOST_SYLLABLES)]


def spoken_phone(digits: str, language: str) -> str:
    """A telephone number, or as much of it as is known, digit by digit."""
    return Phone(digits, Span(0, 0)).spoken(language)


_KINDS: dict[Asking, ReplyKind] = {
    "readback": "confirm",
    "phone_check": "confirm",
    "join": "confirm",
    "category": "choices",
}
_OWN: dict[Asking, Callable[[Interview, Book], tuple[str, ...]]] = {
    "category": _category,
    "place": _place,
    "extra": _extra,
    "consent": _consent,
    "join": _join,
    "name": lambda now, book: book.phrases("ask_name_behalf" if now.draft.behalf else "ask_name"),
    "phone": _phone,
    "phone_check": _phone_check,
    "readback": lambda interview, book: readback(interview.draft, book),
}
