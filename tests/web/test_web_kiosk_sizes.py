"""Everybody can see, reach and press it: measured in the browser, in mm of three calibrated screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from web_fake_desk import FakeDesk, serving
from web_kiosk_desk import SCREENS, KioskDesk, begin, kiosk_page
from web_kiosk_measure import HANGUL_LEFT, LETTERS, OVERFLOW, STATES, TARGETS, contrasts, walk

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"],
    "resultTypes": ["violations"],
}
LEAST_MM = {"tall": 12.0, "large": 12.0, "small": 7.25}
REACH = {False: 0.66, True: 0.45}
"""Of the screen's height, from below, in which everything to press lies: as usual, and in the low mode."""


@pytest.fixture(scope="module")
def served() -> Iterator[KioskDesk]:
    with serving(KioskDesk()) as desk:
        assert isinstance(desk, KioskDesk)
        yield desk


@dataclass
class Measured:
    """What one state of the page looks like on one screen; heights and places in mm."""

    letters: list[Any] = field(default_factory=list)
    targets: list[Any] = field(default_factory=list)
    height: float = 0.0
    lowest: dict[bool, float] = field(default_factory=dict)
    contrasts: dict[str, list[Any]] = field(default_factory=dict)
    zoomed: dict[int, list[Any]] = field(default_factory=dict)
    overflow: dict[int, list[str]] = field(default_factory=dict)
    axe: list[tuple[str, str]] = field(default_factory=list)


Survey = dict[str, Measured]
SET = "([name, value]) => document.documentElement.dataset[name] = value"
ZOOM = "(n) => { const r = document.documentElement; r.dataset.zoom = n; r.style.setProperty('--zoom', n); }"


@pytest.fixture(scope="module")
def surveys(browser: Browser, served: KioskDesk) -> dict[str, Survey]:
    """Every state of the page on every screen, walked through once each."""
    return {screen: _survey(browser, served, screen) for screen in SCREENS}


def _survey(browser: Browser, desk: KioskDesk, screen: str) -> Survey:
    def opened(path: str, init: str, **options: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **options)
        context.grant_permissions(["microphone"], origin=desk.url)
        page = context.new_page()
        page.add_init_script(init)
        page.goto(desk.url + path)
        return page

    desk.reset()
    page = kiosk_page(opened, screen)
    found = {state: _measured(page, screen) for state in walk(page, desk)}
    page.context.close()
    return found


def _measured(page: Page, screen: str) -> Measured:
    it = Measured(page.evaluate(LETTERS), page.evaluate(TARGETS))
    it.height = page.evaluate("innerHeight") / page.evaluate(
        "parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))"
    )
    if screen == "tall":
        it.axe = [
            (v["id"], v["nodes"][0]["html"]) for v in Axe().run(page, options=RULES).response["violations"]
        ]
        for colours in ("dark", "contrast", "light"):
            page.evaluate(SET, ["colours", colours])
            it.contrasts[colours] = page.evaluate(contrasts())
        for low in (True, False):
            page.evaluate(SET, ["low", str(low).lower()])
            it.lowest[low] = min(top for name, *_, top, _ in page.evaluate(TARGETS))
    for times in (2, 4, 1) if screen != "large" else (1,):
        page.evaluate(ZOOM, times)
        it.zoomed[times], it.overflow[times] = page.evaluate(LETTERS), page.evaluate(OVERFLOW)
    return it


def gap(one: list[float], other: list[float]) -> float:
    """Millimetres between two rectangles (left, right, top, bottom)."""
    across = max(one[0] - other[1], other[0] - one[1])
    down = max(one[2] - other[3], other[2] - one[3])
    return max(across, down)


@pytest.mark.parametrize("screen", SCREENS)
def test_letters_are_12_mm_high_or_7_25_on_small_screens(surveys: dict[str, Survey], screen: str) -> None:
    assert tuple(surveys[screen]) == STATES
    for state, it in surveys[screen].items():
        assert it.letters
        assert [(state, *each) for each in it.letters if each[1] < LEAST_MM[screen]] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_targets_are_12_mm_wide_and_high_and_2_5_mm_apart(surveys: dict[str, Survey], screen: str) -> None:
    for state, it in surveys[screen].items():
        sizes = [(state, name, right - left, low - top) for name, left, right, top, low in it.targets]
        assert sizes
        assert [each for each in sizes if min(each[2:]) < 12.0] == []
        pairs = combinations(it.targets, 2)
        assert [(state, a[0], b[0]) for a, b in pairs if gap(a[1:], b[1:]) < 2.5] == []


