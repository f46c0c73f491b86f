"""What verbs and their endings change before the sounds meet: 23-27항 of 표준발음법 where grammar decides."""

from __future__ import annotations

from voicebot.speak.pronunciation.grammar import Place
from voicebot.speak.pronunciation.syllables import TENSE, Syllable

__all__ = ["inflect"]

_STEM = ("VV", "VA", "VX")
_TENSE_AFTER_STEM = frozenset({"ㄴ", "ㄵ", "ㅁ", "ㄻ", "ㄼ", "ㄾ"})
_RIEUL_ENDINGS = ("ᆯ", "을")


def inflect(syllables: dict[int, Syllable], places: list[Place], pairs: list[tuple[int, int]]) -> None:
    """Change the syllables that a verb's grammar changes, in place.

    Args:
        syllables: by index in the text.
        places: what each character is part of.
        pairs: indices of syllables that follow each other within a breath group.
    """
    for left, right in pairs:
        if _stem_meets_ending(places, left, right):
            syllables[left], syllables[right] = _after_stem(syllables[left], syllables[right])
        elif _after_rieul(places, left, right) and syllables[left].coda == "ㄹ":
            syllables[right] = syllables[right].tense()


def _stem_meets_ending(places: list[Place], left: int, right: int) -> bool:
    stem, ending = places[left].last, places[right].first
    return stem.tag.startswith(_STEM) and ending.tag.startswith("E") and stem.end == right == ending.start


def _after_stem(stem: Syllable, ending: Syllable) -> tuple[Syllable, Syllable]:
    """24-25항 (신고 신꼬, 넓게 널께), 11항 (맑게 말께), 10항 (밟다 밥따, 밟는 밤는)."""
    if stem == ("ㅂ", "ㅏ", "ㄼ") and ending.onset != "":
        return stem._replace(coda="ㅂ"), ending
    if stem.coda == "ㄺ" and ending.onset == "ㄱ":
        return stem._replace(coda="ㄹ"), ending.tense()
    if stem.coda in _TENSE_AFTER_STEM and ending.onset in TENSE:
        return stem, ending.tense()
    return stem, ending


def _after_rieul(places: list[Place], left: int, right: int) -> bool:
    """27항: after the adnominal ending -(으)ㄹ (할 것을), and in endings that begin with it (할게)."""
    before = places[left].last
    if before.tag == "ETM" and before.form in _RIEUL_ENDINGS:
        return places[right].first is not before
    ending = before.tag.startswith("E") and before.form.startswith(_RIEUL_ENDINGS)
    return ending and places[right].first is before and left == before.start
