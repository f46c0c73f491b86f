"""Officers import places and change them, and take days off that move due dates."""

import datetime as dt
import html
import re

import pytest
from desk_world import EVIL, lines, officer, seen
from staff_world import World

from voicebot.civic.complaints.filing import Contact, Filing
from voicebot.store.ledger import Ledger

SHELTERS = (
    "쉼터명칭,소재지도로명주소,운영시간,위도,경도\n"
    "가좌1동경로당,인천 서구 가좌동 1,09:00~18:00,37.4951,126.6801\n"
    "청라쉼터,인천 서구 청라동 2,,37.5340,126.6430\n"
    "<b>나쁜 줄</b>,인천 서구 청라동 3,,126.6430,37.5340\n"
    "해운대경로당,부산 해운대구,,35.16,129.16\n"
)


async def test_a_file_of_places_is_imported_with_a_report_and_undone(both: World) -> None:
    kim = await officer(both)
    await kim.get("/desk/places/import")
    file = {"file": ("쉼터.csv", SHELTERS.encode("cp949"), "text/csv")}
    done = await kim.post("/desk/places/import", files=file)
    assert done.headers["location"] == "/staff/desk/places/heat_shelter/report/1"
    report = (await kim.get("/desk/places/heat_shelter/report/1")).text
    assert "2곳을 가져왔어요" in report
    assert "위도 126.6430와 경도 37.5340이 서로 바뀌었어요." in report
    assert re.findall(r"<dd>(\d+)</dd>", report) == ["2", "2", "0", "0", "1", "1"]
    said = (await kim.get("/desk/places/preview?kind=heat_shelter&where=가좌1동")).text
    assert "가좌1동 가까이에는 가좌1동경로당이 있어요." in html.unescape(said)
    await kim.post("/desk/history/places.heat_shelter", {"version": "0", "seen": "1"})
    assert "0곳" in (await kim.get("/desk/places")).text
    assert "없어요" in (await kim.get("/desk/places/preview?kind=heat_shelter&where=가좌1동")).text


@pytest.mark.parametrize(
    ("content", "kind", "what"),
    [
        ("명칭,위도,경도\n부산역,35.1,129.0\n", "toilet", "하나도 없어서"),
        ("명칭,위도,경도\n곳,129.0,35.1\n", "toilet", "서로 바뀌었어요"),
        ("가,나\n1,2\n", "toilet", "이름이 적힌 칸이 없어요"),
        ("명칭,주소\n가,가좌동\n", "", "종류를 골라"),
        ("명칭,주소\n가,가좌동\n", "castle", "종류를 골라"),
        ("", "toilet", "비어 있거나"),
    ],
)
async def test_a_file_that_gives_nothing_changes_nothing(
    world: World, content: str, kind: str, what: str
) -> None:
    kim = await officer(world)
    await kim.get("/desk/places/import")
    file = {"file": ("data.csv", content.encode(), "text/csv")}
    told = await kim.post("/desk/places/import", {"kind": kind}, files=file)
    assert (told.status_code, what in told.text) == (422, True)
    assert await Ledger(world.engine).glance() == 0


