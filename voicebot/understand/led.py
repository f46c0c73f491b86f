"""A reading that was led by what the desk waits for: taken where it sounds like what was heard without.

A recogniser that is told which words to expect writes them rightly (검암역 where it wrote 고맙려기), and
writes them for anything else too, noise first of all. So the sound is read twice, and the led reading counts
only where it sounds like the free one. How sure it may be taken to be comes from the free reading: by that
alone is judged whether anybody spoke.
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from voicebot.text.jamo import to_sound
from voicebot.understand.dictation import spelt

__all__ = ["ALIKE", "NOTHING", "Lead", "sounds_alike"]

ALIKE = 60.0
"""Per cent of the letters, in order, that two readings of one sound have in common at least.

Of 20 pairs in three voices, with and without noise at 15 dB, those of one sound have 67 and more, others
40 and less (docs/decisions/0014).
"""

NAMED = 72.0
"""Per cent of a name's letters, by their kind, that are somewhere in what was heard, to be waited for."""

_KINDS = str.maketrans(
    {one: row[0] for row in ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍㅁ", "ㅅㅆㅈㅉㅊ", "ㄴㄹㅇ", "ㅏㅓㅗㅝㅘ", "ㅜㅡㅠ", "ㅣㅐㅔㅚㅟㅢ", "ㅕㅛㅑ") for one in row}
)  # fmt: skip
"""Letters that are made in the same place of the mouth, as one: 고맙려기 has 검암역 in it."""

MOST_NAMES = 5
"""Names waited for at once: a recogniser that is told of many is led by none."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What an answer may hold.

    Attributes:
        words: sentences that people say to what was asked.
        names: of places; those that sound like something that was heard are waited for.
        digits: whether a number may be said, digit by digit.
        options: the choices that are open: the number of each, and what it is called.
    """

    words: str = ""
    names: tuple[str, ...] = ()
    digits: bool = False
    options: tuple[tuple[str, str], ...] = ()

    def hint(self, free: str) -> str:
        """What to tell the recogniser, given what it heard without; nothing where nothing fits."""
        near = self._near(free)
        return " ".join(
            (*((self.words,) if self.words else ()), *(f"{name}이요. {name} 앞이요." for name in near))
        )

    def _near(self, free: str) -> Iterable[str]:
        heard = _coarse(free)
        sounds = {name: _coarse(name) for name in self.names}
        found = process.extract(
            heard, sounds, scorer=fuzz.partial_ratio, processor=None, limit=MOST_NAMES, score_cutoff=NAMED
        )
        return [name for _, _, name in found if len(heard) >= len(sounds[name]) // 2]


NOTHING = Lead()


def _coarse(text: str) -> str:
    return to_sound(text).translate(_KINDS)


def sounds_alike(led: str, free: str) -> bool:
    """Whether a led reading may be what was heard.

    >>> sounds_alike("검암역이요.", "고맙려기요"), sounds_alike("석남동, 가좌동, 검암역", "아")
    (True, False)
    """
    return fuzz.ratio(to_sound(spelt(led)), to_sound(spelt(free))) >= ALIKE
