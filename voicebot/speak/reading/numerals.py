"""Numbers in Korean words: Sino-Korean (일 이 삼), native (하나 둘 셋), digit by digit (공일공)."""

from __future__ import annotations

__all__ = ["DIGITS", "decimal", "digits", "figures", "native", "ordinal", "sino"]

DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("", "십", "백", "천")
_MYRIADS = ("", "만", "억", "조", "경", "해")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE_UNITS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_LONGEST = 4 * len(_MYRIADS)


def sino(number: int) -> str:
    """A number from 0 to under 10 ** 24 in Sino-Korean: 52000 오만 이천, 10000 만, 10 ** 8 일억.

    Raises:
        ValueError: the number is negative or longer than 24 digits.
    """
    if not 0 <= number < 10**_LONGEST:
        raise ValueError("a number is read from 0 to under 10 ** 24; say its sign, or its digits, apart")
    if number == 0:
        return "영"
    groups: list[str] = []
    for myriad in reversed(range(len(_MYRIADS))):
        group = number // 10 ** (4 * myriad) % 10000
        if group:
            groups.append(_under_myriad(group, alone=myriad == 1 and not groups) + _MYRIADS[myriad])
    return " ".join(groups)


def _under_myriad(number: int, *, alone: bool) -> str:
    if number == 1 and alone:
        return ""
    read = ""
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            read += ("" if figure == 1 and place else DIGITS[figure]) + _PLACES[place]
    return read


def native(number: int) -> str:
    """A number from 1 to 99 in native words as it stands before a counter: 1 한, 20 스무, 21 스물한.

    Raises:
        ValueError: the number has no native word.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no native numeral for {number}")
    if number == 20:
        return "스무"
    return _NATIVE_TENS[number // 10] + _NATIVE_UNITS[number % 10]


def ordinal(number: int, *, bare: bool = False) -> str:
    """What stands before 번째: 1 첫, 2 두, 11 열한, 100 백; before a bare 째, 2 to 4 are 둘, 셋, 넷."""
    if bare and 2 <= number <= 4:
        return ("둘", "셋", "넷")[number - 2]
    if number == 1:
        return "첫"
    return native(number) if 1 <= number <= 99 else sino(number)


def digits(figures: str, *, zero: str = "공") -> str:
    """Digit by digit: 032 공삼이. Anything but 0-9 is left out."""
    return "".join(zero if f == "0" else DIGITS[int(f)] for f in figures if f in "0123456789")


def figures(written: str) -> str:
    """A number as it is written, commas and all, in Sino-Korean; longer than 24 digits, digit by digit."""
    plain = written.replace(",", "").lstrip("0") or "0"
    return sino(int(plain)) if len(plain) <= _LONGEST else digits(plain, zero="영")


def decimal(whole: str, fraction: str) -> str:
    """A decimal fraction: 3.05 삼 점 영오."""
    return f"{figures(whole)} 점 {digits(fraction, zero='영')}"
