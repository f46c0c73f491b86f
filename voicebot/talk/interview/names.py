"""The name in the answer to "성함이 어떻게 되세요?"; nobody is asked to say it in a certain way."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
import unicodedata

__all__ = ["heard_name"]

_BEFORE = re.compile(
    r"^(?:(?:네|예|음|어|아|저|저는|제|저희|내|나는|우리|이름은|이름이|성함은|어머니|어머님|아버지|아버님|할머니|할아버지|"
    r"어머니는|아버지는|함자는|well|my name is|its|it is|i am|im|the name is)[\s,.]+)*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:(?:이|라)?(?:라고|고)\s?(?:합니다|해요|하는데요|불러요|적어 주세요)|입니다|이에요|예요|이요|이고요|인데요|이야|요|님)?[\s.,!]*$"
)
_NAME = re.compile(r"[가-힣]{2,5}(?:\s[가-힣]{1,4})?|[A-Za-z][A-Za-z'’-]*(?:\s[A-Za-z][A-Za-z'’-]*){0,3}")


def heard_name(text: str) -> str:
    """The name in an answer, or an empty string where the words are none.

    >>> heard_name("제 이름은 김순자예요")
    '김순자'
    """
    said = unicodedata.normalize("NFC", text).strip()
    bare = _AFTER.sub("", _BEFORE.sub("", said)).strip()
    return bare if _NAME.fullmatch(bare) else ""
