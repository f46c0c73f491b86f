"""Officers set up the menu and the district's data; every change is kept, and can be undone."""

import re

from desk_world import EVIL, lines, officer, seen
from staff_world import World

from voicebot.store.tallies import add_tallies


def topics(page: str) -> list[tuple[str, str]]:
    """(number, id) of the menu."""
    rows = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0].split("<tr>")[1:]
    return [
        (re.findall(r'class="number">(\d+)<', row)[0], re.findall(r'name="entry" value="([^"]+)"', row)[0])
        for row in rows
    ]


async def test_the_menu_goes_by_use_until_somebody_sets_it(both: World) -> None:
    kim = await officer(both, role="administrator")
    at = both.time.astimezone(both.behind.district.zone)
    await add_tallies(both.engine, at, {("entry", "flu-shot"): 5, ("entry", "bulky-waste"): 9})
    page = (await kim.get("/desk/menu")).text
    assert topics(page)[:2] == [("3", "bulky-waste"), ("4", "flu-shot")]
    far = (await kim.get("/desk/menu?at=2026-05-01T10:00")).text
    assert topics(far)[0] == ("3", "bulky-waste")
    await kim.post(
        "/desk/menu",
        {"entry": "flu-shot", "do": "set", "number": "6", "picture": "needle", "seen": seen(page)},
    )
    page = (await kim.get("/desk/menu")).text
    assert topics(page)[3] == ("6", "flu-shot")
    await kim.post("/desk/menu", {"entry": "flu-shot", "do": "up", "seen": seen(page)})
    page = (await kim.get("/desk/menu")).text
    assert topics(page)[2] == ("5", "flu-shot")
    await kim.post("/desk/menu", {"entry": "bulky-waste", "do": "hide", "seen": seen(page)})
    page = (await kim.get("/desk/menu")).text
    assert "bulky-waste" not in {name for _, name in topics(page)}
    assert (await lines(both, "menu"))["flu-shot"] == {"number": 5, "hidden": False, "picture": "needle"}
    await kim.post("/desk/menu", {"entry": "bulky-waste", "do": "show", "seen": seen(page)})
    assert "bulky-waste" in {name for _, name in topics((await kim.get("/desk/menu")).text)}
    assert (await kim.post("/desk/menu", {"entry": "nothing", "do": "hide"})).status_code == 404
    assert (await kim.post("/desk/menu", {"entry": "flu-shot", "do": "burn"})).status_code == 404


async def test_two_officers_at_the_menu_do_not_overwrite_each_other(world: World) -> None:
    kim, lee = await officer(world), await officer(world, "lee")
    page = seen((await kim.get("/desk/menu")).text)
    await lee.get("/desk/menu")
    await kim.post("/desk/menu", {"entry": "flu-shot", "do": "set", "number": "3", "seen": page})
    clash = await lee.post("/desk/menu", {"entry": "flu-shot", "do": "hide", "seen": page})
    assert (clash.status_code, "그사이에" in clash.text) == (409, True)
    other = await lee.post("/desk/menu", {"entry": "bulky-waste", "do": "hide", "seen": page})
    assert other.status_code == 303


# -- district data ---


async def test_a_department_gets_a_number_and_is_heard_with_it(both: World) -> None:
    kim = await officer(both)
    page = (await kim.get("/desk/district/department:road")).text
    assert "지금 도로과에서 처리하고 있어요." in page
    form = {
        "id": "road",
        "name": "도로관리과",
        "name_en": "the roads office",
        "phone": "032-560-0001",
        "confirmed": "yes",
    }
    looked = await kim.post("/desk/district/department:road", {**form, "do": "look", "seen": seen(page)})
    assert "전화는 032-560-0001번이에요." in looked.text
    assert await lines(both, "district") == {}
    wrong = await kim.post("/desk/district/department:road", {**form, "phone": "ask", "seen": seen(page)})
    assert (wrong.status_code, "숫자와 줄표" in wrong.text, "도로관리과" in wrong.text) == (422, True, True)
    kept = await kim.post("/desk/district/department:road", {**form, "do": "save", "seen": seen(page)})
    assert kept.status_code == 303
    assert "도로관리과" in (await kim.get("/desk/district")).text
    gone = await kim.post("/desk/district/department:road/step", {"do": "off", "seen": "1"})
    assert (gone.status_code, "민원이 있어서" in gone.text) == (422, True)
    other = await kim.post("/desk/district/department:road", {**form, "id": "roads", "seen": "1"})
    assert (other.status_code, "바꿀 수 없어요" in other.text) == (422, True)
    await kim.post("/desk/district/department:road/step", {"do": "drop", "seen": "1"})
    assert "지금 도로과에서" in (await kim.get("/desk/district/department:road")).text


