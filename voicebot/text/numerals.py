"""Korean numerals as far as comparing and masking need them; `speak.reading` reads numbers aloud."""

from __future__ import annotations

__all__ = ["DIGIT_WORDS", "sino"]

DIGIT_WORDS = {
    "공": "0", "영": "0", "일": "1", "이": "2", "삼": "3", "사": "4", "오": "5", "육": "6", "륙": "6",
    "칠": "7", "팔": "8", "구": "9",
}  # fmt: skip
"""What a digit is called when a number is said digit by digit."""

_NAMES = "영일이삼사오육칠팔구"
_SMALL = ("", "십", "백", "천")
_BIG = ("", "만", "억", "조")
_LONGEST = 4 * len(_BIG)


def _group(digits: str) -> str:
    """Up to four digits: ``"65"`` → 육십오, ``"110"`` → 백십."""
    words = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            words += ("" if digit == "1" and place else _NAMES[int(digit)]) + _SMALL[place]
    return words


def _groups(digits: str) -> list[str]:
    first = len(digits) % 4 or 4
    return [digits[:first], *(digits[at : at + 4] for at in range(first, len(digits), 4))]


def sino(digits: str) -> str:
    """Digits as a Sino-Korean number: ``"65"`` → 육십오.

    A number that begins with 0 or is too long to be a quantity (16 digits) is read digit by digit.
    """
    number = "".join(str(int(digit)) for digit in digits)
    if number.startswith("0") or len(number) > _LONGEST:
        return "".join(_NAMES[int(digit)] for digit in number)
    groups = _groups(number)
    words = ""
    for big, group in zip(reversed(_BIG[: len(groups)]), groups, strict=True):
        spoken = _group(group)
        words += ("" if spoken == "일" and big == "만" else spoken) + big if spoken else ""
    return words
