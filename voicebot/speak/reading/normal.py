"""One spelling for each thing, before anything is read: figures, letters, hyphens, spaces, list numbers."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise"]

_CIRCLED = {chr(0x2460 + at): f" {at + 1}번, " for at in range(20)}
_CIRCLED |= {chr(0x2776 + at): f" {at + 1}번, " for at in range(10)}
_ROMAN = {chr(0x2160 + at): str(at + 1) for at in range(12)} | {
    chr(0x2170 + at): str(at + 1) for at in range(12)
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPELT = str.maketrans(
    _CIRCLED
    | _ROMAN
    | dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys(_HYPHENS, "-")
    | {"…": ", ", "㈜": "주식회사 ", "µ": "μ"}
    | dict(zip("月火水木金土日無有", "월화수목금토일무유", strict=True))
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_LISTED = re.compile(r"^ ?([0-9]{1,2})[.)]\s+(?=[^0-9\s])", re.MULTILINE)


def normalise(text: str) -> str:
    """Composed Hangul, ASCII figures and letters, one kind of hyphen, one space; list numbers are 번.

    Single Hangul letters stay as they are (NFKC would make them parts of syllables), as does ℃.
    """
    text = unicodedata.normalize("NFC", text).translate(_SPELT)
    text = "".join(c if "ㄱ" <= c <= "ㅣ" or c == "℃" else unicodedata.normalize("NFKC", c) for c in text)
    text = unicodedata.normalize("NFC", text).replace("\u2044", "/")
    return _LISTED.sub(r"\1번, ", _LINES.sub("\n", _SPACES.sub(" ", text)))
