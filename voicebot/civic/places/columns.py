"""What the columns of Korean open data are called, and what is in a row of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from voicebot.civic.places.place import Opening, Place, opening_of
from voicebot.civic.places.problems import RowError
from voicebot.errors import DistrictError

__all__ = ["fields_of", "place_of"]

_NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "쉼터명칭", "쉼터명", "시설명", "시설명칭", "화장실명", "약국명", "경로당명", "사업장명", "기관명",
        "요양기관명", "업소명", "상호명", "상호", "명칭", "이름", "장소명", "name",
    ),
    "road": (
        "소재지도로명주소", "도로명주소", "도로명전체주소", "주소", "소재지주소", "소재지",
        "시설주소", "address",
    ),
    "lot": ("소재지지번주소", "지번주소", "소재지전체주소", "지번전체주소"),
    "dong": ("행정동", "행정동명", "읍면동", "읍면동명", "법정동", "법정동명", "동"),
    "lat": ("위도", "wgs84위도", "병원위도", "y좌표", "좌표(y)", "lat", "latitude", "y"),
    "lon": ("경도", "wgs84경도", "병원경도", "x좌표", "좌표(x)", "lon", "lng", "longitude", "x"),
    "phone": (
        "전화번호", "연락처", "대표전화", "대표전화1", "대표전화번호", "소재지전화",
        "관리기관전화번호", "phone",
    ),
    "hours": ("개방시간상세", "개방시간", "운영시간", "영업시간", "이용시간", "hours"),
    "begins": ("평일운영시작시각", "평일시작시간", "운영시작시간", "평일운영시작시간", "진료시간(월요일)s"),
    "ends": ("평일운영종료시각", "평일종료시간", "운영종료시간", "평일운영종료시간", "진료시간(월요일)c"),
    "weekends": ("주말휴일운영여부", "휴일운영여부", "주말운영여부", "휴일개방여부", "주말개방여부"),
}  # fmt: skip
_KOREA = ((33.0, 39.0), (124.0, 132.0))


def fields_of(head: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the names that are usual.

    Raises:
        DistrictError: ``places_no_name``: no column says what a place is called.
    """
    plain = [re.sub(r"[\s_]", "", name.lstrip("\ufeff")).lower() for name in head]
    found = {
        field: next(plain.index(name) for name in names if name in plain)
        for field, names in _NAMES.items()
        if any(name in plain for name in names)
    }
    if "name" not in found:
        usual = ", ".join(_NAMES["name"][:6])
        raise DistrictError(
            "places_no_name", f"No column names the places; call it one of {usual}. Found: {', '.join(head)}"
        )
    return found


def place_of(row: Sequence[str], fields: Mapping[str, int]) -> Place:
    """The place in a row.

    Raises:
        RowError: it cannot be taken.
    """
    value = {field: row[at].strip() for field, at in fields.items()}
    if not value["name"]:
        raise RowError("name")
    lat, lon = _position(value.get("lat", ""), value.get("lon", ""))
    address = value.get("road") or value.get("lot") or ""
    extra = [part for part in (value.get("lot", ""), value.get("dong", "")) if part and part not in address]
    address = " / ".join([address, *extra]).strip(" /")
    if not address and lat is None:
        raise RowError("nowhere")
    return Place(
        name=" ".join(value["name"].split()),
        address=address,
        lat=lat,
        lon=lon,
        phone=value.get("phone", ""),
        opening=_opening(value),
    )


def _position(lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat and not lon:
        return None, None
    try:
        place = float(lat), float(lon)
    except ValueError:
        raise RowError("no_numbers", lat=lat, lon=lon) from None
    if _in_korea(*place):
        return place
    if _in_korea(place[1], place[0]):
        raise RowError("swapped", lat=lat, lon=lon)
    raise RowError("not_korea", lat=lat, lon=lon)


def _in_korea(lat: float, lon: float) -> bool:
    return all(low <= value <= high for value, (low, high) in zip((lat, lon), _KOREA, strict=True))


def _opening(value: Mapping[str, str]) -> Opening:
    said = {"y": True, "n": False, "예": True, "아니오": False}.get(value.get("weekends", "").lower())
    begins, ends = _colon(value.get("begins", "")), _colon(value.get("ends", ""))
    if begins and ends:
        return opening_of(f"평일 {begins}~{ends}" if said is None else f"{begins}~{ends}", weekends=said)
    return opening_of(value.get("hours", ""), weekends=said)


def _colon(clock: str) -> str:
    """``900`` and ``0900`` are nine o'clock too."""
    return f"{clock[:-2]}:{clock[-2:]}" if re.fullmatch(r"\d{3,4}", clock) else clock
