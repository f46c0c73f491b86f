"""The figures in a real browser: for everybody, in both languages, also large, dark and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from figures_rows import file, talk
from playwright.sync_api import Page, expect
from staff_served import Served, serving
from staff_world import World
from test_staff_browser import accessible, sign_in

pytestmark = pytest.mark.browser


async def a_week(world: World) -> None:
    await talk(world)
    for category, place, count in (("road", "석남동", 2), ("road", "가좌1동", 5), ("streetlight", "검암", 4)):
        await file(world, category, place, count)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("figures")) as console:
        console.do(a_week)
        yield console


@pytest.fixture
def expected() -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_everybody_can_read_the_figures(served: Served, page: Page, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served.url}/staff/language/{language}")
    sign_in(served, page, f"kim-{language}", "complaints_officer")
    page.goto(f"{served.url}/staff/figures")
    assert page.locator("html").get_attribute("lang") == language
    accessible(page)
    page.goto(f"{served.url}/staff/figures?week=2020-01-01")
    accessible(page)


def test_columns_are_as_high_as_their_counts_and_a_table_says_the_same(served: Served, page: Page) -> None:
    sign_in(served, page, "lee", "auditor")
    page.goto(f"{served.url}/staff/figures")
    days = page.get_by_role("region", name="날마다의 물음: 그림")
    high = days.locator("rect.column").evaluate_all("all => all.map((e) => e.getBoundingClientRect().height)")
    assert high[0] > 50
    assert high[1:] == [0] * 6
    expect(page.get_by_role("row", name="2026-11-23 월")).to_contain_text("45")
    bars = page.get_by_role("region", name="첫소리까지 걸린 시간: 표").locator("rect")
    wide = bars.evaluate_all("all => all.map((e) => e.getBoundingClientRect().width)")
    assert wide[1] / wide[0] == pytest.approx(9 / 30, abs=0.01)


def test_on_paper_there_are_figures_and_nothing_to_press(served: Served, page: Page) -> None:
    sign_in(served, page, "park", "faq_officer")
    page.goto(f"{served.url}/staff/figures")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("table").first).to_be_visible()
    shown = page.locator("header a, nav a, form, button, a.plain").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).length"
    )
    assert shown == 0


def test_a_week_is_chosen_by_keyboard_and_a_table_taken_along(served: Served, page: Page) -> None:
    sign_in(served, page, "choi", "faq_officer")
    page.goto(f"{served.url}/staff/figures")
    page.get_by_label("어느 주를 볼까요?").fill("2026-11-18")
    page.keyboard.press("Enter")
    expect(page.locator("p.period")).to_contain_text("2026-11-16")
    page.get_by_role("link", name="다음 주").click()
    expect(page.locator("p.period")).to_contain_text("2026-11-23")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV로 받기 – 동마다의 민원").click()
    assert taken.value.suggested_filename == "places-20261123.csv"
