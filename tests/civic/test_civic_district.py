from datetime import date
from pathlib import Path

import pytest

from voicebot.civic.district import District, load_district
from voicebot.errors import DistrictError
from voicebot.settings import project_dir

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module")
def ours() -> District:
    return load_district(project_dir() / "faq")


def test_name_follows_the_day(ours: District) -> None:
    assert ours.name(BEFORE) == "서구"
    assert ours.name(AFTER) is None  # 서해구 was chosen, but nobody has confirmed it


def test_old_and_new_names_are_all_recognised(ours: District) -> None:
    vocabulary = ours.vocabulary()
    assert {"서구", "서해구", "검단구", "가좌동", "경인아라뱃길", "소통1번가"} <= set(vocabulary)
    assert len(vocabulary) == len(set(vocabulary))


def test_clock_is_the_districts(ours: District) -> None:
    assert str(ours.zone) == "Asia/Seoul"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("119", "emergency"),
        ("112", "emergency"),
        ("109", "crisis"),
        ("1577-1389", "crisis"),
        ("1577-0199", "crisis"),
        ("1388", "crisis"),
        ("129", "helpline"),
        ("110", "helpline"),
        ("1899-9988", "helpline"),
        ("1577-1000", "service"),
        ("1544-3388", "service"),
        ("1577-0320", "service"),
    ],
)
def test_telephones(ours: District, number: str, kind: str) -> None:
    phone = ours.phone(number, AFTER)
    assert phone is not None
    assert phone.kind == kind
    assert phone.uri == f"tel:{number.replace('-', '')}"


def test_120_is_dialled_with_the_area_code(ours: District) -> None:
    phone = ours.phone("120", AFTER)
    assert phone is not None
    assert phone.uri == "tel:032120"


def test_telephone_before_its_day_is_not_given(ours: District) -> None:
    assert ours.phone("109", date(2023, 12, 31)) is None


def test_unknown_address_stays_empty(ours: District) -> None:
    office = ours.office("district-office", AFTER)
    assert office is not None
    assert office.address is None
    assert office.phone is None
    assert ours.office("geomdan-office", BEFORE) is None


@pytest.mark.parametrize(("dong", "area"), [("가좌1동", "south"), ("당하동", "north"), ("역삼동", None)])
def test_side_of_the_waterway(ours: District, dong: str, area: str | None) -> None:
    assert ours.area_of(dong) == area


@pytest.mark.parametrize(
    ("old", "new", "code", "names"),
    [
        ("Asia/Seoul", "Asia/Soul", "district_invalid", "timezone"),
        ("latitude = 37.5453", "latitude = 375.453", "district_invalid", "latitude"),
        ('kind = "emergency"', 'kind = "urgent"', "district_invalid", "kind"),
        ("[desk]", "[desk", "district_unreadable", "TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, code: str, names: str) -> None:
    text = (project_dir() / "faq/district.toml").read_text(encoding="utf-8")
    (tmp_path / "district.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DistrictError) as refused:
        load_district(tmp_path)
    assert refused.value.code == code
    assert names in refused.value.message


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DistrictError) as refused:
        load_district(tmp_path)
    assert refused.value.code == "district_missing"
