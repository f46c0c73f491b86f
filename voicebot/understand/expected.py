"""A short answer to a question whose few answers are known: yes or no, "다음", or a digit.

A recogniser that hears one syllable alone writes whatever word is near it. Where only a few words can be
meant, each of its readings is compared with those by sound; what is near none of them, or nearly as near to
two, is not an answer.
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from voicebot.understand.agreeing import agreeing
from voicebot.understand.commands import number_choice, yes_no
from voicebot.understand.likeness import sound_distance

__all__ = ["DIGITS", "NEXT", "NO", "SHORT_S", "WORDS_S", "YES", "YES_NO", "Said", "expected_answer", "hints"]

YES, NO, NEXT = "yes", "no", "next"
YES_NO = (YES, NO)
DIGITS = tuple("0123456789")

_WORDS = {
    YES: ("네", "예", "응", "어", "넵", "예스"), NO: ("아니", "아니요", "아니오", "아뇨", "아냐", "노"),
    NEXT: ("다음", "다음요", "다음은", "다음이요", "네다음", "다했어요", "다했어"),
    "0": ("영", "공"), "1": ("일", "이리", "이르", "이를"), "2": ("이",), "3": ("삼",), "4": ("사",), "5": ("오",),
    "6": ("육", "륙"), "7": ("칠", "치로", "치르", "치우", "히우", "띄", "퇴"), "8": ("팔", "파로", "파르", "파우"), "9": ("구",),
}  # fmt: skip
"""A final ㄹ that is let go begins a syllable of its own, and one that is not is a vowel to some: 이리 for 일, 치우 for 칠.
After a noise the recogniser hears the breath of 칠 and not where it is made: 히우, 띄, 퇴."""

_TAILS = ("", "요", "이요", "번", "번이요")
"""What may follow a digit."""

_SPELT = {
    "a": "아", "ah": "아", "chill": "칠", "e": "이", "eh": "에", "goo": "구", "il": "일", "kong": "공", "ne": "네",
    "no": "노", "o": "오", "oh": "오", "pal": "팔", "sa": "사", "sam": "삼", "u": "유", "uh": "어", "yes": "예스", "you": "유",
}  # fmt: skip
"""Latin words that the recogniser writes for Korean syllables."""

_MURMUR = frozenset({"아"})
"""What a recogniser makes of a crowd far off; near to 어, but nobody answers with it."""

_OFTEN = 2
"""Times that people say a digit: "이, 이"; a recogniser that hears a crowd writes "사, 사, 사, 사"."""

_FURTHEST = 0.7
_MARGIN = 0.1
_BY_PHRASE = 0.3
"""An answer of several words that is only near one is worth less than one that is understood."""
_DOUBT = 0.2
"""A reading is so much further off for each unit of score below the best."""

SHORT_S = 2.0
"""Sound that is longer is no answer of a syllable or two, the quiet around it counted."""

WORDS_S = 4.0
"""Sound that is longer is no yes or no, however many words it has."""

_DIGIT_HINTS = "일, 이, 삼, 사, 오, 육, 칠, 팔, 구, 공."
_YES_NO_HINTS = "네. 아니요. 네, 맞아요. 아니요, 괜찮아요."
_NEXT_HINTS = "다음. 네. 다음이요. 네, 다음."

_LONGEST = 4


class Said(Protocol):
    """One reading of what was said, as recognisers and the matcher have it."""

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def score(self) -> float:
        """Mean natural-log probability a token."""
        ...


def hints(expected: Collection[str], seconds: float, language: str = "ko") -> str:
    """Words for the recogniser to expect, where the sound is short enough for an answer.

    Without them it writes figures and foreign words for single syllables; a whole question it would hear a
    little worse with them.

    Args:
        expected: as for `expected_answer`.
        seconds: length of the sound, the quiet around the speech counted.
        language: ``ko`` or ``en``.
    """
    if language != "ko" or not expected:
        return ""
    if any(value in DIGITS for value in expected):
        return _DIGIT_HINTS if seconds <= SHORT_S else ""
    words = _NEXT_HINTS if NEXT in expected else _YES_NO_HINTS
    return words if seconds <= WORDS_S else ""


def expected_answer(readings: Sequence[Said], expected: Collection[str], language: str = "ko") -> str | None:
    """Which of the expected answers was given, or nothing when none or more than one may be meant.

    Args:
        readings: what the recogniser wrote.
        expected: of `YES_NO`, `NEXT` and `DIGITS`, those that the question allows.
        language: ``ko`` or ``en``; only Korean is compared by sound.
    """
    best = max(readings, key=lambda said: said.score, default=None)
    if best is None or _is_no_answer(_words(best.text)):
        return None
    distances = {
        value: min(
            _distance(said.text, value, language) + _DOUBT * (best.score - said.score) for said in readings
        )
        for value in expected
    }
    nearest, *others = sorted([*distances.items(), ("", _FURTHEST)], key=lambda item: item[1])
    clear = others and others[0][1] - nearest[1] >= _MARGIN
    return nearest[0] or None if clear else None


def _distance(reading: str, value: str, language: str) -> float:
    if _meant(reading, language) == value:
        return 0.0
    if value in YES_NO and language == "ko" and agreeing(reading) is (value == YES):
        return _BY_PHRASE
    heard = _syllables(reading) if language == "ko" else ""
    if heard in _MURMUR or not 0 < len(heard) <= _LONGEST:
        return 1.0
    return min(sound_distance(heard, word) for word in _spoken(value))


def _meant(reading: str, language: str) -> str | None:
    """What the words say as they stand."""
    said = yes_no(reading, language)
    if said is not None:
        return YES if said else NO
    number = number_choice(reading, language)
    if number is not None:
        return str(number)
    digits = set(re.findall(r"\d", reading))
    return digits.pop() if len(digits) == 1 and not re.search(r"[^\W\d_]", reading) else None


def _spoken(value: str) -> Iterable[str]:
    tails = _TAILS if value in DIGITS else ("",)
    return (word + tail for word in _WORDS[value] for tail in tails)


def _is_no_answer(words: Sequence[str]) -> bool:
    """Whether nobody answers so: then what else the recogniser read there does not count either."""
    return _is_list(words) or set(words) == _MURMUR


def _syllables(reading: str) -> str:
    """The Hangul of a reading; a word said twice counts once ("네 네"), two digits are no digit."""
    words = _words(reading)
    whole = "".join(dict.fromkeys(words))
    return whole if re.fullmatch("[가-힣]+", whole) and not _is_list(words) else ""


def _words(reading: str) -> list[str]:
    """As they are spelt in Hangul."""
    return [_SPELT.get(word, word) for word in re.findall(r"[가-힣]+|[a-z]+|\d", reading.lower())]


def _is_list(words: Sequence[str]) -> bool:
    """Whether digits are listed, or one again and again, as a recogniser echoes what it was told to expect."""
    named = [value for value in DIGITS for word in words if word in _WORDS[value]]
    return len(set(named)) > 1 or len(named) > _OFTEN
