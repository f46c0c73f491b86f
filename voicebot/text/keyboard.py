"""Korean that was typed while the keyboard was set to English: ``durnjs`` is 여권."""

from __future__ import annotations

from voicebot.text.hangul import FINALS, INITIALS, VOWELS, compose

__all__ = ["hangul_typed"]

_KEYS = dict(
    zip(
        "qwertasdfgzxcvQWERTyuiophjklbnmOP",
        "ㅂㅈㄷㄱㅅㅁㄴㅇㄹㅎㅋㅌㅊㅍㅃㅉㄸㄲㅆㅛㅕㅑㅐㅔㅗㅓㅏㅣㅠㅜㅡㅒㅖ",
        strict=True,
    )
)
"""The keys of a Korean keyboard with two sets (KS X 5002)."""
_TWO = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip


def hangul_typed(text: str) -> str:
    """What the same keys write in Korean; empty where they do not make whole syllables, as in ``asdf``.

    >>> hangul_typed("durnjs rkqt")
    '여권 값'
    """
    words = [
        _word([_KEYS.get(key, "") or _KEYS.get(key.lower(), "") for key in word]) for word in text.split()
    ]
    return " ".join(words) if words and all(words) else ""


def _word(letters: list[str]) -> str:
    """Syllables from letters, each as long as the next can still begin; empty if anything is left over."""
    made, at = "", 0
    while at < len(letters):
        initial, vowel = letters[at], "".join(letters[at + 1 : at + 2])
        if not initial or initial not in INITIALS or not vowel or vowel not in VOWELS:
            return ""
        at += 2
        if at < len(letters) and (both := _TWO.get(vowel + letters[at])) and both in VOWELS:
            vowel, at = both, at + 1
        final = _final(letters[at : at + 3])
        made += compose(initial, vowel, _TWO.get(final, final))
        at += len(final)
    return made


def _final(ahead: list[str]) -> str:
    """The letters that close a syllable: of the consonants before the next vowel all but one."""
    consonants = next((n for n, letter in enumerate(ahead) if letter in VOWELS), len(ahead))
    ends = consonants == len(ahead)
    closing = "".join(ahead[: consonants if ends else consonants - 1])[:2]
    if _TWO.get(closing, closing) in FINALS:
        return closing
    return closing[:1] if closing[:1] in FINALS else ""
