"""E-mail addresses, written or said: hong@example.com, 에이치오엔지 골뱅이 네이버 점 컴."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["mail_spans"]

_AT = re.compile(r"@|골뱅이|(?<![\w●])(?:[앳엣앤]|at)(?![\w●])", re.IGNORECASE)
_NAME = re.compile(
    r"[A-Za-z0-9._%+-]+|(?:에이[치취]?|비|씨|시|디|이|에프|지|쥐|아이|제이|케이|엘|엠|엔|오|피|큐|알|에스|티|유|브이|더블유"
    r"|엑스|와이|제트|젯|[공영일이삼사오육륙칠팔구점닷]|제로|언더바|하이픈|대시)+|dot|underscore"
)
"""One word of a name: Latin letters, letters and digits as they are called, what joins them."""
_DOT = r"(?:\.|\s?[점쩜닷]\s?|\sdot\s)"
_AFTER = re.compile(
    rf"\s?[\w-]{{1,24}}(?:\s[\w-]{{1,24}}){{0,3}}?(?:{_DOT}[A-Za-z0-9-]{{1,24}}){{0,3}}?"
    rf"{_DOT}(?:컴|넷|케이알|오알지?|[A-Za-z]{{2,8}}(?![A-Za-z0-9●]))(?:{_DOT}(?:케이알|kr))?(?!\.[A-Za-z0-9●])|\s?닷컴",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"\s?(?:네이버|다음|한메일|핫메일|지메일|구글|카카오|네이트|[a-z]{0,8}mail|naver|daum|kakao|nate)",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"^(?:is|my|me|e-?mail|mail|address|the|and|to)$|메일|주소|아이디|[가-힣](?:[은는]|이[에예]?요|[고데])$",
    re.IGNORECASE,
)
_ALL_DIGITS = re.compile(r"\d+|[공영일이삼사오육륙칠팔구]+")
"""A name is seldom only digits: 영자 공육공삼 골뱅이."""
_REACH = 64
"""Characters on either side of the at sign; RFC 5321 allows a name no more."""


def mail_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of a text begin and end."""
    for at in _AT.finditer(text):
        after = _AFTER.match(text, at.end(), at.end() + _REACH) or _HOST.match(text, at.end())
        before = _before(text, at.start())
        if after and before is not None:
            yield before, after.end()


def _before(text: str, at: int) -> int | None:
    """Where the name before an at sign begins: its last word and, before that, whatever is spelt out."""
    words = list(re.finditer(r"\S+", text[max(0, at - _REACH) : at]))
    if not words:
        return None
    start, spelt = words[-1].start(), words[-1].group()
    for word in reversed(words[:-1]):
        if _BEFORE_NAME.search(word.group()) or not (
            _NAME.fullmatch(word.group()) or _ALL_DIGITS.fullmatch(spelt)
        ):
            break
        start, spelt = word.start(), word.group()
    return max(0, at - _REACH) + start
