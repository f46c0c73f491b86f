"""Whether somebody is in danger: rules over what was said and how it sounds, and a learned ear. No clock."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voicebot.understand.learned import learned
from voicebot.understand.meaning import Reading
from voicebot.understand.safety.cries import is_cry
from voicebot.understand.safety.kinds import Kind
from voicebot.understand.safety.rules import LEVELS, Patterns, Rule, load_rules
from voicebot.understand.safety.sounds import respell
from voicebot.understand.traits import length_of

__all__ = ["ANSWER", "Danger", "danger_in", "danger_said", "ready", "rules_said"]

MOST = 400
"""Characters of an utterance that are looked at, from its end: who talks long comes to the point last."""

SURE, LIKELY, AGREED, DOUBTED = 0.15, -0.1, -0.15, -0.6
"""How much the learned ear must hear: to act by itself, to ask by itself, to act on what the rules heard, to
ask about it (docs/decisions/0012, 0022)."""

_SHARE, _BOTH = 0.15, 1.45
"""What the log odds of a tuned model count beside the linear ear, and what makes the sum as large as that
ear's own figures, so that the same thresholds hold (docs/decisions/0022)."""

SHORTEST, ANSWER = 3, 7
"""Syllables; with fewer the learned ear has nothing to go by. Fewer than the second are, where the desk has
just asked something, an answer ("안 보여요" of the number on a lamp post). The rules are asked alone then."""

_MARKS = re.compile(r"[^\w\s]|_")
_HANGUL = re.compile(r"[가-힣]")
_LETTERS = {"ko": _HANGUL, "en": re.compile(r"[a-z]{2}")}


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
    learned("danger").hears("")


def danger_in(readings: Sequence[Reading], *, asked: bool = False) -> Danger | None:
    """The danger that any reading of an utterance tells of, the surest first; or nothing.

    Args:
        readings: of the utterance.
        asked: whether the desk has asked something, so that a word or two may be the answer.
    """
    said = (danger_said(reading.text, asked=asked, alarm=reading.alarm) for reading in readings)
    found = [danger for danger in said if danger]
    return next((one for one in found if one.certain), found[0] if found else None)


def danger_said(text: str, *, asked: bool = False, alarm: float | None = None) -> Danger | None:
    """The danger that an utterance tells of, or nothing. In Korean, English, or both; never raises.

    It is heard by the rules and by the learned ear: what one takes for danger and the other doubts is asked
    about or let go; but of a cry for help that the rules hear there is no doubt. What a tuned model makes of
    it (`Reading.alarm`) is weighed with the ear's own, where there is one.
    """
    said = _plain(text)[-MOST:]
    ruled = _ruled(said)
    if ruled and ruled.certain and is_cry(said):
        return ruled
    if length_of(said) < (ANSWER if asked else SHORTEST):
        return ruled
    tells, kind = learned("danger").hears(text[-MOST:])
    return _weighed(ruled, said, tells if alarm is None else (tells + _SHARE * alarm) / _BOTH, kind)


def _ruled(said: str) -> Danger | None:
    """By the rules of each language whose letters are in it; the surer."""
    found = [_strongest(_signs(said, name)) for name, letters in _LETTERS.items() if letters.search(said)]
    return max(filter(None, found), key=lambda danger: danger.certain, default=None)


def _weighed(ruled: Danger | None, said: str, tells: float, kind: str) -> Danger | None:
    """What both make of it; the kind and the words are the rules' where they have any."""
    heard = ruled or Danger(Kind(kind), True, said)
    if heard.certain and tells >= (AGREED if ruled else SURE):
        return heard
    return replace(heard, certain=False) if tells >= (DOUBTED if ruled else LIKELY) else None


def rules_said(text: str) -> Danger | None:
    """The danger by the rules alone, as the learned ear is fitted beside them."""
    return _ruled(_plain(text)[-MOST:])


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
