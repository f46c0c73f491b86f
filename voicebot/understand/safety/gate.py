"""Whether somebody is in danger: rules over what was said and how it sounds, and a learned ear. No clock."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voicebot.understand.learned import learned
from voicebot.understand.meaning import Reading
from voicebot.understand.safety.kinds import Kind
from voicebot.understand.safety.rules import LEVELS, Patterns, Rule, load_rules
from voicebot.understand.safety.sounds import respell

__all__ = ["Danger", "danger_in", "danger_said", "ready", "rules_said"]

MOST = 400
"""Characters of an utterance that are looked at, from its end: who talks long comes to the point last."""

SURE, LIKELY, AGREED, DOUBTED = 0.2, 0.0, -0.1, -0.45
"""How much the learned ear must hear: to act by itself, to ask by itself, to act on what the rules heard, to
ask about it (docs/decisions/0012)."""

SHORTEST = 7
"""Syllables; in fewer ("안 보여요") the learned ear has nothing to go by, and the rules are asked alone."""

_MARKS = re.compile(r"[^\w\s]|_")
_LATIN = re.compile(r"[a-z]{2}")
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Danger:
    """What somebody seems to be in danger of.

    Attributes:
        kind: what it is; decides whom to call.
        certain: whether the desk acts at once; otherwise it asks.
        words: of the utterance, those that say so.
    """

    kind: Kind
    certain: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Sign:
    kind: Kind
    level: str
    words: str


def ready(language: str) -> None:
    """Load what hears danger in a language, so that the first caller does not wait for it."""
    load_rules(language)
    if language == "ko":
        learned("danger").hears("")


def danger_in(readings: Sequence[Reading]) -> Danger | None:
    """The danger that any reading of an utterance tells of, the surest first; or nothing."""
    found = [danger for reading in readings if (danger := danger_said(reading.text))]
    return next((one for one in found if one.certain), found[0] if found else None)


def danger_said(text: str) -> Danger | None:
    """The danger that an utterance tells of, or nothing. In Korean, English, or both; never raises.

    Korean is heard by the rules and by the learned ear: what one takes for danger and the other doubts is
    asked about or let go. English is heard by the rules alone, also between Korean words.
    """
    said = _plain(text)[-MOST:]
    english = _strongest(_signs(said, "en")) if _LATIN.search(said) else None
    korean = _strongest(_signs(said, "ko")) if _HANGUL.search(said) else None
    if len(_HANGUL.findall(said)) >= SHORTEST:
        korean = _weighed(korean, said, *learned("danger").hears(said))
    return max(filter(None, (korean, english)), key=lambda danger: danger.certain, default=None)


def _weighed(ruled: Danger | None, said: str, tells: float, kind: str) -> Danger | None:
    """What both make of it; the kind and the words are the rules' where they have any."""
    heard = ruled or Danger(Kind(kind), True, said)
    if heard.certain and tells >= (AGREED if ruled else SURE):
        return heard
    return replace(heard, certain=False) if tells >= (DOUBTED if ruled else LIKELY) else None


def rules_said(text: str) -> Danger | None:
    """The danger in Korean by the rules alone, as the learned ear is fitted beside them."""
    return _strongest(_signs(_plain(text)[-MOST:], "ko"))


def _plain(text: str) -> str:
    """Composed, lower case, without marks, single spaces."""
    plain = unicodedata.normalize("NFC", text).lower().replace("'", "").replace("’", "")
    return " ".join(_MARKS.sub(" ", plain).split())


def _signs(said: str, language: str) -> list[_Sign]:
    """As written, and if that is not certain, as heard."""
    rules = load_rules(language)
    found = list(_matches(said, said, rules.written))
    if language == "ko" and not any(one.level != "unclear" for one in found):
        found += _matches(respell(said), said, rules.heard)
    return found


def _matches(form: str, said: str, patterns: Patterns) -> Iterator[_Sign]:
    """Every rule that is met by an utterance in this form, once."""
    turns = [found.end() for found in patterns.turn.finditer(form)]
    for rule in patterns.rules:
        met = next(
            (one for one in rule.pattern.finditer(form) if _holds(one, rule, form, turns, patterns)), None
        )
        if met:
            yield _Sign(rule.kind, rule.level, _words(form, said, met))


def _holds(met: re.Match[str], rule: Rule, form: str, turns: Iterable[int], patterns: Patterns) -> bool:
    """Whether nothing makes a match harmless, from where the talk last turned to the end."""
    start = max((turn for turn in turns if turn <= met.start()), default=0)
    calm = patterns.denied if rule.level == "sure" else patterns.calm
    if calm.search(form, start) or (rule.kind is not Kind.SELF_HARM and patterns.story.search(form)):
        return False
    others = patterns.other[rule.kind].finditer(form, start)
    if rule.level == "sure":
        return not any(one.start() < met.end() and met.start() < one.end() for one in others)
    return next(others, None) is None


def _words(form: str, said: str, met: re.Match[str]) -> str:
    """The whole words of the utterance that a match lies in; both forms have the same words."""
    first, last = form.count(" ", 0, met.start()), form.count(" ", 0, met.end())
    return " ".join(said.split()[first : last + 1])


def _strongest(signs: Sequence[_Sign]) -> Danger | None:
    """The kind with the surest sign; among these, that of which there are most."""
    for level in LEVELS:
        kinds = Counter(one.kind for one in signs if one.level == level)
        if kinds:
            every = Counter(one.kind for one in signs)
            kind = max(kinds, key=lambda kind: (every[kind], -list(Kind).index(kind)))
            words = next(one.words for one in signs if one.kind is kind and one.level == level)
            return Danger(kind, level != "unclear", words)
    return None
