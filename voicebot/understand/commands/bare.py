"""Words without what recognisers write as they like: marks and, in Korean, spaces."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["any_of", "bare"]


def bare(text: str, language: str) -> str:
    """Letters and digits only; Korean without spaces, English with single ones."""
    plain = unicodedata.normalize("NFC", text).lower().replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", plain)
    return ("" if language == "ko" else " ").join(words)


def any_of(patterns: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    """One pattern that is any of several."""
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}")
