"""The list of complaints: found, paged, kept to one's own departments, given out, taken along."""

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from board_world import filed, led, numbers, office_of, officer
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from staff_world import NOW, World

from voicebot.staff.account import Account
from voicebot.staff.board_asking import Asked, address, mark_text, read_asked, read_mark, wanted
from voicebot.store.board import Mark
from voicebot.store.tables import ComplaintRow

KIM = Account(1, "kim", "김", ("complaints_officer",), ("road",), "active", True, False, False, 0, 1)
moments = st.datetimes(min_value=dt.datetime(2020, 1, 1), timezones=st.just(dt.UTC))


@given(st.one_of(st.none(), moments), moments, st.from_regex(r"\A[0-9]{9}\Z"))
def test_a_mark_comes_out_of_an_address_as_it_went_in(
    due: dt.datetime, at: dt.datetime, receipt: str
) -> None:
    assert read_mark(mark_text(Mark(due, at, receipt))) == Mark(due, at, receipt)


@given(st.text(max_size=80))
def test_no_address_breaks_the_board(text: str) -> None:
    names = ("view", "category", "dong", "department", "state", "words", "after")
    asked = read_asked(dict.fromkeys(names, text))
    assert wanted(asked, KIM, NOW).departments == ("road",)
    assert address(asked, after=asked.after).count("=") <= len(names)


async def test_every_list_has_what_it_says(both: World) -> None:
    lee = await officer(both, "lee")
    new = (await filed(both)).receipt
    mine = (await filed(both)).receipt
    await led(both, mine, "accept", "assign", assignee="lee")
    waiting = (await filed(both)).receipt
    await led(both, waiting, "accept", "ask", question="몇 번 등인가요")
    done = (await filed(both)).receipt
    await led(both, done, "accept", "answer", outcome="done", answer="고쳤어요")
    expected = {
        "open": {new, mine, waiting}, "new": {new}, "mine": {mine}, "waiting": {waiting},
        "overdue": set(), "today": set(), "all": {new, mine, waiting, done},
    }  # fmt: skip
    for view, receipts in expected.items():
        assert set(numbers((await lee.get(f"/board?view={view}")).text)) == receipts, view
    due = (await office_of(both).register.get(new)).due_at
    assert due
    both.time = due - dt.timedelta(minutes=1)
    await lee.sign_in("lee")
    assert set(numbers((await lee.get("/board?view=today")).text)) == {new, mine}
    both.time = due + dt.timedelta(minutes=1)
    await lee.sign_in("lee")
    assert set(numbers((await lee.get("/board?view=overdue")).text)) == {new, mine}


async def test_it_is_found_by_words_place_and_number_and_the_list_tells_nothing(both: World) -> None:
    one = await filed(both)
    two = await filed(both, category="road", what="길이 100%_파였어요", place="청라1동 공원")
    kim = await officer(both)
    page = await kim.get("/board")
    assert set(numbers(page.text)) == {one.receipt, two.receipt}
    assert "깜깜" not in page.text
    assert "시장 앞" not in page.text
    assert "가좌1동" in page.text
    for query, found in {
        "words=깜깜": [one], "words=100%25_파": [two], "words=공원": [two], "words=%25": [two],
        "dong=가좌1동": [one], "category=road": [two], "state=received": [one, two], "state=merged": [],
    }.items():  # fmt: skip
        assert set(numbers((await kim.get(f"/board?{query}")).text)) == {each.receipt for each in found}, (
            query
        )
    spoken = f"{one.receipt[:2]} {one.receipt[2:]}"
    assert (await kim.get(f"/board?words={spoken}")).headers["location"] == f"/staff/board/{one.receipt}"
    assert {entry.action for entry in await both.log(begins="complaint.")} == {"complaint.search"}


async def test_pages_follow_one_another_and_show_each_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.staff.board_asking.PAGE", 2)
    monkeypatch.setattr("voicebot.staff.board_pages.PAGE", 2)
    all_of_them = [(await filed(world, what=f"{number}번 등")).receipt for number in range(5)]
    kim, found, query = await officer(world), list[str](), ""
    for _ in range(3):
        page = (await kim.get(f"/board?{query}")).text
        found += numbers(page)
        query = next(iter(re.findall(r'rel="next" href="/staff/board\?([^"]+)"', page)), "").replace(
            "&amp;", "&"
        )
    assert sorted(found) == sorted(all_of_them)
    assert query == ""


