"""Numbers that are names, not amounts, and are read digit by digit: telephones, receipts, accounts."""

from __future__ import annotations

import re

from voicebot.speak.reading.counters import COUNTERS, SYMBOLS
from voicebot.speak.reading.numerals import digits

__all__ = ["SERVICES", "read_digit_pairs", "read_phones"]

SERVICES = frozenset(
    {109, 110, 112, 113, 114, 117, 118, 119, 120, 122, 125, 126, 128, 129, 131, 132, 182}
    | {1301, 1330, 1331, 1332, 1333, 1336, 1339, 1345, 1350, 1355, 1357, 1365, 1366, 1372, 1377}
    | {1382, 1385, 1388, 1389, 1390, 1391, 1393, 1399}
)
"""Short numbers of public services (전기통신번호관리세칙). They are amounts as well: what follows decides."""

_LOT = r"\s?(?:호|번지|번길|동)"
_COUNTER = "|".join(re.escape(unit) for unit in sorted({*COUNTERS, *SYMBOLS} - {"번", "도"}))  # 119도 되나요
_COUNTED = rf"\s?(?:[만천백억]|{_COUNTER}|번 버스|번 출구)"
_GROUPED = re.compile(
    r"(?<![0-9.,-])(?:"
    r"\+82[-. ]?[0-9]{1,2}[-. ][0-9]{3,4}[-. ][0-9]{4}"
    r"|\(?0[0-9]{1,2}[-.) ]{1,2}[0-9]{3,4}[-. ][0-9]{4}"
    r"|\(?0[0-9]{1,2}[-)][0-9]{3,4}"
    r"|1[5689][0-9]{2}[-. ][0-9]{4}"
    rf"|[0-9]{{3,4}}-[0-9]{{4}}(?!{_LOT})"
    r"|[0-9]{2,}(?:-[0-9]{2,}){2,}"
    r"|[0-9]{6,}-[0-9]{4,}"
    r")(?![0-9-])"
)
_SERVICE = re.compile(rf"(?<![0-9.,/:-])(?<!버스 )1[0-9]{{2,3}}(?![0-9.,/:~-]*[0-9])(?!{_COUNTED})")
_SOLID = re.compile(r"(?<![0-9.,-])(01[016789])([0-9]{3,4})([0-9]{4})(?![0-9.,]*[0-9])")
_LONG = re.compile(
    r"(?<![0-9.,:/-])(?:0[0-9]+|[0-9]{7,})(?![0-9:/]|[.,-][0-9]|\s?(?:원|명|개|만|억|년|월|일|시|분))"
)
_BETWEEN = re.compile(r"[^0-9]+")


def read_phones(text: str) -> str:
    """Read telephone numbers, three- and four-digit service numbers and other long numbers in a text."""
    text = _SOLID.sub(r"\1-\2-\3", text)
    text = _GROUPED.sub(lambda m: _grouped(m[0]), text)
    text = _SERVICE.sub(lambda m: digits(m[0]) if int(m[0]) in SERVICES else m[0], text)
    return _LONG.sub(lambda m: _grouped(m[0]), text)


def _grouped(number: str) -> str:
    groups = [group for group in _BETWEEN.split(number) if group]
    return ", ".join(read_digit_pairs(group) if len(group) > 4 else digits(group) for group in groups)


def read_digit_pairs(number: str) -> str:
    """Read a receipt number in pairs with a pause between them: 12345678 일이, 삼사, 오육, 칠팔.

    Marks between digits are pauses as well; an odd digit makes the last group three long.
    """
    groups = (group for group in _BETWEEN.split(number) if group)
    return ", ".join(", ".join(map(digits, _pairs(group))) for group in groups)


def _pairs(written: str) -> list[str]:
    pairs = [written[at : at + 2] for at in range(0, len(written), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        pairs[-2:] = [pairs[-2] + pairs[-1]]
    return pairs
