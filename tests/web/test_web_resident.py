"""The resident's pages in a browser: for everybody, within the budget, remembered here only, offline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_web_access import RULES, SCROLLS
from web_resident_desk import ResidentServer, resident

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
BUDGET_BYTES = 150_000
SMALL = """() => [...document.querySelectorAll('a, button, input, textarea, summary, label.option')]
  .filter((e) => e.checkVisibility() && !e.matches('.skip, label input, p > a'))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([e, box]) => `${e.id || e.className || e.outerHTML.slice(0, 60)} ${box.width}x${box.height}`)"""
SHIFT = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift = (window.shift ?? 0) + entry.value;
}).observe({ type: 'layout-shift', buffered: true })"""
KEPT = """async () => {
  const names = await caches.keys();
  const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return caught.flat().map(({ url }) => new URL(url).pathname);
}"""
READ = (
    "/", "/ask/passport-new", "/ask/streetlight", "/ask/passport-new/easy", "/search?q=여권",
    "/search?q=양자역학", "/search?q=숨을 못 쉬겠어요 가슴이 너무 아파요", "/topics", "/topics/waste",
    "/topics/none", "/offline", "/track", "/complain/",
)  # fmt: skip
WRITTEN = (
    ("what", ""), ("what", "골목이 어두워서 무서워요"), ("category", "street_light"), ("place", ""),
    ("place", "{place}"), ("when", "어제"), ("extra-pole_number", "32번"), ("consent", "yes"),
    ("name", "김순자"), ("phone", "010-1234-5678"), ("check", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResidentServer]:
    with resident(tmp_path_factory.mktemp("resident")) as server:
        server.desk.kinds = ("street_light",)
        yield server


@pytest.fixture
def opened(browser: Browser, server: ResidentServer) -> Iterator[Open]:
    """Open a page; fails at the end when it logged an error or broke the policy."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(path: str, init: str = "", **options: object) -> Page:
        wished = {"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **options}
        context = browser.new_context(**wished)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        if init:
            page.add_init_script(init)
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    known = ("status of 404", "status of 422", "ERR_CONNECTION_REFUSED")  # of the browser itself
    assert [text for text in wrong if not any(part in text for part in known)] == []


def in_language(path: str, language: str) -> str:
    return path if language == "ko" else f"{path}{'&' if '?' in path else '?'}lang=en"


def expect_good(page: Page) -> None:
    """Nothing for axe to find; 44 px to press; no scrolling sideways at any width, nor at 400 %."""
    found = Axe().run(page, options=RULES)
    assert [(page.url, v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SCROLLS) <= 0, (page.url, width)
    assert page.evaluate(SMALL) == [], page.url
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages_that_are_read(
    opened: Open, server: ResidentServer, language: str, scheme: str
) -> None:
    page = opened(in_language("/", language), color_scheme=scheme)
    for path in READ:
        page.goto(server.url + in_language(path, language))
        for summary in page.locator("summary").all():
            summary.click()
        expect_good(page)


@pytest.mark.parametrize(
    ("language", "scheme", "place"), [("ko", "dark", "가좌시장 앞"), ("en", "light", "석남동 우체국 앞")]
)
def test_everybody_can_use_the_form(
    opened: Open, server: ResidentServer, language: str, scheme: str, place: str
) -> None:
    page = opened(in_language("/complain/", language), color_scheme=scheme)
    page.locator("a.big").click()
    for step, answer in WRITTEN:
        expect(page).to_have_url(re.compile(f"/complain/{step}(\\?|$)"))
        expect_good(page)
        if step in ("category", "consent"):
            page.locator(f"button[value={answer}]").click()
        elif step == "check":
            page.locator("form[action*=check] button").click()
        else:
            page.fill("#answer", answer.format(place=place))
            page.locator("form.question button.strong[type=submit]").click()
    expect(page.locator(".digits span")).to_have_count(5)
    for summary in page.locator("summary").all():
        summary.click()
    expect_good(page)
    number = "".join(page.locator(".digits").inner_text().split())
    page.goto(server.url + in_language("/track", language))
    expect(page.locator("#followed a")).to_have_count(1)
    page.fill("#number", number)
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    expect_good(page)


def test_without_scripts_by_keyboard_and_with_the_browsers_own_back(opened: Open) -> None:
    page = opened("/complain/what", java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.locator("#answer").focus()
    page.keyboard.type("골목이 어두워서 무서워요")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("button[value=street_light]").press("Enter")
    page.fill("#answer", "청라동 공원 앞")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/complain/when$"))
    page.go_back()
    expect(page.locator("#answer")).to_have_value("청라동 공원 앞")
    page.go_back()
    page.go_back()
    expect(page.locator("#answer")).to_have_value("골목이 어두워서 무서워요")
    page.goto(f"{page.url.rpartition('/')[0]}/check")
    expect(page).to_have_url(re.compile("/complain/when$"))
    page.get_by_role("button", name="모르겠어요").click()
    page.get_by_role("button", name="모르겠어요").click()
    page.get_by_role("button", name="아니요, 이름 없이 낼게요").click()
    page.get_by_role("button", name="이대로 내기").click()
    expect(page).to_have_url(re.compile("/complain/done$"))
    page.go_back()  # to the look at everything, which is gone: nothing can be filed twice
    page.reload()
    expect(page.get_by_role("link", name="방금 낸 민원 보기")).to_be_visible()
    expect(page.locator("audio")).to_have_count(0)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_first_page_stays_within_its_budget_and_nothing_moves(
    opened: Open, server: ResidentServer, language: str
) -> None:
    asked: list[str] = []
    page = opened(in_language("/", language), init=SHIFT, viewport={"width": 390, "height": 844})
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    expect(page.locator("#talk-word")).to_have_text("눌러서 말하기" if language == "ko" else "Press to talk")
    sent = page.evaluate("performance.getEntries().map((e) => e.transferSize ?? 0)")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server.url).netloc}
    assert 20_000 < sum(sent) < BUDGET_BYTES
    assert page.evaluate("window.shift ?? 0") < 0.02


def test_what_this_device_remembers_is_shown_forgotten_and_told_to_nobody(
    opened: Open, server: ResidentServer
) -> None:
    page = opened("/ask/bulky-waste")
    star = page.locator("#star")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    for path in ("/ask/flu-shot", "/ask/call-109"):  # help in danger leaves no trace
        page.goto(server.url + path)
        expect(page.locator("#listen")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    expect(page.locator("#own-starred a")).to_have_text(["대형폐기물"])
    expect(page.locator("#own-seen a")).to_have_text(["독감 예방접종"])
    assert not [url for url in asked if "bulky" in url or "flu" in url]
    page.locator("#own-forget").click()
    expect(page.locator("#own")).to_be_hidden()
    expect(page.locator("#own-did")).to_have_text("이 기기에서 지웠어요.")
    assert page.evaluate("localStorage.getItem('voicebot.topics')") is None


def test_the_quick_menu_by_key_and_by_ear(opened: Open) -> None:
    page = opened("/")
    expect(page.locator("#talk-word")).to_have_text("눌러서 말하기")
    tile = page.locator(".quick .only-ko .tile[data-key='3']")
    page.locator(".quick .only-ko .tile[data-key='2']").focus()
    with page.expect_request(lambda request: "/name.mp3" in request.url) as heard:
        page.keyboard.press("Tab")
    expect(tile).to_be_focused()
    assert tile.get_attribute("data-sound") == urlsplit(heard.value.url).path
    page.locator("#question").focus()
    page.keyboard.press("3")
    expect(page.locator("#question")).to_have_value("3")
    page.locator("#talk").focus()
    leads = tile.get_attribute("href") or ""
    page.keyboard.press("3")
    expect(page).to_have_url(re.compile(f"{re.escape(leads)}$"))


def test_an_answer_is_heard_stopped_and_printed_plainly(opened: Open) -> None:
    page = opened("/ask/passport-new")
    button = page.locator("#listen")
    button.click()
    expect(button).to_have_text("그만 듣기")
    button.click()
    expect(button).to_have_text("들려주기")
    page.emulate_media(media="print")
    for gone in (".menu", ".person", "#listen", "#star", "nav", ".bottom"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".answer .say").first).to_be_visible()
    ground, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_without_a_network_the_telephone_numbers_are_at_hand_and_nothing_else_is_kept(
    opened: Open, server: ResidentServer, tmp_path: Path
) -> None:
    with resident(tmp_path) as own:
        page = opened("/offline", service_workers="allow")
        page.goto(own.url + "/topics")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        for path in ("/ask/passport-new", "/search?q=여권", "/complain/what"):
            page.goto(own.url + path)
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        kept = page.evaluate(KEPT)
    assert "/offline" in kept
    assert {path for path in kept if not path.startswith("/static/")} == {"/offline"}
    page.goto(own.url + "/topics/waste")  # nobody is there any more
    expect(page.get_by_role("link", name="119 구급과 소방")).to_have_attribute("href", "tel:119")
    assert page.evaluate("getComputedStyle(document.querySelector('.result')).borderStyle") == "solid"