async def test_nobody_sees_what_is_another_departments(world: World) -> None:
    road, parks = await filed(world), await filed(world)
    async with world.engine.begin() as connection:
        other = update(ComplaintRow).where(ComplaintRow.receipt == parks.receipt).values(department="parks")
        await connection.execute(other)
    department = (await office_of(world).register.get(road.receipt)).department
    assert department
    kim = await officer(world, "kim", department)
    for query in ("", "view=all", "department=parks", f"words={parks.receipt[:8]}"):
        assert parks.receipt not in numbers((await kim.get(f"/board?{query}")).text)
    hidden = f"/board/{parks.receipt}"
    assert (await kim.get(hidden)).status_code == 404
    for path in ("", "/open", "/contact", "/note", "/hear"):
        form = {"reason": "handle", "action": "accept", "note": "x", "version": "1"}
        assert (await kim.post(hidden + path, form)).status_code == 404, path
    assert (await kim.get(f"/board/{road.receipt}/beside/{parks.receipt}")).status_code == 404
    assert (
        await kim.post("/board/assign", {"chosen": f"{parks.receipt}:1", "assignee": "kim"})
    ).status_code == 404
    exported = (await kim.get("/board/export?view=all")).text
    assert road.receipt in exported
    assert parks.receipt not in exported
    assert (await office_of(world).register.get(parks.receipt)).version == 1


async def test_the_list_is_sent_again_only_when_something_has_happened(world: World) -> None:
    one, kim = await filed(world), await officer(world)
    page = (await kim.get("/board")).text
    asks = re.findall(r'hx-get="/staff(/board/rows[^"]+)"', page)[0].replace("&amp;", "&")
    assert (await kim.get(asks)).status_code == 204
    await led(world, one.receipt, "accept")
    again = await kim.get(asks)
    assert again.status_code == 200
    assert "접수" in again.text
    assert "<html" not in again.text


async def test_many_are_given_to_one_and_what_changed_meanwhile_is_not(both: World) -> None:
    kim = await officer(both)
    first, second, third = [await filed(both, what=f"{n}번 등") for n in range(3)]
    await led(both, second.receipt, "accept")
    await led(both, third.receipt, "accept")
    chosen = [f"{first.receipt}:1", f"{second.receipt}:2", f"{third.receipt}:1"]
    await kim.get("/board")
    done = await kim.post("/board/assign", {"chosen": chosen, "assignee": "kim"})
    assert "2건을 맡겼어요" in done.text
    assert set(numbers((await kim.get("/board?view=mine")).text)) == {first.receipt, second.receipt}
    assert (await office_of(both).register.get(third.receipt)).assignee is None
    refused = await kim.post("/board/assign", {"chosen": chosen[2:], "assignee": "nobody"})
    assert refused.status_code == 422


async def test_a_table_holds_no_formula_and_nothing_that_was_said(world: World) -> None:
    one = await filed(world, what="=HYPERLINK(1)")
    await led(world, one.receipt, "accept", "assign", assignee="=1+1")
    kim = await officer(world)
    table = list(csv.DictReader(io.StringIO((await kim.get("/board/export")).text.lstrip("\ufeff"))))
    assert [(row["receipt"], row["assignee"], row["dong"]) for row in table] == [
        (one.receipt, "'=1+1", "가좌1동")
    ]
    assert "HYPERLINK" not in str(table)
    book = openpyxl.load_workbook(io.BytesIO((await kim.get("/board/export?as=xlsx")).content))
    header, line = book.active.iter_rows()  # type: ignore[union-attr]
    assert [cell.data_type for cell in line if cell.value] == ["s" for cell in line if cell.value]
    assert [cell.value for cell in header][:2] == ["receipt", "state"]
    assert line[0].value == one.receipt
    entries = await world.log(begins="complaint.export")
    assert {entry.details["kind"] for entry in entries} == {"csv", "xlsx"}


async def test_places_are_counted(both: World) -> None:
    await filed(both)
    await filed(both, what="또 나갔어요")
    await filed(both, place="우리 집 앞")
    kim = await officer(both)
    page = (await kim.get("/board/places")).text
    rows = re.findall(
        r"<tr><th scope=\"row\">(?:<a[^>]+>)?([^<]+).*?number\">(\d+)</td><td class=\"number\">(\d+)", page
    )
    assert rows == [("가좌1동", "2", "0"), ("동네를 알 수 없어요", "1", "0")]
    assert Asked().view == "open"
    tiles = dict(re.findall(r"<text x=[^>]+>([^<]+)</text><text class=\"count\"[^>]+>([^<]+)", page))
    assert tiles["가좌1동"] == "2"
    assert set(tiles.values()) == {"0", "2"}
