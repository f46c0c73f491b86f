"""A newcomer's walk in a real browser; everybody can use every page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from staff_served import Served, serving
from staff_world import PASSWORD, World, people_of

from voicebot.staff.people import By, Wanted

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"],
    "resultTypes": ["violations"],
}
SCROLLS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), label.option')]
  .filter((e) => e.checkVisibility() && !e.matches('.skip'))
  .map((e) => [e.closest('label') ?? e, (e.closest('label') ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([e, box]) => `${e.id || e.textContent} ${box.width}x${box.height}`)"""
NEW = "파란 우산과 고구마 두 개"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("console")) as console:
        yield console


async def first_link(world: World, name: str) -> str:
    wanted = Wanted("이 주무관", ("administrator",))
    return await people_of(world).invite(By("shell:root", "operator"), name, wanted)


def accessible(page: Page) -> None:
    """Nothing for axe, one column at 320 px (400 % of 1280), and targets of 44 px."""
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate(SCROLLS) <= 0
    assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)


def code_now(served: Served, secret: str) -> str:
    served.world.later(seconds=30)  # a code is taken once
    return pyotp.TOTP(secret).at(served.world.time)


def test_a_newcomers_walk(served: Served, page: Page, browser: Browser) -> None:
    token = served.do(lambda world: first_link(world, "newcomer"))
    page.goto(f"{served.url}/staff/link/{token}")
    accessible(page)
    fill(page, new=NEW, again=NEW)
    page.click("main button[type=submit]")
    expect(page.get_by_role("heading", level=1)).to_have_text("인증 앱 연결하기")
    accessible(page)
    secret = page.locator("p.secret").inner_text()
    fill(page, code=code_now(served, secret))
    page.click("main form >> nth=0 >> button")
    expect(page.locator("li.secret")).to_have_count(10)
    accessible(page)
    page.get_by_role("link", name="적어 두었어요").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("이 주무관 님, 안녕하세요")
    accessible(page)
    page.get_by_role("navigation", name="할 일").get_by_role("link", name="직원").click()
    accessible(page)
    fill(page, name="park", shown="박 주무관")
    page.get_by_label("민원 담당").check()
    page.get_by_label("도로과").check()
    page.get_by_role("button", name="초대 링크 만들기").click()
    accessible(page)
    address = page.locator("#address").inner_text()
    assert address.startswith(f"{served.url}/staff/link/")
    page.get_by_role("button", name="나가기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("들어가기")
    accessible(page)
    fill(page, name="newcomer", password=NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("인증 번호")
    accessible(page)
    fill(page, code=code_now(served, secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("이 주무관 님, 안녕하세요")
    other = browser.new_context().new_page()
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_have_text("박 주무관 님, 어서 오세요")
    other.context.close()


def sign_in(served: Served, page: Page, name: str, *roles: str) -> None:
    served.do(lambda world: world.person(name, *roles, second="auditor" in roles))
    enter(served, page, name, second="auditor" in roles)


def enter(served: Served, page: Page, name: str, *, second: bool = False) -> None:
    """Sign in as somebody who has an account."""
    page.goto(f"{served.url}/staff/sign-in")
    fill(page, name=name, password=PASSWORD)
    page.keyboard.press("Enter")
    if second:
        served.world.later(seconds=30)
        fill(page, code=served.world.code())
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("안녕하세요|Hello"))


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_the_other_pages_are_for_everybody_in_both_languages(
    served: Served, page: Page, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served.url}/staff/language/{language}")
    sign_in(served, page, f"gam-{language}", "auditor")
    for path in ("/audit", "/account", "/enrol", "/people", "/nothing"):
        page.goto(f"{served.url}/staff{path}")
        assert page.locator("html").get_attribute("lang") == language
        accessible(page)
    page.goto(f"{served.url}/staff/audit")
    page.locator("form").last.get_by_role("button").click()
    expect(page.locator("p.message")).to_have_text(re.compile("그대로|as they were"))
    accessible(page)
    page.get_by_role("button", name=re.compile("잠그기|Lock")).click()
    accessible(page)
    fill(page, password="wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)


def test_all_of_it_by_keyboard_and_the_focus_is_seen(served: Served, page: Page) -> None:
    served.do(lambda world: world.person("keys", "faq_officer"))
    page.goto(f"{served.url}/staff/sign-in")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type("keys")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("keys 씨 님, 안녕하세요")
    for _ in range(6):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth)] }"
        )
        assert outline[0] == "solid"
        assert outline[1] >= 3


def test_a_screen_that_somebody_left_is_hidden_and_who_types_is_not_locked_out(
    served: Served, page: Page
) -> None:
    page.clock.install()
    sign_in(served, page, "away", "faq_officer")
    page.goto(f"{served.url}/staff/account")
    page.clock.fast_forward(9 * 60_000)
    served.world.later(minutes=9)
    with page.expect_response(lambda answer: answer.url.endswith("/staff/here")) as told:
        page.locator("#now").press_sequentially("a")
    assert told.value.status == 204
    page.clock.fast_forward(9 * 60_000)
    served.world.later(minutes=9)
    expect(page.get_by_role("heading", level=1)).to_have_text("내 계정")
    page.clock.fast_forward(2 * 60_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("화면이 잠겨 있어요")
    assert "away" not in page.locator("header").inner_text()


def test_the_policy_lets_no_inline_script_run(served: Served, browser: Browser) -> None:
    page = browser.new_page()  # whose console is full of refusals
    page.goto(f"{served.url}/staff/sign-in")
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.evil = 1';
          document.body.append(s); document.body.insertAdjacentHTML('beforeend',
          '<img src=x onerror="window.evil = 2"><p style="color: red" id="styled">x</p>') }"""
    )
    assert page.evaluate("() => window.evil") is None
    assert page.locator("#styled").evaluate("e => getComputedStyle(e).color") != "rgb(255, 0, 0)"
    assert page.evaluate("() => typeof htmx") == "object"
    page.close()
