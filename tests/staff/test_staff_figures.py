"""How the desk is doing, on the page and as tables for spreadsheets, on both databases."""

import csv
import datetime as dt
import io
import re

import pytest
from figures_rows import MONDAY, file, talk
from staff_world import NOW, Browser, World

TABLES = (
    "summary", "days", "hours", "first_sound", "confidence", "moods", "dangers", "weeks", "categories",
    "places", "due",
)  # fmt: skip


async def officer(world: World) -> Browser:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    await browser.sign_in("kim")
    return browser


async def table(browser: Browser, name: str, week: str = "2026-11-23") -> list[list[str]]:
    answer = await browser.get(f"/figures/export?week={week}&table={name}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_a_week_beside_the_week_before(both: World) -> None:
    await talk(both)
    found = {row[0]: row[1:] for row in await table(await officer(both), "summary")}
    assert found["물음"] == ["45", "12", "↑ 33"]
    assert found["답한 몫"] == ["78 %", "100 %", ""]
    assert found["되물은 몫"] == ["13 %", "0 %", ""]
    assert found["답이 없던 몫"] == ["9 %", "0 %", ""]
    assert found["사람을 찾은 차례"] == ["3", "0", "↑ 3"]
    assert found["첫소리까지: 절반"][0] == "0.8초 안"
    assert found["첫소리까지: 스물 중 열아홉"] == ["2초 안", "–", ""]
    assert next(cells for name, cells in found.items() if name.startswith("말을 자른 몫"))[0] == "5 %"
    assert next(cells for name, cells in found.items() if name.startswith("또렷이"))[0] == "75 %"


async def test_questions_by_day_and_hour(both: World) -> None:
    await talk(both)
    browser = await officer(both)
    days, hours = await table(browser, "days"), await table(browser, "hours")
    assert days[1] == ["2026-11-23 월", "45", "35", "6", "4"]
    assert [row[1] for row in days[2:]] == ["0"] * 6
    assert {row[0]: row[1] for row in hours[1:] if row[1] != "0"} == {"10시": "40", "13시": "5"}
    assert await table(browser, "moods") == [["시각", "모두", "슬픔"], ["10시", "2", "2"], ["모두", "2", "2"]]
    assert await table(browser, "dangers") == [["시각", "모두", "불"], ["10시", "1", "1"], ["모두", "1", "1"]]


async def test_small_counts_of_a_dong_are_not_shown_nor_told_by_the_others(both: World) -> None:
    await file(both, "road", "석남동 놀이터 앞", 2)
    await file(both, "road", "가좌1동 시장", 5)
    await file(both, "road", "우리 집 앞", 9)
    await file(both, "street_light", "가좌1동 시장", 8)
    await file(both, "street_light", "석남동", 7)
    browser = await officer(both)
    places = await table(browser, "places")
    assert places[0] == ["동", "모두", "도로와 보도", "가로등"]
    found = {row[0]: row[1:] for row in places[1:]}
    assert found["석남동"][1] == "3 미만"
    assert "가림" in found["석남동"]
    assert "가림" in {found[name][1] for name in found if name != "석남동"}
    page = (await browser.get("/figures")).text
    assert "3 미만" in page
    assert not re.search(r"놀이터|시장|우리 집", page)
    categories = {row[0]: row[1:] for row in (await table(browser, "categories"))[1:]}
    assert categories["도로와 보도"] == [found["모두"][1], "0", "↑ 16"]


async def test_where_complaints_stand_and_how_many_weeks_had(both: World) -> None:
    day = dt.timedelta(days=1)
    await file(both, "road", "", 3, due_at=NOW - day)
    await file(both, "road", "", 1, state="answered", answered_at=NOW, closed_at=NOW)
    await file(both, "road", "", 4, filed_at=NOW - 7 * day, state="withdrawn", closed_at=NOW)
    await file(both, "road", "", 2, filed_at=NOW - 49 * day, due_at=NOW - 40 * day)
    await file(both, "road", "", 5, filed_at=NOW - 56 * day, closed_at=NOW)
    browser = await officer(both)
    found = {row[0]: row[1] for row in (await table(browser, "due"))[1:]}
    assert (found["기한이 지남"], found["제때 답함"], found["취하·중복"]) == ("3", "1", "0")
    weeks = await table(browser, "weeks")
    assert [row[1] for row in weeks[1:]] == ["3 미만", "0", "0", "0", "0", "0", "4", "4"]
    assert weeks[-1][0] == "2026-11-23"
    summary = {row[0]: row[1:] for row in await table(browser, "summary")}
    assert summary["신청한 민원"] == ["4", "4", "0"]
    assert summary["지금 기한이 지난 민원"][0] == "5"


async def test_of_a_week_with_few_nothing_more_is_told(both: World) -> None:
    await file(both, "road", "석남동", 2)
    browser = await officer(both)
    assert {cell for row in (await table(browser, "places"))[1:] for cell in row[1:]} == {"3 미만"}
    assert {tuple(row[1:]) for row in (await table(browser, "due"))[1:]} == {("0", "–"), ("3 미만", "–")}
    for name in TABLES[6:]:
        assert "2" not in {cell for row in (await table(browser, name))[1:] for cell in row}


async def test_the_page_has_every_table_in_both_languages(world: World) -> None:
    await talk(world)
    await file(world, "road", "석남동", 4)
    browser = await officer(world)
    for language in ("ko", "en"):
        await browser.get(f"/language/{language}")
        page = (await browser.get("/figures?week=2026-11-25")).text
        assert re.findall(r'<h2 id="(\w+)"', page) == list(TABLES)
        assert len(re.findall(r"figures/export\?week=2026-11-23&amp;table=\w+", page)) == len(TABLES)
        assert page.count('role="img"') == 3
        assert "figures_" not in page
        assert " style=" not in page


async def test_weeks_are_turned_but_not_beyond_this_one(world: World) -> None:
    browser = await officer(world)
    page = (await browser.get("/figures")).text
    assert 'href="/staff/figures?week=2026-11-16"' in page
    assert "다음 주" not in page
    assert (await browser.get("/figures?week=9999-12-31")).text.count("2026-11-23") > 1
    assert "2026-11-16 월요일부터 2026-11-22" in (await browser.get("/figures?week=2026-11-18")).text
    assert 'href="/staff/figures?week=2026-11-23"' in browser.page.text
    assert "셀 것이 없어요" in (await browser.get("/figures?week=x%00<script>")).text
    assert "<script>" not in browser.page.text.partition("<main")[2]


async def test_sunday_night_belongs_to_the_week_before_on_the_districts_clock(world: World) -> None:
    midnight = MONDAY.replace(hour=0)
    await file(world, "road", "", 3, filed_at=midnight)
    await file(world, "road", "", 4, filed_at=midnight - dt.timedelta(seconds=1))
    browser = await officer(world)
    assert [row[1] for row in (await table(browser, "weeks"))[-2:]] == ["4", "3"]


async def test_an_export_is_kept_in_the_log_and_a_table_that_is_none_is_not_found(world: World) -> None:
    browser = await officer(world)
    await table(browser, "places")
    assert (await browser.get("/figures/export?table=people")).status_code == 404
    [entry] = list(await world.log(begins="figures"))
    assert (entry.object, entry.details) == ("places", {"week": "2026-11-23"})


@pytest.mark.parametrize("name", TABLES)
async def test_an_empty_desk_has_empty_tables(world: World, name: str) -> None:
    rows = await table(await officer(world), name)
    assert len(rows) >= 1
    assert not any(re.search(r"[1-9]", cell) for row in rows[1:] for cell in row[1:])
