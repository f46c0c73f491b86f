"""What numbers and close words do where they meet: ㄴ between them (29항), tense counters."""

from __future__ import annotations

from voicebot.speak.pronunciation.grammar import NUMERAL_SYLLABLES, Place
from voicebot.speak.pronunciation.syllables import Syllable

__all__ = ["insert"]

_TENS = frozenset("열물른흔쉰순든")  # how 열, 스물, 서른, 마흔, 쉰, 예순, 일흔, 여든, 아흔 end
_UNITS = ("여섯", "일곱", "여덟")
_NOUNS = frozenset({"일", "약", "엿", "잎"})
_VERBS = ("입", "읽", "잊", "익", "이기", "여쭈", "여쭙")
_ADVERBS = frozenset({"못", "안", "잘", "꼭"})
_MODIFIERS = ("ETM", "MM")


def insert(
    text: str, places: list[Place], syllables: dict[int, Syllable], pairs: list[tuple[int, int]]
) -> None:
    """Add the ㄴ, and the tense onsets of counters, in place.

    Args:
        text: the sentence.
        places: what each character is part of.
        syllables: by index in the text.
        pairs: indices of syllables that follow each other within a breath group.
    """
    for left, right in pairs:
        if syllables[left].coda == "" or syllables[right].onset not in ("", *"ㄱㄷㅂㅅㅈ"):
            continue
        if syllables[right].onset == "" and _takes_nieun(text, places, left, right):
            syllables[right] = syllables[right]._replace(onset="ㄴ")
        elif _tense_counter(text, places, left, right):
            syllables[right] = syllables[right].tense()


def _takes_nieun(text: str, places: list[Place], left: int, right: int) -> bool:
    if right == left + 1 and (
        _tens_and_units(text, places, left, right) or _station(text, places, left, right)
    ):
        return True
    if text[right] == "육" and text[left] in NUMERAL_SYLLABLES:
        return right == left + 1 or places[left].last.tag == places[right].first.tag == "NR"
    return right > left + 1 and places[right].first.start == right and _close_word(places, left, right)


def _tens_and_units(text: str, places: list[Place], left: int, right: int) -> bool:
    """스물여섯 스물려섣, 열일곱 열릴곱."""
    return text[left] in _TENS and text.startswith(_UNITS, right) and places[left].last.tag in ("NR", "MM")


def _station(text: str, places: list[Place], left: int, right: int) -> bool:
    """서울역 서울력, 검암역 거맘녁."""
    after = places[right].first
    if text[right] != "역" or places[right].last.end != right + 1:
        return False
    if after.tag == "NNP":
        return right - after.start >= 2
    return after.start == right and after.tag.startswith(("NNG", "XSN")) and places[left].last.tag == "NNP"


def _close_word(places: list[Place], left: int, right: int) -> bool:
    """할 일 할릴, 무슨 요일 무슨뇨일, 못 읽어 몬닐거, 옷 입고 온닙꼬."""
    before, after = places[left].last, places[right].first
    if after.tag.startswith("V"):
        leaning = before.tag == "MAG" and before.form in _ADVERBS
        return after.form.startswith(_VERBS) and (leaning or (before.form, after.form) == ("옷", "입"))
    return before.tag in _MODIFIERS and (after.form in _NOUNS or (before.tag, after.form) == ("MM", "요일"))


def _tense_counter(text: str, places: list[Place], left: int, right: int) -> bool:
    """일 세 일 쎄, 칠 점 칠 쩜; 열 개 열 깨, 여덟 시 여덜 씨."""
    before, after = places[left].last, places[right].first
    if before.tag not in ("NR", "MM") or after.tag not in ("NNB", "NR") or after.start != right:
        return False
    if before.form.endswith(("열", "여덟")):
        return True
    return text[left] in "일칠팔" and _begins_lax(text[right])


def _begins_lax(character: str) -> bool:
    """Whether a syllable begins with ㄷ, ㅅ or ㅈ."""
    return "다" <= character <= "딯" or "사" <= character <= "싷" or "자" <= character <= "짛"
