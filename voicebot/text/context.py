"""Words beside a number that say whose it is: a person's, or nobody's.

The nearest word before a number decides; if there is none, the nearest just after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

__all__ = ["Topic", "topic"]


class Topic(Enum):
    """What the words around a number say that it is."""

    OWN = "own"
    """Something that identifies a person: a card, a telephone, a licence."""
    PUBLIC = "public"
    """Something that names nobody: a receipt, a postcode, a place in the queue, a meter."""
    UNSAID = "unsaid"


_OWN = (
    r"주민|외국인\s?등록|등록\s?번호|[뒷앞]\s?자리|[뒷앞끝]\s?번호|생년|전화|휴대|핸드폰|손전화|연락|폰|집\s?번호"
    r"|계좌|통장|입금|이체|송금|은행|농협|뱅크|카드|면허|여권|차량|차\s?번호|[제내]\s?차|유효\s?기간|번호판|자동차"
    r"|(?:제|내|저희|우리|남편|아내|아들|딸|어머니|아버지|엄마|아빠)\s?번호"
    r"|phone|mobile|cell|account|card|licen[cs]e|passport|plate|my number|call me|reach me|resident"
)
_PUBLIC = (
    r"(?:접수|민원|처리|신고|대기|우편|관리|문서|공고|사업자(?:\s?등록)?|법인(?:\s?등록)?|송장|등기|고지서?)\s?번호"
    r"|(?<![^\W_])공고|고시|훈령|접수증|번호표|순번|로또|복권|계량기|검침"
    r"|receipt|reference|ticket|postcode|zip code|invoice"
)
_WORD = re.compile(rf"(?P<public>{_PUBLIC})|(?:{_OWN})", re.IGNORECASE)
_BEHIND = re.compile(rf"{_WORD.pattern}|●●●(?=[^●]{{0,12}}$)", re.IGNORECASE)
"""What is masked reaches too: 010-1234까지가 앞이고 뒤는 5678."""
_BEFORE, _AFTER = 30, 14
"""How far, in characters, a word reaches to a number behind it and to one before it."""


def topic(letters: Sequence[str], start: int, end: int) -> Topic:
    """What a number at ``letters[start:end]`` is, by the nearest telling word."""
    before = list(_BEHIND.finditer("".join(letters[max(0, start - _BEFORE) : start])))
    found = before[-1] if before else _WORD.search("".join(letters[end : end + _AFTER]))
    if found is None:
        return Topic.UNSAID
    return Topic.PUBLIC if found["public"] else Topic.OWN
