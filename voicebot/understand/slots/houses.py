"""Houses by the end of their name, whatever is before it: 두산아파트, 사월마을, 건지어린이공원.

A tagger that does not know a name takes it apart as it likes; how such names end is known.
"""

from __future__ import annotations

import re

from voicebot.understand.slots.names import Name
from voicebot.understand.slots.span import Span

__all__ = ["houses"]

_HOUSE = re.compile(
    r"(?<![가-힣\d])(?:[가-힣]{2,8}?\d?차?|[가-힣]{1,4}[a-zA-Z]{1,3}[가-힣]{0,6}?)"
    r"(?:아파트|빌라|맨션|연립|오피스텔|초등학교|중학교|고등학교|여중|여고|어린이집|유치원|도서관|복지관|경로당|노인정|체육센터|문화회관|마을회관|"
    r"병원|한의원|시장|공원|놀이터|사거리|삼거리|오거리|교차로|나들목|마을|상가|빌딩|호텔|성당|교회|우체국|파출소|지구대)"
    r"(?=에|의|을|를|이|가|은|는|도|쪽|앞|옆|뒤|요|예요|라고|[^가-힣]|$)"
)
_NO_HOUSES = re.compile(
    r"(?:우리|저희|이|그|저|어느|무슨|같은|옆|앞|뒤|아랫|윗|큰|작은|다른|여기|거기|동네|근처|무슨|새|온|한|이런|저런|그런).*"
)


def houses(text: str) -> list[Name]:
    """Every such name, in order."""
    return [
        Name(Span(*found.span()), found.group(), "house")
        for found in _HOUSE.finditer(text)
        if not _NO_HOUSES.fullmatch(found.group())
    ]
