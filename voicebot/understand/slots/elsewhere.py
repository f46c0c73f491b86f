"""Cities and districts that are not this one, so that a complaint about them is sent on and not taken."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import re

__all__ = ["ELSEWHERE"]

_ALONE = "서울|부산|대구|대전|울산|제주|수원|성남|용인|부천|안산|안양|평택|의정부|시흥|파주|김포|광명|일산|분당|송도|부평|계양|영종도?|강화도?"
"""Said without 시 or 구 too, and no other word."""
_CITY = "광주|세종|남양주|화성|군포|하남|오산|양주|이천|구리|안성|포천|의왕|과천|고양|춘천|원주|천안|청주|전주|창원"
_GU = (
    "부평|계양|미추홀|연수|남동|제물포|영종|강남|강동|강북|강서|관악|광진|구로|금천|노원|도봉|동대문|동작|마포|서대문|서초|성동|"
    "성북|송파|양천|영등포|용산|은평|종로|중랑|분당|덕양|일산동|일산서|수지|기흥|장안|권선|팔달|동|중|남|북"
)
"""Gu of Incheon (before and after July 2026), of Seoul and of the cities between them."""
_DONG = (
    "십정|작전|구월|주안|간석|만수|부개|산곡|청천|갈산|삼산|일신|계산|효성|박촌|서운|귤현|송도|논현|고잔|도림|용현|학익|숭의|도화|관교|문학|연수|동춘|"
    "옥련|청학|선학|서창|운서|중산|송림|송현|화수|만석|신포|신흥|율목"
)
"""Dongs of the other districts of Incheon that callers name alone."""
_PLACE = r"역|시장|구청|시청|공원|사거리|터미널|공항"
_AFTER = r"(?=\s|에서?|의|쪽|이요|요|인데|이에요|예요|인가|은|는|이고|[^가-힣]|$)"

ELSEWHERE = re.compile(
    rf"(?<![가-힣])(?:(?:{_ALONE})(?:특별시|광역시|시|구|군)?(?:{_PLACE})?|(?:{_CITY})(?:광역시|특별시|시)|(?:{_GU})구(?:청)?"
    rf"|(?:{_DONG})\d?동|(?:강화|옹진)군){_AFTER}"
)
"""The name of another city, gu, county or dong, with a landmark that is called after it (부평역)."""
