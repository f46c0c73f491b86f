"""Which slot a caller puts right: "아니, 위치가 틀렸어", "장소 말고 날짜요", "the date is wrong"."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from typing import Literal

from voicebot.understand.slots.wishes import OPENING

__all__ = ["SlotName", "corrected", "corrected_en"]

SlotName = Literal["what", "place", "when", "phone", "photo"]

_SLOTS: dict[SlotName, str] = {
    "place": r"위치|장소|주소|곳|어디|동네|번지|길이름",
    "when": r"날짜|날|시간|언제|일시|시기|때",
    "phone": r"전화번호|핸드폰번호|휴대폰번호|휴대전화번호|연락처|번호|전화|핸드폰|휴대폰",
    "photo": r"사진",
    "what": r"내용|민원내용|신고내용|문제|사연|무슨일|종류|제목|설명",
}
_BUT = rf"(?:(?:{'|'.join(_SLOTS.values())})?(?:다|거의|맞긴|맞기는|그건|은|는)*(?:맞는데|맞는데요|맞고|맞지만))?"
_THAT = rf"{_BUT}(?:아까|방금|지금|제가|내가|말한|적은|그)*"
_BAD = (
    r"(?:하나|하나가|한자리|한자리가|끝자리|끝자리가|뒷자리|뒷자리가|가운데|중간이|그게|좀|다|잘못|또|완전|전부)*(?:틀렸|틀려|틀린|틀리|잘못됐|잘못되|잘못말|잘못알|잘못적|잘못들|잘못불|아니에|아니예|아니야|아니고|아닌데|아닙니다|"
    r"안맞|맞지않|달라요?$|다르네요?$|다른데요?$|바꿀|바꾸|바꿔|바껴|고칠|고쳐|고치|수정|정정|변경|다시말|다시할|다시불|다시알|다시적|다시입력|다시$)"
)
_CHANGE = rf"(?:를|을|은|는|이|가|만|도|좀|부터)*{_BAD}"
_CORRECTIONS: tuple[tuple[SlotName, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(rf"{OPENING}{_THAT}(?:{names}){_CHANGE}")) for slot, names in _SLOTS.items()
)
_CLEAR: dict[SlotName, str] = {
    "place": r"위치|장소|주소", "when": r"날짜|시간", "phone": r"전화번호|핸드폰번호|번호|연락처", "what": r"내용|민원내용",
}  # fmt: skip
_BUT_IT_IS: tuple[tuple[SlotName, re.Pattern[str]], ...] = tuple(
    (
        slot,
        re.compile(
            rf"(?:아니|아니요|아뇨|아니다|잠깐|잠깐만|잠깐만요){OPENING}{_THAT}(?:{names})(?:이|가|은|는)"
        ),
    )
    for slot, names in _CLEAR.items()
)
"""No, the place is …: the right value follows."""
_NOT_THAT_BUT = re.compile(
    rf"{OPENING}(?:{'|'.join(_SLOTS.values())})(?:이|가)?(?:말고|아니고|아니라)(?P<right>{'|'.join(f'(?:{n})' for n in _SLOTS.values())})"
)
_BAD_ALONE = re.compile(
    rf"{OPENING}(?:그게|이게|그거|뭔가|하나|거기|그건|다|좀)*(?:가|는)?(?:틀렸|틀려|틀린|잘못됐|잘못된|안맞|고칠게|고칠래|고칠거|고쳐|수정할|수정해|바꿀래|바꿀게|바꿔)(?:어|어요|습니다|네요|는데|는데요|아요|게있어요|거있어요|거같아요|게요|래요|요|줘|주세요|야겠어요|있어요|고싶어요|거예요|데가있어요)?"
)

_ENGLISH_SLOTS: dict[SlotName, str] = {
    "place": "place|location|address|where", "when": "date|time|day|when", "phone": "phone(?: number)?|number|contact",
    "photo": "photo|picture", "what": "problem|description|what|complaint",
}  # fmt: skip
_ENGLISH_WRONG = r"(?:no |sorry |wait )*(?:the |my |change the |change my |correct the |fix the |wrong )+(?:{names})(?: (?:is|was|s) (?:wrong|not right|incorrect|different).*| should be.*| again)?"


_ENGLISH_CORRECTIONS: tuple[tuple[SlotName, re.Pattern[str]], ...] = tuple(
    (slot, re.compile(_ENGLISH_WRONG.format(names=names))) for slot, names in _ENGLISH_SLOTS.items()
)


def corrected(bare: str) -> tuple[bool, SlotName | None]:
    """Whether something is put right, and which slot, where it is named.

    Args:
        bare: the letters of the utterance without spaces.
    """
    other = _NOT_THAT_BUT.match(bare)
    if other:
        return True, next(
            (slot for slot, names in _SLOTS.items() if re.fullmatch(names, other["right"])), None
        )
    named = next((slot for slot, pattern in (*_CORRECTIONS, *_BUT_IT_IS) if pattern.match(bare)), None)
    return bool(named or _BAD_ALONE.fullmatch(bare)), named


def corrected_en(bare: str) -> SlotName | None:
    """The slot that English puts right; ``bare`` has single spaces."""
    return next((slot for slot, pattern in _ENGLISH_CORRECTIONS if pattern.fullmatch(bare)), None)