async def test_a_place_is_added_found_changed_and_taken_out(world: World) -> None:
    kim = await officer(world)
    page = (await kim.get("/desk/places/toilet/new")).text
    form = {"name": EVIL, "address": "인천 서구 가좌동 3", "hours": "평일 09:00~18:00", "weekends": "no"}
    nowhere = await kim.post("/desk/places/toilet/new", {**form, "address": "", "seen": seen(page)})
    assert (nowhere.status_code, "주소도 위치도 없어요" in nowhere.text) == (422, True)
    where = (await kim.post("/desk/places/toilet/new", {**form, "seen": seen(page)})).headers["location"]
    where = where.removeprefix("/staff")
    page = (await kim.get(where)).text
    assert "평일 09:00–18:00, 토요일 닫아요, 쉬는 날 닫아요" in page
    found = (await kim.get("/desk/places?kind=toilet&q=가좌동 script")).text
    assert "1곳" in found
    assert "<script>evil" not in found
    assert "0곳" in (await kim.get("/desk/places?kind=toilet&q=청라")).text
    named = {**form, "name": "정서진 화장실", "lat": "126.6", "lon": "37.5", "seen": seen(page)}
    assert (await kim.post(where, named)).status_code == 422
    named |= {"lat": "37.5573", "lon": "126.6017"}
    assert (await kim.post(where, named)).status_code == 303
    assert "정서진 화장실" in (await kim.get("/desk/places?kind=toilet")).text
    page = (await kim.get(where)).text
    await kim.post(where, {"do": "remove", "seen": seen(page)})
    assert (await kim.get(where)).status_code == 404
    assert (await kim.get("/desk/places?kind=castle")).status_code == 404
    assert (await kim.get("/desk/places/toilet/report/1")).status_code == 404


# -- days off ---


async def test_a_day_off_is_looked_at_kept_and_moves_due_dates(both: World) -> None:
    kim = await officer(both)
    office = both.behind.office
    assert office
    filing = Filing(
        category="street_light",
        what="가로등이 나갔어요",
        contact=Contact(name="김영희", phone="010-1234-5678"),
        consent=True,
    )
    filed = await office.register.file(filing, actor="caller", role="caller", at=both.time)
    query = "/desk/holidays?date=2026-11-26&kind=public&name=임시공휴일"
    page = (await kim.get(query)).text
    assert filed.due_at
    before = filed.due_at.astimezone(both.behind.district.zone)
    after = before + dt.timedelta(days=1)
    moves = f"{before.month}월 {before.day}일"
    assert moves in page.split("지금 처리하고 있는 민원은")[1]
    assert "1건" in page
    assert "010-1234" not in page
    assert filed.receipt not in page
    assert (await office.register.get(filed.receipt)).due_at == filed.due_at
    kept = {"date": "2026-11-26", "kind": "public", "name": "임시공휴일", "seen": seen(page)}
    assert (await kim.post("/desk/holidays", kept)).headers["location"] == "/staff/desk/holidays?year=2026"
    await kim.post("/desk/holidays/recount")
    for _ in range(200):
        left = (await kim.get("/desk/holidays/left")).text
        if "건" not in left:
            break
    moved = await office.register.get(filed.receipt)
    assert moved.due_at
    assert moved.due_at.astimezone(both.behind.district.zone).date() == after.date()
    assert "임시공휴일" in (await kim.get("/desk/holidays?year=2026")).text
    page = (await kim.get("/desk/holidays?date=2026-11-26&kind=none")).text
    assert moves in page.split("지금 처리하고 있는 민원은")[1]
    await kim.post("/desk/holidays", {"date": "2026-11-26", "kind": "none", "seen": seen(page)})
    assert await lines(both, "days_off") == {}
    assert {row.action for row in await both.log(begins="desk.")} == {
        "desk.day_public",
        "desk.day_none",
        "desk.recount",
    }


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ({"date": "x", "kind": "public"}, "날짜와 종류를"),
        ({"date": "2026-12-24", "kind": "feast"}, "날짜와 종류를"),
        ({"date": "2026-12-24", "kind": "public"}, "이름을 적어"),
        ({"date": "2026-12-26", "kind": "works"}, "일하지 않는 요일"),
        ({"date": "2030-12-24", "kind": "office"}, "2년 뒤까지"),
        ({"date": "2020-12-24", "kind": "office"}, "한 달 전부터"),
    ],
)
async def test_a_day_that_cannot_be_is_refused(world: World, form: dict[str, str], what: str) -> None:
    kim = await officer(world)
    await kim.get("/desk/holidays?date=2026-12-24&kind=office")
    told = await kim.post("/desk/holidays", form)
    assert (told.status_code, what in told.text) == (422, True)
    assert await lines(world, "days_off") == {}
