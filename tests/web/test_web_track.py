"""The tracking page in a browser: alive, spoken, usable by everybody, and whole without scripts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_web_access import RULES, SCROLLS
from web_track_desk import TrackDesk, tracking

from voicebot.settings import project_dir

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
SMALL = """() => [...document.querySelectorAll('a, button, textarea, label.option')]
  .filter((e) => e.checkVisibility() && !e.matches('.skip'))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([e, box]) => `${e.id || e.className} ${box.width}x${box.height}`)"""
STATES = ("received", "asked", "answered", "nothing")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrackDesk]:
    with tracking(tmp_path_factory.mktemp("track")) as desk:
        yield desk


@pytest.fixture
def opened(browser: Browser, desk: TrackDesk) -> Iterator[Open]:
    """Open a complaint's page; fails at the end when the page logged an error or broke the policy."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(token: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(f"{desk.url}/track/{token}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    known = ("status of 404", "status of 503")  # of the browser itself
    assert [text for text in wrong if not any(part in text for part in known)] == []


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def brought(desk: TrackDesk, state: str) -> str:
    """The token of a complaint in a state."""
    if state == "nothing":
        return "wrong"
    receipt, token = desk.filed()
    if state in ("asked", "answered"):
        desk.staff(receipt, "accept")
    if state == "asked":
        desk.staff(receipt, "ask", question="몇 번 가로등인가요?")
    if state == "answered":
        desk.staff(receipt, "answer", outcome="granted", answer="전구를 갈았어요.")
    return token


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("language", "scheme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing_it_reflows_at_320_px_and_every_target_is_44_px(
    opened: Open, desk: TrackDesk, state: str, language: str, scheme: str
) -> None:
    page = opened(f"{brought(desk, state)}?lang={language}", color_scheme=scheme)
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 px at 400 %
    assert page.evaluate(SCROLLS) <= 0
    assert page.evaluate(SMALL) == []


def test_a_change_made_in_another_process_reaches_the_open_page(opened: Open, desk: TrackDesk) -> None:
    receipt, token = desk.filed()
    page = opened(token)
    expect(page.locator("#live-hint")).to_be_visible()
    assert page.locator("#news").text_content() == ""
    environment = {**os.environ, "VOICEBOT_DATA_DIR": str(desk.folder)}
    environment.pop("VOICEBOT_DATABASE_URL", None)
    command = [sys.executable, "-m", "voicebot", "complaint", "accept", receipt]
    done = subprocess.run(command, cwd=project_dir(), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    expect(page.locator("#say")).to_have_text("도로과에서 확인하고 맡기로 했어요.", timeout=20_000)
    expect(page.locator("#news")).to_have_text("도로과에서 확인하고 맡기로 했어요.")
    expect(page.locator("[aria-current=step] .station-name")).to_have_text("맡음")
    desk.staff(receipt, "start")
    expect(page.locator("#say")).to_have_text("지금 도로과에서 처리하고 있어요.", timeout=20_000)


def test_what_was_begun_to_write_and_the_focus_outlast_a_change(opened: Open, desk: TrackDesk) -> None:
    receipt, token = desk.filed()
    desk.staff(receipt, "accept")
    desk.staff(receipt, "ask", question="몇 번 가로등인가요?")
    page = opened(token)
    page.fill("#text", "서른두 번")
    page.focus("#listen")
    # asked once more: the first question is answered by somebody at the counter meanwhile
    desk.staff(receipt, "reply", text="모르겠대요")
    expect(page.locator("#say")).to_contain_text("이어서 하고 있어요", timeout=20_000)
    expect(page.locator("#listen")).to_be_focused()
    desk.staff(receipt, "ask", question="어느 골목인가요?")
    expect(page.locator("#text")).to_have_value("", timeout=20_000)
    page.fill("#text", "시장 골목")
    desk.staff(receipt, "answer", outcome="done", answer="고쳤어요")
    expect(page.locator("#text")).to_have_count(0, timeout=20_000)


def test_it_is_answered_and_rated_by_keyboard(opened: Open, desk: TrackDesk) -> None:
    receipt, token = desk.filed()
    desk.staff(receipt, "accept")
    desk.staff(receipt, "answer", outcome="granted", answer="전구를 갈았어요.")
    page = opened(token)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#listen")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".message")).to_contain_text("이렇게 알려 주셨어요: 좋아요")
    assert page.url.startswith(f"{desk.url}/track/{token}")


def test_it_is_read_aloud_and_stopped_by_one_button(opened: Open, desk: TrackDesk) -> None:
    _, token = desk.filed()
    page = opened(token)
    button = page.locator("#listen")
    button.click()
    expect(button).to_have_text("그만 듣기")
    page.wait_for_function("!document.getElementById('sound').paused")
    button.click()
    expect(button).to_have_text("들려주기")
    page.route("**/sound*", lambda route: route.fulfill(status=503))
    page.reload()
    page.locator("#listen").click()
    expect(page.locator("#sound-problem")).to_contain_text("소리를 들려 드릴 수 없어요")


def test_without_scripts_everything_is_there(browser: Browser, desk: TrackDesk) -> None:
    receipt, token = desk.filed()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.url}/track/{token}")
    expect(page.locator("#say")).to_contain_text("민원을 받았어요")
    expect(page.locator("#listen")).to_be_hidden()
    expect(page.locator("audio")).to_be_visible()
    desk.staff(receipt, "accept")
    desk.staff(receipt, "answer", outcome="granted", answer="전구를 갈았어요.")
    page.get_by_role("link", name="새로 보기").click()
    page.check("input[value='5']")
    page.get_by_role("button", name="알려 주기").click()
    expect(page.locator(".message")).to_contain_text("아주 좋아요")
    context.close()


def test_a_page_that_is_gone_is_noticed(opened: Open, desk: TrackDesk) -> None:
    _, token = desk.filed()
    page = opened(token)
    wait_until(lambda: desk.watchers.watching == 1)
    page.close()
    wait_until(lambda: desk.watchers.watching == 0)


def test_the_pages_words_are_in_no_file_of_the_browser(opened: Open, desk: TrackDesk, tmp_path: Path) -> None:
    _, token = desk.filed()
    page = opened(token)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
