"""What a caller wants of the interview itself: skip, put right, begin again, give up, agree, refuse, undo.

Whole utterances count, as in `commands`; only a correction may go on with the right value ("아니, 위치가
가좌시장 앞이 아니라 석남역이에요").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from voicebot.understand.commands import yes_no
from voicebot.understand.slots.corrections import SlotName, corrected, corrected_en
from voicebot.understand.slots.wishes import AMBIGUOUS, ENGLISH, KOREAN, Wish

__all__ = ["Intent", "SlotName", "Wish", "find_intent"]


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish; a correction names the slot if the caller did ("위치가 틀렸어"), else nothing ("틀렸어요")."""

    wish: Wish
    slot: SlotName | None = None


_LONGEST = 60
"""Letters of the longest utterance that is a wish and nothing else."""
_SHORTEST = 2
"""Letters of a way to agree, of two."""


def find_intent(text: str, language: str) -> Intent | None:
    """The wish that an utterance is, or nothing. "괜찮아요" alone neither agrees nor declines.

    Args:
        text: what was said.
        language: ``ko`` or ``en``.
    """
    return _korean(text) if language == "ko" else _english(text)


def _bare(text: str, between: str) -> str:
    plain = unicodedata.normalize("NFC", text[: 4 * _LONGEST]).lower().replace("'", "").replace("’", "")
    return between.join(re.findall(r"[^\W_]+", plain))


def _korean(text: str) -> Intent | None:
    bare = _bare(text, "")
    wrong, slot = corrected(bare[:_LONGEST])
    if wrong:
        return Intent("correct", slot)
    if not bare or len(bare) > _LONGEST or AMBIGUOUS.fullmatch(bare):
        return None
    wish = next((wish for wish, pattern in KOREAN if pattern.fullmatch(bare)), None)
    if wish is None and _agrees_twice(bare):
        wish = "yes"
    return Intent(wish) if wish else _plain_answer(text, "ko")


def _agrees_twice(bare: str) -> bool:
    """Whether it agrees in two ways, one after the other: "네, 다 맞아요. 그대로 내 주세요."."""
    yes = dict(KOREAN)["yes"]
    return any(
        yes.fullmatch(bare, 0, at) and yes.fullmatch(bare, at) for at in range(_SHORTEST, len(bare) - 1)
    )


def _plain_answer(text: str, language: str) -> Intent | None:
    answer = yes_no(text[: 4 * _LONGEST], language)
    return None if answer is None else Intent("yes" if answer else "no")


def _english(text: str) -> Intent | None:
    bare = _bare(text, " ")
    slot = corrected_en(bare)
    if slot:
        return Intent("correct", slot)
    wish = next((wish for wish, pattern in ENGLISH if pattern.fullmatch(bare)), None)
    return Intent(wish) if wish else _plain_answer(text, "en")
