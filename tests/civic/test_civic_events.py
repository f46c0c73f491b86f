"""Events in a life, the quick menu, easy lines and drawings: the district's own files, and the rules."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from talk_fakes import entry

from voicebot.app import WEB
from voicebot.civic.easy import easy_lines
from voicebot.civic.entry import LANGUAGES
from voicebot.civic.events import load_events, related
from voicebot.civic.faq import load_faq
from voicebot.civic.lint import lint_folder
from voicebot.civic.pictures import OTHER, SYMBOLS, symbol
from voicebot.civic.quick_menu import MOST, load_quick_menu
from voicebot.errors import DistrictError
from voicebot.settings import project_dir

FAQ = project_dir() / "faq"
TODAY = dt.date(2026, 11, 27)
DRAWN = set(re.findall(r'<symbol id="([^"]+)"', (WEB / "static" / "pictures.svg").read_text()))


def test_every_entry_helps_in_an_event_and_every_event_has_a_drawing() -> None:
    events, faq = load_events(FAQ), load_faq(FAQ)
    for language in LANGUAGES:
        assert events.left_out(faq.entries(language)) == []
    assert events.unknown(faq.entries("ko")) == []
    assert {one.picture for one in events.events} <= DRAWN
    wanted = {"moving", "birth", "senior", "disability", "waste", "car", "pet"}
    assert wanted <= {one.id for one in events.events}


def test_the_officer_is_told_of_entries_in_no_event_and_of_ids_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "one.yaml").write_text((FAQ / "ko" / "life.yaml").read_text(encoding="utf-8"))
    row = "{id: pet, name: {ko: 동물, en: Pets}, about: {ko: 동물, en: Pets}, picture: dog, entries: [%s]}"
    (tmp_path / "events.yaml").write_text(f"events: [{row % 'pet-register, no-such'}]")
    found = {(f.kind, f.entry) for f in lint_folder(tmp_path, TODAY)}
    assert ("no-entry", "pet") in found
    assert ("no-event", "move-in") in found
    assert ("no-event", "pet-register") not in found
    (tmp_path / "events.yaml").write_text(f"events: [{row % 'pet-register'}, {row % 'move-in'}]")
    assert any(f.file == "events.yaml" and "there twice" in f.what for f in lint_folder(tmp_path, TODAY))


def test_related_are_the_same_topic_then_the_same_events() -> None:
    events, known = load_events(FAQ), load_faq(FAQ).entries("ko")
    assert [one.id for one in related(known["passport-new"], known, events)][:2] == [
        "passport-fee",
        "passport-lost",
    ]
    beside = [one.id for one in related(known["move-in"], known, events)]
    assert beside == ["fixed-date", "resident-copy", "bulky-waste", "appliance-pickup", "trash-bag"]
    assert related(entry("new"), {"new": entry("new")}, events) == []


def test_the_quick_menu_goes_by_month_and_hour_and_offers_what_there_is() -> None:
    menu, known = load_quick_menu(FAQ), load_faq(FAQ).entries("ko")
    november, evening = menu(dt.datetime(2026, 11, 27, 10)), menu(dt.datetime(2026, 2, 3, 23))
    assert november[:2] == ("kimjang-waste", "flu-shot")
    assert evening[0] == "office-hours"
    assert "office-hours" not in november
    for month in range(1, 13):
        for hour in range(24):
            offered = menu(dt.datetime(2026, month, 15, hour))
            assert len(set(offered)) == len(offered) == MOST
            assert set(offered) <= known.keys()


@pytest.mark.parametrize("text", ["always: 3", "moments: [{months: [13], entries: [a]}]", "always: [a"])
def test_a_wrong_quick_menu_is_said_at_the_start(tmp_path: Path, text: str) -> None:
    assert load_quick_menu(tmp_path)(dt.datetime(2026, 1, 1)) == ()
    (tmp_path / "quick_menu.yaml").write_text(text)
    with pytest.raises(DistrictError, match=r"quick_menu\.yaml is wrong"):
        load_quick_menu(tmp_path)


def test_each_thought_has_the_drawing_of_its_longest_word() -> None:
    lines = easy_lines(["신분증을 가지고 주민센터로 가세요.", "그래요.", "사진을 찍어요."], "ko", "idcard")
    assert [line.picture for line in lines] == ["houses", "idcard", "camera"]
    known = [one for language in LANGUAGES for one in load_faq(FAQ).entries(language).values()]
    drawn = [
        line.picture
        for one in known
        for line in easy_lines(one.answer_spoken, one.language, symbol(one.picture))
    ]
    assert set(drawn) <= DRAWN
    assert drawn.count(OTHER) < len(drawn) / 20


def test_server_and_kiosk_draw_the_same_for_an_emoji() -> None:
    script = (WEB / "static" / "js" / "pictures.js").read_text(encoding="utf-8")
    assert dict(re.findall(r'"([^"]+)": "([a-z-]+)"', script)) == SYMBOLS
    assert set(SYMBOLS.values()) <= DRAWN
    assert (symbol("🏘️"), symbol("🦖")) == ("houses", OTHER)
