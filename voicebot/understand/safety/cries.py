"""Cries for help: utterances that are nothing else, which no learned ear may talk the rules out of."""

from __future__ import annotations

import re

__all__ = ["is_cry"]

_ADDED = (
    r"여기|여기요|저기요?|여보세요|지금|지금 바로|바로|빨리|어서|얼른|당장|제발|좀"
    r"|아이고|어떡해요?|큰일 ?났어요?"
    r"|please|now|quick|quickly|hello|help|help me"
)
_PLEASE = r"(?:주세요|줘요?|주이소|주십시오|주실래요|달라고요?|야 ?(?:돼|해|되|하)\S*)"
_WHOM = (
    r"(?:119|일일구|112|일일이|구급차|구급대|응급차|앰뷸런스|엠뷸런스|앰뷸란스|소방차|소방서|소방대|경찰|경찰차)"
    r"(?:를|을|에|한테|에다)?"
)
_CRY = (
    rf"{_WHOM}(?: ?(?:좀|빨리|어서|얼른|당장|지금|한 ?대))*"
    rf" ?(?:전화 ?|신고 ?|연락 ?|연결 ?)?(?:불러|보내|해|와) ?{_PLEASE}"
    r"|(?:응급|위급|긴급)(?:한)? ?(?:상황|환자)?(?:이에요|이예요|예요|입니다|해요|합니다|있어요)"
    rf"|사람 ?살려(?:요| ?{_PLEASE})?|살려 ?{_PLEASE}|도와 ?{_PLEASE}"
    r"|(?:please )?call (?:119|112|911|(?:an|the) ambulance|the police|the fire brigade)(?: please| now)*"
    r"|(?:it is|its|this is|i have) an emergency|emergency|help"
)
_ONLY = re.compile(rf"(?:(?:{_ADDED}) )*(?:{_CRY})(?: (?:{_ADDED}|{_CRY}))*")


def is_cry(said: str) -> bool:
    """Whether an utterance, without marks, is a cry for help and nothing else.

    Who tells of one says more: "살려 주세요 하면서 서류 좀 봐 달라 했더니".
    """
    return bool(_ONLY.fullmatch(said))
