# ruff: noqa: E501  (Hangul counts double)
"""Open data as offices publish it, well formed and not, and what is near."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.district import District, load_district
from voicebot.civic.places.importing import Import, read_places
from voicebot.civic.places.place import Opening, Place, metres, opening_of
from voicebot.civic.places.shelf import Shelf, save
from voicebot.errors import DistrictError
from voicebot.settings import project_dir

SHELTERS = (
    "쉼터명칭,소재지도로명주소,소재지지번주소,주말휴일운영여부,운영시간,관리기관전화번호,위도,경도,데이터기준일자\n"
    "가좌1동경로당,인천광역시 서구 가좌로 1,인천광역시 서구 가좌동 1,N,09:00~18:00,032-560-0001,37.4951,126.6801,2026-05-01\n"
    '청라호수도서관,"인천광역시 서구 청라대로 2, 1층",인천광역시 서구 청라동 2,Y,9시~21시,,37.5340,126.6430,2026-05-01\n'
    "해운대경로당,부산광역시 해운대구,,N,,,35.16,129.16,2026-05-01\n"
)
TOILETS = (
    "구분,화장실명,소재지도로명주소,개방시간,WGS84위도,WGS84경도\n"
    "공중화장실,정서진 화장실,인천광역시 서구 정서진1로 41,24시간,37.5573,126.6017\n"
)


@pytest.fixture(scope="module")
def district() -> District:
    return load_district(project_dir() / "faq")


def read(
    folder: Path,
    text: str,
    district: District,
    name: str = "쉼터.csv",
    encoding: str = "utf-8",
    kind: str | None = None,
) -> Import:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_places(path, district, kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_of_the_open_data_portal_is_read(tmp_path: Path, district: District, encoding: str) -> None:
    found = read(tmp_path, SHELTERS, district, encoding=encoding)
    assert (found.kind, len(found.places), found.outside, found.problems) == ("heat_shelter", 2, 1, [])
    first, second = found.places
    assert (first.name, first.phone, first.lat) == ("가좌1동경로당", "032-560-0001", 37.4951)
    assert "가좌동" in first.address
    assert second.opening.saturday == (dt.time(9), dt.time(21))
    assert second.address.startswith("인천광역시 서구 청라대로 2, 1층")


def test_kinds_are_known_by_file_and_columns(tmp_path: Path, district: District) -> None:
    assert read(tmp_path, TOILETS, district, "data.csv").kind == "toilet"
    assert read(tmp_path, SHELTERS, district, "한파쉼터.csv").kind == "cold_shelter"
    assert read(tmp_path, SHELTERS, district, kind="pharmacy").kind == "pharmacy"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",인천 서구 가좌동,,,,,37.49,126.68,x", "the name is empty"),
        ("이름,주소", "it has 2 columns, the first line has 9"),
        ("이름,주소,,,,,126.68,37.49,x", "have changed places"),
        ("이름,주소,,,,,193456.2,451234.1,x", "not in Korea"),
        ("이름,주소,,,,,없음,없음,x", "are no numbers"),
        ("이름,,,,,,,,x", "neither address nor position"),
        ('"이름,주소,,,,,37.49,126.68,x', "quotation mark"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_rest_taken(
    tmp_path: Path, district: District, row: str, what: str
) -> None:
    head, *rows = SHELTERS.splitlines()
    found = read(tmp_path, "\n".join([head, rows[0], row, *rows[1:]]), district)
    assert len(found.places) == 2
    [(line, wrong)] = found.problems
    assert line == 3
    assert what in wrong.said("en")
    assert re.search("[가-힣]", wrong.said("ko"))


def test_a_cell_may_run_over_lines(tmp_path: Path, district: District) -> None:
    head, first, _, _ = SHELTERS.splitlines()
    broken = first.replace("가좌로 1,", '"가좌로\n 1",', 1).replace('인천광역시 서구 "', '"인천광역시 서구 ')
    found = read(tmp_path, f"{head}\n{broken}\n", district)
    assert (len(found.places), found.problems) == (1, [])


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        (b"\xff\xfe\x00\x81\x30", None, "places_unreadable"),
        (b"", "toilet", "places_empty"),
        ("가,나\n1,2\n".encode(), "toilet", "places_no_name"),
        ("명칭,주소\n가,나\n".encode(), None, "places_kind_unknown"),
        ("명칭,주소\n가,나\n".encode(), "castle", "places_kind_unknown"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(
    tmp_path: Path, district: District, raw: bytes, kind: str | None, code: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(raw)
    with pytest.raises(DistrictError) as caught:
        read_places(path, district, kind)
    assert caught.value.code == code


@given(text=st.text(max_size=300))
def test_whatever_is_in_a_file_nothing_breaks(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.csv"
    path.write_bytes(("명칭,주소,위도,경도\n" + text).encode("utf-8", errors="ignore"))
    found = read_places(path, load_district(project_dir() / "faq"), "toilet")
    assert all(line >= 2 for line, _ in found.problems)


# -- when it is open --------------------------------------------------------------------------------------

MONDAY, SATURDAY, SUNDAY = (dt.datetime(2026, 11, day, 10) for day in (30, 28, 29))


@pytest.mark.parametrize(
    ("text", "weekends", "monday", "saturday", "sunday"),
    [
        ("24시간", None, True, True, True),
        ("상시", None, True, True, True),
        ("09:00~18:00", None, True, True, True),
        ("09:00~18:00", False, True, False, False),
        ("평일 09:00-18:00", None, True, None, None),
        ("11시 ~ 18시", None, False, False, False),
        ("22:00~06:00", None, False, False, False),
        ("25:00~30:00", None, None, None, None),
        ("문의", None, None, None, None),
        ("", False, None, False, False),
    ],
)
def test_opening_hours(
    text: str, weekends: bool | None, monday: bool | None, saturday: bool | None, sunday: bool | None
) -> None:
    opening = opening_of(text, weekends=weekends)
    assert [opening.is_open(at, holiday=False) for at in (MONDAY, SATURDAY, SUNDAY)] == [
        monday,
        saturday,
        sunday,
    ]


def test_a_holiday_is_as_a_sunday_and_a_night_goes_over_midnight() -> None:
    weekdays = opening_of("09:00~18:00", weekends=False)
    assert weekdays.is_open(MONDAY, holiday=True) is False
    night = opening_of("22:00~06:00")
    assert [night.is_open(MONDAY.replace(hour=h), holiday=False) for h in (23, 5, 6)] == [True, True, False]


# -- what is near -----------------------------------------------------------------------------------------


def place(name: str, lat: float | None, lon: float | None, address: str = "") -> Place:
    return Place(name=name, lat=lat, lon=lon, address=address)


def test_the_nearest_come_first_and_the_far_are_left_out(tmp_path: Path) -> None:
    save(
        tmp_path,
        "toilet",
        [place("셋", 37.60, 126.68), place("둘", 37.50, 126.69), place("하나", 37.50, 126.681)],
    )
    found = Shelf(tmp_path).nearest("toilet", (37.50, 126.68))
    assert [one.place.name for one in found] == ["하나", "둘"]
    assert found[0].metres == pytest.approx(88, abs=2)


def test_a_dong_is_the_middle_of_what_is_known_there_of_any_kind(tmp_path: Path) -> None:
    save(
        tmp_path,
        "toilet",
        [place("먼 곳", 37.6, 126.7, "검단동 1"), place("가까운 곳", 37.495, 126.68, "석남동 3")],
    )
    save(tmp_path, "pharmacy", [place("약국", 37.49, 126.68, "인천 서구 가좌동 1")])
    shelf = Shelf(tmp_path)
    assert [one.place.name for one in shelf.around("toilet", "가좌1동")] == ["가까운 곳"]
    assert shelf.around("toilet", "당하동") == []


def test_places_without_a_position_are_found_by_their_dong(tmp_path: Path) -> None:
    save(
        tmp_path,
        "senior_centre",
        [place("경로당", None, None, "가좌동 1"), place("다른 곳", None, None, "석남동")],
    )
    assert [one.place.name for one in Shelf(tmp_path).around("senior_centre", "가좌동")] == ["경로당"]


def test_another_import_is_taken_up_and_a_broken_file_does_no_harm(tmp_path: Path) -> None:
    path = save(tmp_path, "toilet", [place("하나", 37.5, 126.68)])
    shelf = Shelf(tmp_path)
    path.write_text("{broken")
    shelf.reload()
    assert shelf.has("toilet")
    path.unlink()
    shelf.reload()
    assert not shelf.has("toilet")


def test_distances() -> None:
    assert metres((37.5665, 126.9780), (37.4563, 126.7052)) == pytest.approx(
        27_000, rel=0.02
    )  # Seoul to Incheon
    assert Opening().is_open(MONDAY, holiday=False) is None
