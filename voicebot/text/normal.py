"""One form of a text for comparing: composed, single spaces, no fillers, no marks but the question mark."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["normalise", "strip_fillers"]

_FILLERS = (
    r"음+|어+|으음|아+|에+|저+|저기요?|저기 저기|있잖아요?|그+|뭐지|글쎄요?|그러니까|그게"
    r"|um+|uh+|er+|hmm+|well"
)
_BEFORE = re.compile(rf"^(?:(?:{_FILLERS})(?:[\s,.…~]+))+(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=\s)(?:음+|어+|으음|um+|uh+|er+|hmm+)[,.…~]*\s+", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s?]|_")
_SPACES = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def strip_fillers(text: str) -> str:
    """Without the hesitations a speaker starts with or pauses on (음, 어, 저기, um); never to nothing."""
    return _BETWEEN.sub("", _BEFORE.sub("", text.strip()))


def normalise(text: str) -> str:
    """A text as it is compared: Unicode NFC, lower case, no fillers, no marks but ``?``, single spaces."""
    plain = strip_fillers(unicodedata.normalize("NFC", text)).lower()
    plain = _THOUSANDS.sub("", plain.replace("？", "?"))
    return _SPACES.sub(" ", _MARKS.sub(" ", plain)).strip()
