"""A served page and a browser, shared by a module's tests; every test gets a fresh page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from web_chromium import chromium, hears, installed, write_sine
from web_fake_desk import FakeDesk, serving

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def served() -> Iterator[FakeDesk]:
    with serving(FakeDesk()) as desk:
        yield desk


@pytest.fixture
def desk(served: FakeDesk) -> FakeDesk:
    served.reset()
    return served


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose microphone hears a 440 Hz tone."""
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    tone = write_sine(tmp_path_factory.mktemp("mic") / "tone.wav", 440)
    with chromium(*hears(tone)) as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser, desk: FakeDesk) -> Iterator[OpenPage]:
    """Open the page: ``opened(path="/?lang=en", init="…script…", microphone=False, **context options)``.

    Fails at the end when the page logged an error, a policy was broken or an event was not of the protocol.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str = "/", init: str = "", microphone: bool = True, **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        if microphone:
            context.grant_permissions(["microphone"], origin=desk.url)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        if init:
            page.add_init_script(init)
        page.goto(desk.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A line that the test cuts, or what the desk refuses, is written to the console by the browser itself.
    known = ("WebSocket connection", "status of 401", "status of 404", "status of 415")
    assert [c for c in complaints if not any(part in c for part in known)] == []
    assert [text for call in desk.calls for text in call.invalid] == []
