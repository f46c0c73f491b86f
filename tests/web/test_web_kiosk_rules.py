"""What the kiosk decides by itself: which screen comes next, what a key means, how large a millimetre is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from web_fake_desk import WEB, serving
from web_kiosk_desk import KioskDesk

from voicebot.channels.kiosk.words import words
from voicebot.languages import table
from voicebot.settings import project_dir

pytestmark = pytest.mark.browser
EVENTS = ["start", "sound", "look", "help", "number", "close", "home", "warn", "stay", "end", "rest"]
Run = Callable[[str, str, list[Any]], Any]
SPRITE = set(
    re.findall(r'<symbol id="([\w-]+)"', (WEB / "static" / "pictures.svg").read_text(encoding="utf-8"))
)


@pytest.fixture(scope="module")
def served() -> Iterator[KioskDesk]:
    with serving(KioskDesk()) as desk:
        assert isinstance(desk, KioskDesk)
        yield desk


@pytest.fixture(scope="module")
def run(browser: Browser, served: KioskDesk) -> Iterator[Run]:
    """Call a function of a module: ``run("kiosk/stage", "m.next(...a)", ["wait", "start"])``."""
    page: Page = browser.new_page()
    page.goto(served.url)

    def call(module: str, expression: str, arguments: list[Any]) -> Any:
        body = f"async (a) => {{ const m = await import('/static/js/{module}.js'); return {expression}; }}"
        return page.evaluate(body, arguments)

    yield call
    page.close()


@pytest.fixture(scope="module")
def ways(run: Run) -> dict[str, dict[str, str]]:
    """Where every event leads from every screen."""
    table: dict[str, dict[str, str]] = run(
        "kiosk/stage",
        "Object.fromEntries(m.SCREENS.map((s) => [s, Object.fromEntries(a.map((e) => [e, m.next(s, e)]))]))",
        EVENTS,
    )
    return table


def test_a_talk_begins_can_be_helped_and_ends_from_everywhere(ways: dict[str, dict[str, str]]) -> None:
    assert {to for way in ways.values() for to in way.values()} == set(ways)
    for screen, way in ways.items():
        assert way["start"] == ("talk" if screen in ("wait", "over", "wait_look", "wait_help") else screen)
        assert way["end"] == ("over" if screen not in ("wait", "wait_look", "wait_help") else screen)
        if screen != "warn":
            assert way["help"] in ("help", "wait_help")
    assert ways["over"]["rest"] == "wait"


@settings(max_examples=200)
@given(steps=st.lists(st.sampled_from(EVENTS), max_size=40))
def test_no_way_over_the_screens_leaves_the_end_out_of_reach(
    steps: list[str], ways: dict[str, dict[str, str]]
) -> None:
    screen = "wait"
    for event in steps:
        screen = ways[screen][event]
    for event in ("close", "end", "rest", "close"):
        screen = ways[screen][event]
    assert screen == "wait"


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        ("0", "0"), ("9", "9"), ("*", "*"), ("#", "#"), ("Enter", "select"), ("Escape", "back"),
        ("ArrowUp", "up"),
        ("F1", "help"), ("F9", "lifted"), ("F10", "hung"), ("AudioVolumeUp", "louder"), ("x", None),
        ("ㅁ", None), ("F13", "help"),
    ],
)  # fmt: skip
def test_what_a_key_means(run: Run, key: str, wish: str | None) -> None:
    assert run("kiosk/keys", "m.wishOf(...a)", [key, {"F13": "help"}]) == wish


@pytest.mark.parametrize(
    ("presses", "taken"),
    [
        ([("1", 0, False), ("1", 50, False), ("1", 400, False)], ["press", "nothing", "press"]),
        ([("1", 0, False), ("2", 10, False), ("1", 20, False)], ["press", "press", "press"]),
        ([("1", 0, False), ("1", 500, True), ("1", 900, True)], ["press", "nothing", "nothing"]),
    ],
)
def test_one_press_is_one_press(run: Run, presses: list[Any], taken: list[str]) -> None:
    assert run("kiosk/keys", "((p) => a.map((each) => p.take(...each)))(new m.Presses())", presses) == taken


@pytest.mark.parametrize("apart", [5, 200, 399])
def test_a_stuck_key_is_told_once_until_another_is_pressed(run: Run, apart: int) -> None:
    row = [("5", number * apart, False) for number in range(60)]
    taken = run(
        "kiosk/keys",
        "((p) => a.map((each) => p.take(...each)))(new m.Presses())",
        [*row, ("6", 60 * apart, False)],
    )
    assert taken.count("stuck") == 1
    assert set(taken[taken.index("stuck") + 1 : -1]) == {"nothing"}
    assert taken[-1] == "press"


@given(
    talking=st.booleans(), covered=st.booleans(), by_handset=st.booleans(),
)  # fmt: skip
@settings(max_examples=20)
def test_hanging_up_ends_what_only_the_handset_holds(
    run: Run, talking: bool, covered: bool, by_handset: bool
) -> None:
    now = {"talking": talking, "covered": covered, "byHandset": by_handset}
    assert run("kiosk/hook", "m.lifted(...a)", [now]) == ("switch" if talking else "start")
    means = run("kiosk/hook", "m.hung(...a)", [now])
    assert means == (None if not talking else "end" if covered or by_handset else "switch")


@pytest.mark.parametrize(
    ("known", "inches", "screen", "per_mm", "letter"),
    [
        (None, 21.5, (1080, 1920), 4.034, 12),
        (None, 10.1, (1024, 600), 4.626, 7.25),
        (None, 0, (1024, 600), 96 / 25.4, 12),
        (5.5, 21.5, (1024, 600), 5.5, 7.25),
    ],
)
def test_how_large_a_millimetre_is(
    run: Run, known: float | None, inches: float, screen: tuple[int, int], per_mm: float, letter: float
) -> None:
    size = {"width": screen[0], "height": screen[1]}
    found = run("kiosk/size", "m.pixelsPerMm(...a)", [known, inches, size])
    assert found == pytest.approx(per_mm, abs=0.001)
    assert run("kiosk/size", "m.letterMm(...a)", [found, size]) == letter


def test_there_are_forty_pictures_and_every_entry_has_one_of_them(run: Run) -> None:
    assert len(SPRITE) >= 40
    files = [*(project_dir() / "faq" / "ko").glob("*.yaml"), project_dir() / "faq" / "categories.yaml"]
    signs = sorted(
        {s for f in files for s in re.findall(r'picture: "?([^"\s]+)', f.read_text(encoding="utf-8"))}
    )
    symbols = run("pictures", "a.map(m.symbolOf)", signs)
    assert set(symbols) <= SPRITE
    own = [sign for sign, symbol in zip(signs, symbols, strict=True) if symbol != "talk"]
    assert len(own) >= 0.9 * len(signs)
    assert len({*symbols}) >= 40
    assert run("pictures", "a.map(m.symbolOf)", [None, "", "🦄", "mic"]) == ["talk", "talk", "talk", "mic"]


def test_everything_that_a_page_names_has_words_and_a_picture(run: Run) -> None:
    korean = words("ko", "120")
    page = (WEB / "templates" / "kiosk.html").read_text(encoding="utf-8")
    named = re.findall(r'button\("(\w+)", "([\w-]+)"\)', page)
    assert len(named) >= 8
    assert {name for name, _ in named} <= set(korean.labels)
    offered = run(
        "kiosk/panels",
        "a.flatMap((screen) => m.offers(screen, (name) => name))",
        ["sound", "look", "wait_look", "help", "wait_help", "warn", "over", "number"],
    )
    pictures = {each["picture"] for each in offered if each["picture"]} | {picture for _, picture in named}
    assert pictures <= SPRITE
    assert {each["say"] for each in offered} <= set(korean.spoken)


@pytest.mark.parametrize("name", ["ko", "en"])
def test_what_is_said_elsewhere_is_said_alike(name: str) -> None:
    book = words(name, "120")
    assert book.says["lost"] == table("page", name)["lost_help"]
    assert book.spoken["desk.ended"]
