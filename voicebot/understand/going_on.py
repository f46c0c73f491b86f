"""Whether words go on with what was just answered, and what they ask of it, in whatever words.

"그건 얼마예요?" is known by its words (`voicebot.understand.followups`); "주머니 사정이 안 좋은데 돈 드는 건
아니죠" by what was learned from dialogues (docs/decisions/0020). Each counts beside the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from voicebot.understand.commands import plain_wish
from voicebot.understand.followups import ASPECTS, Aspect, follow_up
from voicebot.understand.learned import learned
from voicebot.understand.traits import length_of

__all__ = ["ELSEWHERE", "HERE", "GoingOn", "going_on", "is_wish"]

ELSEWHERE, HERE = 0.2, -0.4
"""How much must tell that words go on: where they are a question of their own, and where they are none."""
OF_NOTHING = -0.6
"""Less tells that words go on which name nothing."""
OVER_WISH = 0.2
"""From here on words that only sound like a wish ("말하면 금방 고쳐 줘요?" like slower) are none."""

_RULED, _NAMES, _BARE = 0.6, 0.15, 0.5
"""What counts beside the ear: the aspect that is named, towards it and towards going on; no other name."""

MOST = 40
"""Syllables; who says more begins anew."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What words would ask, if they go on.

    Attributes:
        aspect: what is asked about.
        tells: how much tells that they go on: about 1 where they do, −1 where not.
        bare: whether they name nothing, so that they need no matching.
    """

    aspect: Aspect
    tells: float
    bare: bool


def going_on(text: str, language: str) -> GoingOn:
    """What words would ask of what was answered before.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    ear, named = learned("going_on"), follow_up(text, language)
    towards = dict(zip(ear.names, ear.towards(text), strict=True))
    tells, _ = ear.hears(text)
    if named:
        towards[named.aspect] += _RULED
        tells += _BARE if named.bare else _NAMES
    aspect = max(ASPECTS, key=towards.__getitem__)
    short = length_of(text) <= MOST
    bare = bool(named and named.bare) and tells >= OF_NOTHING
    return GoingOn(aspect, tells if short else OF_NOTHING, bare and short)


def is_wish(text: str, language: str) -> bool:
    """Whether words that sound like a wish are one, where they may go on with what was answered."""
    return plain_wish(text, language) is not None or going_on(text, language).tells < OVER_WISH
