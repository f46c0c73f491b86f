"""The pages about the desk itself in a real browser: read by axe, at 400 % zoom, and used by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from staff_served import Served, serving
from staff_world import PASSWORD, World
from test_staff_browser import accessible
from test_staff_faq import Bench
from web_chromium import CHROMIUM, chromium

from voicebot.civic.faq import load_faq
from voicebot.civic.overlay.greetings import phrase_key
from voicebot.civic.publishing.house import open_house

pytestmark = pytest.mark.browser
RAIN = phrase_key("rain", "비가 오니 우산을 챙기세요.")
PATHS = [
    "/desk",
    "/desk/greetings?group=weather",
    f"/desk/greetings/ko/{RAIN}",
    "/desk/greetings/preview?at=2026-07-30T14:00&weather=extreme+heat",
    "/desk/menu",
    "/desk/district",
    "/desk/district/department:road",
    "/desk/district/hours",
    "/desk/places?kind=toilet",
    "/desk/places/toilet/new",
    "/desk/places/import",
    "/desk/places/preview?kind=toilet&where=가좌1동",
    "/desk/holidays?date=2026-12-24&kind=public&name=임시공휴일",
    "/desk/history/greeting.ko",
]
TOILETS = (
    "화장실명,주소,개방시간,위도,경도\n"
    "정서진 화장실,인천 서구 정서진1로 41,24시간,37.5573,126.6017\n"
    "곳,x,,126.6,37.5\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("console")) as console:
        console.do(prepared)
        yield console


async def prepared(world: World) -> None:
    await world.person("kim", "faq_officer")
    own = world.console.own
    house = open_house(world.engine, own, load_faq(own.district_dir), lambda: world.time)
    world.behind.workshop = Bench(house)


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """An officer's page; nothing on it may be against its policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(f"{served.url}/staff/sign-in")
    page.fill("#name", "kim")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.url}/staff/")
    yield page
    context.close()
    assert [c for c in complaints if "status of 4" not in c and "status of 5" not in c] == []


def test_a_greeting_is_mended_while_it_is_written_and_heard(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/staff/desk/greetings/ko/new?topic=evening")
    page.focus("#says")
    page.keyboard.type("좋은 아침이에요.")
    expect(page.locator("#doubts")).to_contain_text("오후 6시에도 나갈 수 있어요")
    accessible(page)
    page.fill("#says", "편안한 저녁 보내시고 푹 쉬세요.")
    expect(page.locator("#doubts")).to_contain_text("고칠 것이 없어요")
    page.get_by_role("button", name="들어 보기").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form audio")).to_be_visible()
    page.get_by_role("button", name="저장").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("편안한 저녁 보내시고 푹 쉬세요.")
    expect(page.get_by_text("지금 쓰고 있어요.")).to_be_visible()


def test_a_file_of_places_comes_in_and_the_menu_is_set_by_keyboard(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/staff/desk/places/import")
    content = TOILETS.encode("cp949")
    page.set_input_files("#file", {"name": "화장실.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="가져오기").click()
    expect(page.get_by_role("status")).to_contain_text("1곳을 가져왔어요")
    accessible(page)
    page.goto(f"{served.url}/staff/desk/menu")
    second = page.locator("tbody tr").nth(1).locator("th")
    name = second.inner_text().split("\n")[0].strip()
    page.locator("tbody tr").nth(1).get_by_role("button", name=re.compile("위로")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first.locator("th")).to_contain_text(name)
    expect(page.locator(".tiles-preview.kiosk li").nth(2)).to_contain_text(name)
    expect(page.locator(".tiles-preview svg.picture").first).to_be_visible()


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_every_page_can_be_used_by_everybody(
    page: Page, served: Served, tmp_path: Path, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served.url}/staff/language/{language}")
    for number, path in enumerate(PATHS):
        answer = page.goto(f"{served.url}/staff{path}")
        assert answer
        assert answer.ok, path
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("#left[hx-get]:not(.htmx-request), main:not(:has(#left))").first).to_be_attached()
        page.screenshot(path=str(tmp_path / f"{number}-1280.png"), full_page=True)
        accessible(page)
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=str(tmp_path / f"{number}-390.png"), full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
