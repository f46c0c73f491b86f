"""Addresses as they are said: 가정로 123, 석남동 123-4번지, 봉오재3로94번길 11, 가정로 백이십삼, 푸르지오 101동."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from voicebot.understand.slots.counting import SINO, to_number
from voicebot.understand.slots.span import Span

__all__ = ["Address", "addresses"]

_HYPHEN = r"\s?(?:-|–|다시|에|의|대시|빼기)\s?"
_NUMBER = rf"(?:\d{{1,4}}|{SINO})"
_UNIT = r"(?!\s?(?:시(?!장)|분|초|개|일|월|명|번째|미터|m\b|키로|킬로|층|년|살|만|원|대(?!로)|마리|주|달|차선|차로|동|호선|번\s?출구|번\s?버스|번(?![지길])))"
"""A number before a counter counts something and is no house number."""
_ROAD = r"(?P<road>[가-힣]{1,7}?\d{0,3}(?:대로|로|길)(?:\s?\d{1,4}(?:번?길|번안길)|\s?[일이삼사오육칠팔구십백]{1,6}번길)?)"
_HOUSE = rf"(?P<number>\d{{1,4}}|[이삼사오육칠팔구]?[백십](?:[일삼사오육칠팔구십백]|이(?!에요|예요|요|고|구요|야|라|거든|지|네)){{0,6}})(?:{_HYPHEN}(?P<sub>{_NUMBER}))?"
_ROAD_ADDRESS = re.compile(
    rf"(?<![가-힣]){_ROAD}\s?{_HOUSE}(?![\d가-힣]*층)(?P<end>\s?(?:번지|호|번))?{_UNIT}"
)
_LOT_ADDRESS = re.compile(
    rf"(?<![가-힣])(?P<dong>[가-힣]{{1,5}}\d?동)\s?(?P<mountain>산\s?)?(?:{_HOUSE})(?P<end>\s?(?:번지|번|호))?{_UNIT}"
)
_LOT_ONLY = re.compile(rf"(?<![가-힣\d])(?P<number>{_NUMBER})(?:{_HYPHEN}(?P<sub>{_NUMBER}))?\s?번지")
_ROAD_ALONE = re.compile(
    r"(?<![가-힣])(?P<road>[가-힣]{2,5}대로|[가-힣]{1,4}\d{1,3}번?로\s?\d{1,4}번길|[가-힣]{1,5}(?:로|길)\s?\d{1,4}번?길|[가-힣]{2,4}(?<!으)로(?=\s(?:사거리|삼거리|옆|근처|쪽|일대|도로|인도|육교|지하차도|교차로)))"
)
_NO_ROADS = re.compile(
    r"(?:그|제|이|저|마음|맘|뜻|멋|말|법|반|절|왕복|되는|있는)?대로|.*(?:도|산책|출입|보행|통학|선|진입|하수|배수|농|수|통|경|등산|활주|미)로"
    r"|(?:바|서|새|따|주|별|홀|가|세|차|진짜|실제|여기|거기|저기|뒤|위|아래|곧바|똑바|그걸|이걸|걸|둘|스스|억지|임의|함부|수시|학교|멀|제"
    r"|그쪽으|이쪽으|저쪽으|앞으|옆으|밑으|집으)로|.*(?:에서|에|까지|부터|으)로|.*(?:골목|눈|갓|손|산|밤|언덕|오솔|뒷|앞|옆|샛|지름|빗|찻|그|이|저|큰|첫)길"
)
"""Adverbs and nouns that end as a road does."""
_NO_DONGS = re.compile(
    r".*(?:행|활|운|자|노|공|이|작|진|충|감|변|출|냉|부|고|협|소|구|율|전|연|합|준|폭|선)동|[가나다라마바사아수]동|우리동|\d+동"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address, or a road without a number.

    Attributes:
        words: as it is read back: ``가정로 123-4``, ``석남동 123-4번지``.
        kind: ``road``, ``lot``, or ``street`` for a road without a number.
        dong: as said, for a lot that names it.
    """

    span: Span
    words: str
    kind: Literal["road", "lot", "street"]
    dong: str | None = None


def addresses(text: str) -> list[Address]:
    """Every address in order; what belongs to another is left out."""
    found = [*_roads(text), *_lots(text), *_streets(text)]
    found.sort(key=lambda address: (address.span.start, -address.span.end))
    kept: list[Address] = []
    for address in found:
        if not kept or address.span.start >= kept[-1].span.end:
            kept.append(address)
    return kept


def _roads(text: str) -> list[Address]:
    return [
        Address(Span(*match.span()), f"{_close(match['road'])} {_house(match)}", "road")
        for match in _ROAD_ADDRESS.finditer(text)
        if not _NO_ROADS.fullmatch(match["road"])
    ]


def _lots(text: str) -> list[Address]:
    whole = [
        Address(Span(*match.span()), f"{match['dong']} {'산 ' if match['mountain'] else ''}{_house(match)}번지", "lot", match["dong"])
        for match in _LOT_ADDRESS.finditer(text)
        if not _NO_DONGS.fullmatch(match["dong"]) and (match["end"] or match["sub"] or match["number"].isdecimal())
    ]  # fmt: skip
    alone = [Address(Span(*m.span()), f"{_house(m)}번지", "lot") for m in _LOT_ONLY.finditer(text)]
    return whole + alone


def _streets(text: str) -> list[Address]:
    return [
        Address(Span(*match.span()), _close(match["road"]), "street")
        for match in _ROAD_ALONE.finditer(text)
        if not _NO_ROADS.fullmatch(match["road"])
    ]


def _house(match: re.Match[str]) -> str:
    number, sub = to_number(match["number"]), to_number(match["sub"]) if match["sub"] else None
    return f"{number}-{sub}" if sub else f"{number}"


def _close(road: str) -> str:
    """A road as it is written: without spaces, its number in digits (백이십삼번길 is 123번길)."""
    bare = re.sub(r"\s", "", road)
    return re.sub(rf"(?<=[로길])({SINO})(?=번길)", lambda found: str(to_number(found[1])), bare)
