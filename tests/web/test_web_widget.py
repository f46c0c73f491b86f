"""The desk inside another site's page: shown where the office allows it, told only what it should hear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_web_access import RULES, SCROLLS
from web_fake_desk import FakeDesk
from web_widget_desk import widget_on

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sites() -> Iterator[tuple[FakeDesk, str, str]]:
    fake = FakeDesk()
    with widget_on(fake) as (allowed, other):
        yield fake, allowed, other


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_it_opens_asks_and_tells_its_phase_to_a_site_that_may(
    page: Page, sites: tuple[FakeDesk, str, str]
) -> None:
    fake, allowed, _ = sites
    fake.reset()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(allowed)
    opener = page.get_by_role("button", name="말로 물어보기")
    expect(opener).to_be_visible()
    assert [url for url in asked if not url.startswith(allowed)] == [f"{fake.url}/widget.js"]
    assert page.evaluate(SCROLLS) <= 0
    page.evaluate("""() => {
      window.phases = [];
      const desk = document.querySelector('voice-desk');
      desk.addEventListener('voice-desk-phase', (event) => phases.push(event.detail.phase));
    }""")
    opener.focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#talk")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    page.evaluate("document.querySelector('voice-desk').ask('여권 새로 만들려면 어떻게 해요?')")
    fake.got("input_text", text="여권 새로 만들려면 어떻게 해요?")
    expect(frame.locator("#captions")).to_contain_text("여권은 구청 민원실에서 만들어요.")
    page.wait_for_function("phases.includes('speaking')")
    inside = page.frames[1]
    assert inside.evaluate("document.featurePolicy.allowsFeature('microphone')")
    assert inside.evaluate("document.querySelector('.skip').target") == ""
    page.get_by_role("button", name="닫기").click()
    expect(opener).to_be_focused()
    expect(page.locator("iframe")).to_have_count(0)
    fake.wait(lambda: fake.call.closed, "the line to be closed")


def test_what_comes_from_elsewhere_is_not_heard(page: Page, sites: tuple[FakeDesk, str, str]) -> None:
    fake, allowed, _ = sites
    fake.reset()
    page.goto(allowed)
    page.get_by_role("button", name="말로 물어보기").click()
    expect(page.frame_locator("iframe").locator("#talk")).to_be_visible()
    page.evaluate("document.querySelector('voice-desk').ask('여권 새로 만들려면 어떻게 해요?')")
    fake.got("input_text")
    inside = page.frames[1]
    inside.evaluate(
        "postMessage({source: 'voice-desk', type: 'ask', text: '가짜'}, '*')"
    )  # not from its parent
    page.evaluate("postMessage({source: 'voice-desk', type: 'close'}, '*')")  # not from the desk
    page.evaluate("document.querySelector('voice-desk').ask('큰 가구는 어떻게 버려요?')")
    fake.got("input_text", text="큰 가구는 어떻게 버려요?")
    assert [event["text"] for event in fake.call.of("input_text")] == [
        "여권 새로 만들려면 어떻게 해요?",
        "큰 가구는 어떻게 버려요?",
    ]
    expect(page.locator("iframe")).to_have_count(1)


def test_a_site_that_was_not_named_shows_nothing(page: Page, sites: tuple[FakeDesk, str, str]) -> None:
    fake, _, other = sites
    fake.reset()
    page.goto(other)
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.get_by_role("button", name="말로 물어보기").click()
    assert page.frame_locator("iframe").locator("#talk").count() == 0
    assert fake.calls == []
