"""An utterance as one letter a morpheme: what a pattern for places without a name looks at.

========  ======================================================================
letter    morpheme
========  ======================================================================
K S G F   옆집; 골목, 인도 (dark, blocked); 마당 (with 에); what stands somewhere
U H       우리; what 우리 makes a place of (동네)
N R x     another noun; 앞, 한가운데; the 한 of 한가운데
# C       a number and its counter (103동, 2층)
m E t Y   가, 오, 타; the 서 after it; 는; 데, 길 ("버스 타는 데")
p c j     에, 에서; 과; every other particle
v o i e   another verb; 없; the copula; a final ending
z         anything else
========  ======================================================================
"""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

from collections.abc import Sequence

from voicebot.understand.slots.located import Token
from voicebot.understand.slots.scenery import GENERIC, is_facility, is_no_anchor, relation_strength
from voicebot.understand.slots.span import Span

__all__ = ["letters_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEXT_DOOR = _words(
    "옆집 뒷집 앞집 윗집 아랫집 건넛집 위층 윗층 아래층 아랫층 옆방 앞방 윗방 옆동 옥상 뒷산 앞산 뒷동산 도로변 길가 문밖 큰길가"
)
"""Where somebody is by the word alone, whatever hangs on it."""
_GROUND = _words(
    "길 길바닥 큰길 인도 차도 도로 보도 골목 골목길 복도 통로 계단 화장실 지하 반지하 마당 앞마당 뒷마당 부엌 주방 베란다 밭 논 산 하천 개천 개울 하수구 배수로 "
    "도랑 공터 빈터 구역 보호구역 종점 승강장 로비 열람실 재활용장 엘리베이터 승강기 비탈길 사잇길 언덕 언덕길 처마 담 현장 정자 화단 강당 탈의실 샤워장 "
    "사무실 대기실 광장 실외기 차고 창고 빈집 대문 현관 정문 후문 교문 문앞"
)
"""Where somebody is with 에 or 에서."""
_OUR = _words("동네 마을 동 빌라 아파트 집 가게 단지 건물 골목 라인")
"""What 우리 makes a place of."""
_CROSSED = _words(
    "골목 인도 보도 횡단보도 통로 산책로 육교 굴다리 지하도 지하차도 안쪽 뒷길 앞길 옆길 복도 비상구"
)
"""What is dark, blocked or dirty, and so where it is."""
_SIDES = _words(
    "가운데 한가운데 한복판 복판 어귀 초입 입구 양옆 양쪽 구석 모퉁이 둘레 언저리 밖 안 끝 벽 앞 옆 뒤 밑 위 아래 사이 자리 구역"
)
_HERE_AND_NOW = _words(
    "그때 이때 다음 중간 생각 마음 말 이 그 저 시간 날 눈 머리 손 발 전 후 예상 뜻 법 이름 서류 차례 뒤 앞 옆 위 밑 안 밖 끝 아래"
)
_COUNTED = _words("동 호 층 번지 단지 호실 관")
_NOT_STANDING = _words(
    "다리 벤치 정자 계단 담장 담벼락 화단 전봇대 전신주 가로수 텃밭 건물 산 절 역 천 길 도로 집 차도 거리 창고 고가 밭 공장 가게 상가"
)
_ALSO = _words("아파트 빌라 매립지 소각장 보관대 음수대")
_AT = _words("에 에서 에다 에다가 에서부터 으로 로 마다")
_MOVES = _words(
    "가 오 타 내리 지나 건너 나가 나오 들어가 들어오 올라가 올라오 내려가 내려오 넘어가 넘어오 재개발하 재개발"
)
_WAYS = _words("데 길 곳 쪽 골목 계단 비탈길 언덕 언덕길 길목 방향 다리 도로")

_NOUNS = frozenset({"NNG", "NNP", "NNB", "XSN", "XPN", "MAG", "XR"})
_KINDS = (("K", _NEXT_DOOR), ("S", _CROSSED), ("G", _GROUND), ("F", _ALSO))
_TAGS = {"SN": "#", "NR": "#", "W_SERIAL": "#", "VCP": "i", "EF": "e"}


def letters_of(tokens: Sequence[Token], taken: Sequence[Span]) -> str:
    """One letter a morpheme.

    Args:
        tokens: the morphemes.
        taken: spans of other slots.
    """
    before: Token | None = None
    letters = []
    for token in tokens:
        free = not any(token.span.meets(other) for other in taken)
        letters.append(_letter(token, before) if free else "z")
        before = token
    return "".join(letters)


def _letter(token: Token, before: Token | None) -> str:
    form, tag, _ = token
    if tag in _NOUNS:
        return _linked(form, before) or (
            _small(form, tag) if tag in ("NNB", "MAG", "XPN") else _noun(form, tag, before)
        )
    if tag.startswith("J"):
        return "p" if form in _AT else "c" if tag == "JC" else "j"
    if tag in ("VV", "VA", "XSV"):
        return _verb(form, tag)
    return _TAGS.get(tag) or _ending(form, tag, before)


def _verb(form: str, tag: str) -> str:
    if form.startswith("없"):
        return "o"
    return "m" if tag == "XSV" or (tag == "VV" and form in _MOVES) else "v"


def _ending(form: str, tag: str, before: Token | None) -> str:
    if tag == "NP":
        return "U" if form in ("우리", "저희", "제", "내") else "z"
    if tag == "ETM":
        return "t" if form == "는" else "z"
    moved = tag == "EC" and before is not None and before.form in _MOVES
    return "E" if moved and form in ("어서", "아서", "서", "면") else "z"


def _linked(form: str, before: Token | None) -> str:
    """What a noun is by the word before it: the 데 of 타는 데, the 동네 of 우리 동네, the 동 of 103동."""
    tag = before.tag if before else ""
    if tag == "ETM" and form in _WAYS:
        return "Y"
    if tag == "NP" and form in _OUR:
        return "H"
    if form == "동" and before and before.form in ("앞", "뒤", "옆", "건너편"):
        return "K"
    return "C" if tag in ("SN", "NR") and form in _COUNTED else ""


def _small(form: str, tag: str) -> str:
    if tag == "XPN":
        return "x" if form == "한" else "z"
    return {"바로": "N", "쪽": "R"}.get(form, "z")


def _noun(form: str, tag: str, before: Token | None) -> str:
    kind = next((letter for letter, forms in _KINDS if form in forms), "")
    if kind:
        return kind
    if is_facility(form, tag) and form not in GENERIC | _NOT_STANDING:
        return "F"
    if form in _SIDES or relation_strength(form):
        return "R" if before and before.form not in _HERE_AND_NOW else "z"
    return "z" if is_no_anchor(form) else "N"