@pytest.mark.parametrize("low", REACH)
def test_what_is_pressed_lies_in_the_lower_part(surveys: dict[str, Survey], low: bool) -> None:
    for state, it in surveys["tall"].items():
        # The whole first screen is one button; the last says only that it is over.
        if low or state not in ("wait", "over"):
            assert it.lowest[low] >= it.height * (1 - REACH[low]), state


@pytest.mark.parametrize("colours", ["light", "dark", "contrast"])
def test_contrast_of_every_text_picture_and_edge(surveys: dict[str, Survey], colours: str) -> None:
    for state, it in surveys["tall"].items():
        measured = it.contrasts[colours]
        assert len(measured) > 5
        assert [(state, *each) for each in measured if each[1] < each[2]] == []


@pytest.mark.parametrize("screen", ["tall", "small"])
@pytest.mark.parametrize("times", [2, 4])
def test_text_of_twice_and_four_times_the_size_fits_the_width(
    surveys: dict[str, Survey], screen: str, times: int
) -> None:
    for state, it in surveys[screen].items():
        assert [(state, *e) for e in it.zoomed[times] if e[1] < times * LEAST_MM[screen]] == []
        assert it.overflow[times] == [], state


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_off_sideways(surveys: dict[str, Survey], screen: str) -> None:
    assert {state: it.overflow[1] for state, it in surveys[screen].items() if it.overflow[1]} == {}


def test_axe_finds_nothing_in_any_state(surveys: dict[str, Survey]) -> None:
    assert {state: it.axe for state, it in surveys["tall"].items() if it.axe} == {}


def test_english_fits_a_small_screen_and_axe_finds_nothing(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "small")
    page.click("[data-act=language]")
    expect(page.locator("[data-act=help]")).to_have_text("Help")
    begin(page)
    expect(page.locator("#home button").first).to_have_text("1Report")
    for panel in ("", "sound", "look"):
        if panel:
            page.click(f"[data-act={panel}]")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(panel, v["id"], v["nodes"][0]["html"]) for v in found] == []
        assert page.evaluate(OVERFLOW) == [], panel
        assert page.evaluate(HANGUL_LEFT) == [], panel
        assert [e for e in page.evaluate(LETTERS) if e[1] < LEAST_MM["small"]] == []


def test_the_focus_goes_over_everything_in_order_and_is_seen(opened: OpenPage, desk: FakeDesk) -> None:
    page = kiosk_page(opened, "tall")
    begin(page)
    page.evaluate("document.activeElement.blur()")
    order = []
    for _ in range(14):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(130)
        order.append(page.evaluate("document.activeElement.dataset.say"))
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 4
    topics = page.locator("#home button").evaluate_all("all => all.map((e) => e.dataset.say)")
    assert len(topics) == 6
    bar = [f"label.{name}" for name in ("home", "repeat", "sound", "look", "help", "end")]
    assert order == [*topics, "label.talk", "label.number", *bar]
    page.keyboard.press("ArrowDown")
    expect(page.locator("#home button").first).to_be_focused()


def test_a_card_calibrates_the_screen_and_the_size_is_kept(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened("/kiosk/calibrate", viewport={"width": 1080, "height": 1920})
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    before = page.locator("#card").bounding_box()
    for _ in range(5):
        page.click("[data-step='0.2']")
    page.keyboard.press("ArrowLeft")
    after = page.locator("#card").bounding_box()
    assert before
    assert after
    assert after["width"] / after["height"] == pytest.approx(85.6 / 53.98, rel=0.02)
    assert after["width"] - before["width"] == pytest.approx(85.6 * 0.98, abs=1)
    page.click("#keep")
    expect(page.locator("#saved")).to_contain_text("적어 두었어요")
    page.goto(desk.url + "/kiosk")
    per_mm = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--mm')")
    assert float(per_mm.removesuffix("px")) * 85.6 == pytest.approx(after["width"], abs=8)
