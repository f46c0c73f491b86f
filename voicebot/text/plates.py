"""Car plates, 12가 3456 or 십이 가 삼사오육, and the region that some plates and licences begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voicebot.text.counted import is_counted
from voicebot.text.pieces import Piece
from voicebot.text.rows import near

__all__ = ["plate_spans", "with_region"]

_LETTER = re.compile(
    r"[\s-]{0,2}(?:(?P<plain>[가나다라마거너더러머버서어저고노도로모보소조누두루무부수우주하허호배자아바])"
    r"|[사오구])(?:에|의)?[\s-]{0,2}"
)
"""The syllables on plates; 사, 오 and 구 are also digits, so they count only between figures."""
_FRONT, _BACK = (2, 3), 4
_REGION = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충[북남]|전[북남]|경[북남]|제주)[\s-]{0,2}$"
)
_REGION_REACH = 4


def plate_spans(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where plates begin and end; what joins their parts is inside."""
    for at, front in enumerate(pieces):
        if _is_front(text, front):
            for behind in (at + 1, at + 2):
                end = _back(text, pieces[behind : behind + _BACK])
                if end and _lettered(text, front, pieces[behind]):
                    yield front.start, end


def _is_front(text: str, piece: Piece) -> bool:
    whole = piece.form.isdigit() and len(piece.form) in _FRONT
    return whole and not is_counted(text, piece.start, piece.end, within=False)


def _lettered(text: str, front: Piece, back: Piece) -> bool:
    letter = _LETTER.fullmatch(text, front.end, back.start)
    return letter is not None and (bool(letter["plain"]) or not (front.words or back.words))


def _back(text: str, pieces: Sequence[Piece]) -> int:
    """Where pieces that begin with just four digits end; 0 if they do not."""
    digits, last = "", None
    for piece in pieces:
        if last and not near(text, last, piece):
            break
        digits, last = digits + piece.form, piece
        if len(digits) >= _BACK:
            counts = is_counted(text, piece.start, piece.end, within=True)
            return piece.end if len(digits) == _BACK and digits.isdigit() and not counts else 0
    return 0


def with_region(text: str, start: int) -> int:
    """The start of a number, or of the region's name right before it (서울, 경기)."""
    region = _REGION.search(text, max(0, start - _REGION_REACH), start)
    return region.start() if region else start
