"""Latin letters: addresses on the web, common words, abbreviations, and a rough guess at the rest."""

from __future__ import annotations

import re

from voicebot.speak.reading.counters import SYMBOLS
from voicebot.speak.reading.numerals import digits, sino
from voicebot.speak.reading.spelling import guess
from voicebot.speak.reading.tables import table

__all__ = ["LETTERS", "read_codes", "read_latin"]

_NAMES = (
    "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 "
    "엔 오 피 큐 아르 에스 티 유 브이 더블유 엑스 와이 제트"
)
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.split(), strict=True))
"""Names of the letters (외래어 표기 용례; 씨 rather than 시, as it is said)."""

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.@_+-])(?:https?://)?(?:www\.)?"
    r"((?:[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"((?:/[A-Za-z0-9_./?=&%#-]*)?)"
)
_LONGEST_WORD = 20  # letters, in the table
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_PIECE = re.compile(r"[A-Za-z]+|[0-9]+|[.@/_-]")
_SAID = {".": "점", "@": "골뱅이", "/": "슬래시", "_": "밑줄", "-": "다시"}
_GLUED = re.compile(r"(?<![0-9A-Za-z/])([A-Za-z]{1,4})-?([0-9]{1,3}(?:\.[0-9])?)(?![0-9A-Za-z:/]|[.,][0-9])")
_BARE_UNIT = re.compile(r"(?:(?<![0-9A-Za-z/ ])|(?<=[^0-9] ))(?:μg/m3|μg|[kc]?m[23]|km/h)(?![0-9A-Za-z])")


_DIGIT_FIRST = re.compile(r"(?<![0-9A-Za-z])([0-9])([DGKH])(?![A-Za-z0-9])")


def read_codes(text: str) -> str:
    """Read what mixes letters and figures: addresses on the web, A4, 5G."""
    text = _ADDRESS.sub(_address, text)
    text = _BARE_UNIT.sub(lambda m: SYMBOLS[m[0]], text)
    text = _GLUED.sub(_code, text)
    return _DIGIT_FIRST.sub(lambda m: f"{sino(int(m[1]))}{LETTERS[m[2].lower()]}", text)


def _code(match: re.Match[str]) -> str:
    """A4 에이 4, PM2.5 피엠 2.5."""
    return f"{word(match[1])} {match[2]}"


def read_latin(text: str) -> str:
    """Read every word in Latin letters; unit symbols after figures must have been read before."""
    return _WORD.sub(lambda m: word(m[0]), text)


def word(written: str) -> str:
    """One word: by the table, letter by letter when it is an abbreviation, else by a guess at its sound."""
    known = table("words").get(written) or table("words").get(written.lower())
    if known:
        return known
    if "-" in written or "'" in written or "’" in written:
        return " ".join(word(part) for part in re.split("['’-]", written) if part)
    if written.isupper() or len(written) <= 3 or not re.search("[aeiouy]", written.lower()):
        return _spelt(written)
    return guess(written.lower())


def _address(match: re.Match[str]) -> str:
    """The host and the path; nobody can use a query by ear."""
    pieces = _PIECE.findall(match[1] + match[2].split("?")[0].rstrip("/."))
    said = " ".join(_SAID.get(piece) or _label(piece) for piece in pieces)
    onto_word = "가" <= match.string[match.end() : match.end() + 1] <= "힣"
    return f" {said}{'' if onto_word else ' '}"


def _label(label: str) -> str:
    if label[0].isdigit():
        return digits(label)
    known = "".join(_known_words(label.lower()))
    return known or (_spelt(label) if len(label) <= 4 else guess(label.lower()))


def _known_words(label: str) -> list[str]:
    """The words of the table that make up a whole label, the longest first: parkingsms 파킹, 에스엠에스."""
    said: list[str] = []
    at = 0
    while at < len(label):
        end = next(
            (
                end
                for end in range(min(len(label), at + _LONGEST_WORD), at + 1, -1)
                if label[at:end] in table("words")
            ),
            None,
        )
        if end is None:
            return []
        said.append(table("words")[label[at:end]])
        at = end
    return said


def _spelt(letters: str) -> str:
    return "".join(LETTERS[letter] for letter in letters.lower())
