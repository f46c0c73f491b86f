"""Hangul as it is written → Hangul as it is said: the standard pronunciation (표준발음법) of a sentence.

The sentence is tagged once; vocabulary, compounds and inflection change single onsets and codas, then the
sound rules join neighbouring syllables from left to right.
"""

from __future__ import annotations

from itertools import pairwise

from voicebot.speak.pronunciation.compounds import compound
from voicebot.speak.pronunciation.grammar import Place, analyse, seam_between
from voicebot.speak.pronunciation.inflection import inflect
from voicebot.speak.pronunciation.insertion import insert
from voicebot.speak.pronunciation.lexicon import respell
from voicebot.speak.pronunciation.phonology import Seam, join, settle
from voicebot.speak.pronunciation.syllables import Syllable, compose, decompose
from voicebot.text.hangul import is_syllable

__all__ = ["Syllable", "pronounce", "pronounce_syllables"]


def pronounce(text: str) -> str:
    """Write a sentence as it is said: 독립 동닙, 할 것을 할 꺼슬.

    Args:
        text: Hangul, spaces and marks, such as `voicebot.speak.reading.read_korean` returns. Anything else is
            kept as it stands and pauses the speech.

    Returns:
        As many characters as the text has; every syllable as it sounds.
    """
    return "".join(s if isinstance(s, str) else compose(s) for s in pronounce_syllables(text))


def pronounce_syllables(text: str) -> list[Syllable | str]:
    """The same, taken apart: for each character of the text one syllable, or the character itself."""
    if not any(map(is_syllable, text)):
        return list(text)
    places = analyse(text)
    indices = [at for at, character in enumerate(text) if is_syllable(character)]
    syllables = {at: decompose(text[at]) for at in indices}
    seams = {(a, b): seam_between(text, places, a, b) for a, b in pairwise(indices)}
    pairs = [pair for pair, seam in seams.items() if seam is not Seam.BREAK]
    settled = respell(text, places, syllables)
    compound(text, places, syllables, settled)
    insert(text, places, syllables, pairs)
    inflect(syllables, places, pairs)
    _say_ui(text, places, syllables)
    return _sound(text, syllables, seams)


def _say_ui(text: str, places: list[Place], syllables: dict[int, Syllable]) -> None:
    """5항 다만 4: the particle 의 is 에, 의 that does not begin a word is 이 (both allowed and usual)."""
    for at, character in enumerate(text):
        if character != "의":
            continue
        if places[at].first.tag in ("JKG", "NNP"):  # an unknown name ends in 의 by mistake
            syllables[at] = syllables[at]._replace(nucleus="ㅔ")
        elif places[at].first.start != at:
            syllables[at] = syllables[at]._replace(nucleus="ㅣ")


def _sound(
    text: str, syllables: dict[int, Syllable], seams: dict[tuple[int, int], Seam]
) -> list[Syllable | str]:
    for (left, right), seam in seams.items():
        syllables[left], syllables[right] = join(syllables[left], syllables[right], seam)
    return [settle(syllables[at]) if at in syllables else text[at] for at in range(len(text))]
