"""What officers lay over the files: phrases, district data, days off, places, the menu."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.civic.calendar import office_calendar
from voicebot.civic.district import Department, Phone, load_district
from voicebot.civic.faq import load_faq
from voicebot.civic.greetings import Phrase, read_greetings
from voicebot.civic.overlay import days_off, district, greetings, menu, places
from voicebot.civic.overlay.laying import OFF, Row, by_key, laid_over
from voicebot.civic.overlay.menu import Asked, Choice
from voicebot.civic.places.place import Place, opening_of
from voicebot.civic.places.shelf import Shelf, save
from voicebot.settings import project_dir
from voicebot.store.ledger import Content

FAQ = project_dir() / "faq"
DISTRICT = load_district(FAQ)
TODAY = dt.date(2026, 11, 23)


# -- any chapter ------------------------------------------------------------------------------------------


def test_lines_change_add_and_take_away_and_one_that_cannot_be_read_does_no_harm() -> None:
    lines: dict[str, Content] = {
        "b": {"n": 20},
        "c": {OFF: True},
        "d": {"n": "x"},
        "e": {"n": 5, OFF: True},
        "f": {"n": 6},
        "g": {OFF: True},
    }
    rows = laid_over({"a": 1, "b": 2, "c": 3, "d": 4}, lines, lambda content: int(content["n"]))
    assert rows == [
        Row("a", 1),
        Row("b", 20, "changed"),
        Row("c", 3, "changed", off=True),
        Row("d", 4),
        Row("e", 5, "office", off=True),
        Row("f", 6, "office"),
    ]


def test_two_things_of_one_name_keep_apart() -> None:
    assert by_key(["가", "나", "가", "가"], lambda text: text) == {
        "가": "가",
        "나": "나",
        "가-2": "가",
        "가-3": "가",
    }


# -- greetings --------------------------------------------------------------------------------------------


def test_phrases_are_added_changed_and_switched_off() -> None:
    base, _ = read_greetings(FAQ, "ko")
    rain = base.about("rain")
    key = greetings.phrase_key("rain", rain[0].says)
    other = greetings.phrase_key("rain", rain[1].says)
    said = Phrase.model_validate({"says": "비가 오니 장화를 신으세요.", "months": [7], "from": "2026-07-01"})
    lines = {
        key: {OFF: True},
        other: greetings.content_of(greetings.Spoken("rain", said), off=False),
        "new": greetings.content_of(greetings.Spoken("notice", Phrase(says="내일은 쉬어요.")), off=False),
    }
    rows = greetings.greetings_over(base, lines)
    assert len(rows) == len(base) + 1
    now = greetings.in_force(rows)
    assert now.about("rain")[0] == said
    assert rain[0] not in now.about("rain")
    assert [phrase.says for phrase in now.about("notice")] == ["내일은 쉬어요."]
    assert len(greetings.in_force(greetings.greetings_over(base, {}))) == len(base)


# -- district data ----------------------------------------------------------------------------------------


def test_records_are_changed_added_and_taken_away() -> None:
    road = Department(id="road", name="도로관리과", name_en="roads", phone="032-560-0001", confirmed=True)
    taxi = Phone(number="1588-0000", kind="service", name="새 전화", name_en="New line", confirmed=True)
    desk = DISTRICT.desk.model_copy(update={"name": "서해구 창구"})
    lines = {
        "department:road": district.content_of(road),
        "phone:1588-0000": district.content_of(taxi),
        "phone:1388": {OFF: True},
        "desk": district.content_of(desk),
        "castle:x": {"name": "성"},
    }
    found = district.district_over(DISTRICT, {district.CHAPTER: lines})
    assert found.department("road", TODAY) == road
    assert found.phone("1588-0000", TODAY) == taxi
    assert found.phone("1388", TODAY) is None
    assert found.desk.name == "서해구 창구"
    assert len(found.departments) == len(DISTRICT.departments)
    assert found.places == DISTRICT.places
    assert district.district_over(DISTRICT, {}) == DISTRICT
    rows = {row.key: row for row in district.records(DISTRICT, lines)}
    assert (rows["phone:1388"].off, rows["phone:1588-0000"].origin) == (True, "office")


def test_hours_keep_the_days_off_that_are_written_elsewhere() -> None:
    hours = DISTRICT.hours.model_copy(update={"closes": dt.time(17), "closed": (dt.date(2026, 12, 24),)})
    lines = {"hours": district.content_of(hours)}
    off = {"2026-12-24": {"works": False, "name": "임시공휴일", "public": True}}
    found = district.district_over(DISTRICT, {district.CHAPTER: lines, days_off.CHAPTER: off})
    assert found.hours.closes == dt.time(17)
    assert found.hours.closed == (dt.date(2026, 12, 24),)
    assert set(lines["hours"]).isdisjoint(district.KEPT_ELSEWHERE)


def test_days_off_and_holidays_that_are_worked() -> None:
    lines = {
        "2026-12-24": days_off.content_of(days_off.DayOff(TODAY, False, "임시공휴일", True)),
        "2026-12-28": days_off.content_of(days_off.DayOff(TODAY, False, "개청 기념일", False)),
        "2026-12-25": days_off.content_of(days_off.DayOff(TODAY, True)),
    }
    calendar = office_calendar(district.district_over(DISTRICT, {days_off.CHAPTER: lines}))
    day = {n: dt.date(2026, 12, n) for n in (24, 25, 28)}
    assert [calendar.works(day[n]) for n in (24, 25, 28)] == [False, True, False]
    assert calendar.holiday(day[24]) == "임시공휴일"
    assert calendar.holiday(day[28]) is None
    assert calendar.holiday(day[25])
    filed = DISTRICT.hours.model_copy(update={"closed": (day[24],), "working": (day[25],)})
    undone = days_off.hours_over(filed, {"2026-12-24": {"works": True}, "2026-12-25": {"works": False}})
    assert (undone.closed, undone.working) == ((day[25],), (day[24],))


# -- places -----------------------------------------------------------------------------------------------

ONE = Place(name="가좌경로당", address="가좌동 1", lat=37.49, lon=126.68)
TWO = Place(name="석남경로당", address="석남동 2", opening=opening_of("09:00~18:00"))
PLACES = st.lists(
    st.builds(
        Place,
        name=st.sampled_from("가나다"),
        address=st.sampled_from(["1", "2"]),
        phone=st.sampled_from(["", "1"]),
    ),
    max_size=6,
)


@given(base=PLACES, first=PLACES, then=PLACES)
def test_an_import_stands_in_the_stead_of_all_that_was_there(
    base: list[Place], first: list[Place], then: list[Place]
) -> None:
    lines: dict[str, Content] = {}
    for new in (first, then, then):
        written = places.replacing(base, lines, new)
        lines = {key: one for key, one in {**lines, **written}.items() if one is not None}
        found = sorted(row.value.model_dump_json() for row in places.places_over(base, lines))
        assert found == sorted(one.model_dump_json() for one in new)
    assert places.replacing(base, lines, then) == {}
    assert places.replacing(base, {}, base) == {}


def test_what_an_import_changes_is_counted() -> None:
    before, after = by_key([ONE, TWO], places.place_key), by_key([ONE], places.place_key)
    after |= by_key(
        [TWO.model_copy(update={"phone": "1"}), Place(name="새 곳", address="3")], places.place_key
    )
    assert places.differences(before, after) == {"added": 1, "changed": 1, "removed": 0}
    assert places.differences(after, {}) == {"added": 0, "changed": 0, "removed": 3}


def test_a_shelf_has_what_officers_made_of_the_files(tmp_path: Path) -> None:
    save(tmp_path, "senior_centre", [ONE])
    shelf = Shelf(tmp_path)
    shelf.lay({"places.senior_centre": {"x": places.content_of(TWO), places.place_key(ONE): {OFF: True}}})
    assert [found.place.name for found in shelf.around("senior_centre", "석남동")] == ["석남경로당"]
    assert shelf.filed("senior_centre") == [ONE]
    save(tmp_path, "senior_centre", [ONE, Place(name="셋", address="석남동 9")])
    shelf.reload()
    assert {found.place.name for found in shelf.around("senior_centre", "석남동")} == {"석남경로당", "셋"}
    shelf.lay({})
    assert [found.place.name for found in shelf.around("senior_centre", "석남동")] == ["셋"]


# -- the menu ---------------------------------------------------------------------------------------------

KNOWN = load_faq(FAQ).entries("ko")
NAMES = list(KNOWN)


def test_the_menu_has_officers_numbers_and_fills_the_others_as_people_ask() -> None:
    chosen = {
        NAMES[0]: Choice(number=5, picture="sofa"),
        NAMES[1]: Choice(hidden=True),
        NAMES[2]: Choice(number=4, hidden=True),
        "gone": Choice(number=3),
    }
    found = menu.menu(chosen, [NAMES[9], NAMES[1], NAMES[0], "nothing"], KNOWN)
    assert [item.number for item in found] == list(menu.NUMBERS)
    assert (found[0].entry.id, found[0].pinned) == (NAMES[9], False)
    assert (found[2].entry.id, found[2].picture, found[2].pinned) == (NAMES[0], "sofa", True)
    assert not {NAMES[1], NAMES[2]} & {item.entry.id for item in found}
    assert [item.number for item in menu.menu(chosen, [], KNOWN, 2)] == [3, 4]
    assert menu.menu({}, [], {}) == []


def test_a_topic_changes_places_with_its_neighbour_and_with_whoever_has_its_number() -> None:
    chosen = {NAMES[0]: Choice(number=3), NAMES[1]: Choice(number=5, picture="sofa")}
    items = menu.menu(chosen, NAMES[2:], KNOWN)
    down = menu.moved(items, chosen, NAMES[0], 1)
    assert down == {NAMES[0]: Choice(number=4), NAMES[2]: Choice(number=3)}
    assert menu.moved(items, chosen, NAMES[0], -1) == menu.moved(items, chosen, "nothing", 1) == {}
    assert menu.moved(items, chosen, items[-1].entry.id, 1) == {}
    swapped = menu.chosen_so(chosen, NAMES[0], Choice(number=5))
    assert swapped == {NAMES[0]: Choice(number=5), NAMES[1]: Choice(number=3, picture="sofa")}
    assert menu.chosen_so(chosen, NAMES[4], Choice(number=5))[NAMES[1]] == Choice(picture="sofa")
    assert menu.chosen_so(chosen, NAMES[0], Choice(hidden=True)) == {NAMES[0]: Choice(hidden=True)}


@pytest.mark.parametrize(("hour", "first"), [(9, "morning"), (23, "night"), (1, "night"), (16, "all-day")])
def test_what_is_asked_at_this_hour_comes_first(hour: int, first: str) -> None:
    asked = [Asked("morning", 9, 20), Asked("night", 0, 20), *(Asked("all-day", h, 1) for h in range(24))]
    assert menu.ranked(asked, hour)[0] == first
    assert menu.ranked([], hour) == []


CHOICES = st.builds(
    Choice, st.none() | st.sampled_from(menu.NUMBERS), st.booleans(), st.sampled_from(["", "sofa"])
)


@given(st.dictionaries(st.sampled_from(NAMES[:8]), CHOICES))
def test_whatever_is_set_no_topic_comes_twice(chosen: dict[str, Choice]) -> None:
    lines = {name: content for name, one in chosen.items() if (content := menu.content_of(one))}
    assert menu.choices(lines) == {name: one for name, one in chosen.items() if one != Choice()}
    found = menu.menu(menu.choices(lines), [], KNOWN)
    assert len({item.entry.id for item in found}) == len(found) == len(menu.NUMBERS)
    assert not {item.entry.id for item in found} & {name for name, one in chosen.items() if one.hidden}