async def test_a_telephone_is_added_and_the_one_for_danger_stays(world: World) -> None:
    kim = await officer(world)
    page = (await kim.get("/desk/district/new:phone")).text
    form = {"number": "1588-0000", "kind": "service", "name": EVIL, "name_en": "New", "seen": seen(page)}
    made = await kim.post("/desk/district/new:phone", form)
    assert made.headers["location"] == "/staff/desk/district/phone:1588-0000"
    assert "<script>evil" not in (await kim.get("/desk/district")).text
    page = (await kim.get("/desk/district/phone:1588-0000")).text
    await kim.post("/desk/district/phone:1588-0000/step", {"do": "drop", "seen": seen(page)})
    assert "1588-0000" not in (await kim.get("/desk/district")).text
    kept = {"number": "119", "kind": "emergency", "name": "119", "name_en": "119", "confirmed": "yes"}
    await kim.get("/desk/district/phone:119")
    for change in ({"kind": "service"}, {"valid_until": "2026-01-01"}, {"dial": "120"}):
        told = await kim.post("/desk/district/phone:119", {**kept, **change, "seen": "2"})
        assert (told.status_code, "위험할 때" in told.text) == (422, True)
    assert (await kim.post("/desk/district/phone:119/step", {"do": "off", "seen": "2"})).status_code == 422
    assert (await kim.post("/desk/district/phone:119", {**kept, "seen": "2"})).status_code == 303
    assert (await kim.get("/desk/district/castle:1")).status_code == 404
    assert (await kim.get("/desk/district/new:desk")).status_code == 404
    assert (await kim.post("/desk/district/desk/step", {"do": "off"})).status_code == 404


async def test_hours_must_be_in_order_and_are_heard(world: World) -> None:
    kim = await officer(world)
    page = (await kim.get("/desk/district/hours")).text
    assert "오후 6시까지 해요." in page
    form = {
        "opens": "09:00",
        "closes": "17:00",
        "rest_from": "12:00",
        "rest_until": "13:00",
        "weekdays": ["0", "1", "2", "3", "4"],
    }
    wrong = await kim.post("/desk/district/hours", {**form, "closes": "08:00", "seen": seen(page)})
    assert (wrong.status_code, "차례대로" in wrong.text) == (422, True)
    assert (await kim.post("/desk/district/hours", {**form, "seen": seen(page)})).status_code == 303
    assert "오후 5시까지 해요." in (await kim.get("/desk/district/hours")).text


# -- all of it ---


async def test_the_history_goes_back_only_from_what_was_seen(world: World) -> None:
    kim = await officer(world)
    assert (await kim.get("/desk/history/nothing")).status_code == 404
    page = seen((await kim.get("/desk/menu")).text)
    await kim.post("/desk/menu", {"entry": "flu-shot", "do": "hide", "seen": page})
    history = (await kim.get("/desk/history/menu")).text
    assert "숨김" in history
    await kim.post("/desk/menu", {"entry": "bulky-waste", "do": "hide", "seen": "1"})
    late = await kim.post("/desk/history/menu", {"version": "0", "seen": seen(history)})
    assert late.status_code == 409
    for version in ("2", "x", "7"):
        odd = await kim.post("/desk/history/menu", {"version": version, "seen": "2"})
        assert odd.status_code in (404, 409)
    await kim.post("/desk/history/menu", {"version": "0", "seen": "2"})
    assert await lines(world, "menu") == {}
    assert "kim" in (await kim.get("/desk")).text


PAGES = (
    "", "/greetings?group=weather", "/greetings/preview", "/greetings/en/new", "/menu", "/district",
    "/district/hours", "/places", "/places/import", "/holidays", "/history/menu",
)  # fmt: skip


async def test_it_is_there_in_english_too(world: World) -> None:
    kim = await officer(world)
    await kim.get("/language/en")
    for path in PAGES:
        page = await kim.get(f"/desk{path}")
        assert page.status_code == 200, path
        words = re.sub(
            r'lang="ko".*?<|value="[^"]*"|aria-label="[^"]*"|<option.*?</option>', "", page.text, flags=re.S
        )
        assert "Undefined" not in words
