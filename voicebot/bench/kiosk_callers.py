"""Callers at the kiosk: each begins, does one thing that callers do, and leaves the screen to the next."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

__all__ = ["CALLERS", "SOONER", "at_rest", "visit"]

PATIENCE_MS = 60_000
SOONER = """(() => {
  const later = window.setTimeout;
  window.setTimeout = (act, ms = 0, ...given) => later(act, ms >= 5000 ? ms / 60 : ms, ...given);
})()"""
"""Divides the page's own long waits by sixty: the last screen's, and that for a line that is lost."""

CallerAct = Callable[[Page], None]


def at_rest(page: Page) -> None:
    """Wait until the page is ready for somebody, in a document that nobody has used."""
    page.wait_for_selector(
        "html[data-ready][data-screen=wait]:not([data-used])", state="attached", timeout=PATIENCE_MS
    )


def visit(page: Page, number: int) -> None:
    """One caller, from a page at rest to the next page at rest.

    Args:
        page: the kiosk's.
        number: of the caller; they do in turn what `CALLERS` says.

    Raises:
        playwright.sync_api.Error: it does not come to rest.
        AssertionError: something that was pressed leads to nothing.
    """
    page.evaluate("document.documentElement.dataset.used = ''")
    CALLERS[number % len(CALLERS)](page)
    at_rest(page)


def _by_keys(page: Page) -> None:
    """Ask by number, hear the beginning, end."""
    _begin(page, "Enter")
    _ask(page, "3")
    _end(page, "End")


def _by_touch(page: Page) -> None:
    """The same without a key."""
    page.click("#start")
    _greeted(page)
    before = _said(page)
    page.click("#home button >> nth=3")
    _said_else(page, before)
    page.click("[data-act=end]")
    _on(page, "over")


def _by_handset(page: Page) -> None:
    """Lift, hide the screen, ask, look at what there is, hang up."""
    _begin(page, "F9")
    page.keyboard.press("F8")
    _ask(page, "4")
    for key in ("ArrowDown", "ArrowDown", "F10"):
        page.keyboard.press(key)
    _on(page, "over")


def _gone(page: Page) -> None:
    """Ask, and go away: the desk ends it."""
    _begin(page, "Enter")
    _ask(page, "5")
    _on(page, "over")


def _gone_at_once(page: Page) -> None:
    """Lift the handset, say nothing, let it hang."""
    _begin(page, "F9")
    _on(page, "over")


def _gone_in_a_complaint(page: Page) -> None:
    """Begin to complain, and go away with a panel open."""
    _begin(page, "Enter")
    _ask(page, "1")
    page.click("[data-act=help]")
    _on(page, "over")


def _changing(page: Page) -> None:
    """Louder, larger letters, other colours, the other language; then hang up nothing and press the end."""
    _begin(page, "Enter")
    for key in ("F4", "F7"):
        page.keyboard.press(key)
    page.click("[data-act=look]")
    for key in ("1", "2", "3"):
        page.keyboard.press(key)
    before = _said(page)
    page.click("#panel button >> nth=4")
    page.keyboard.press("Escape")
    page.keyboard.press("F2")
    _said_else(page, before)
    _end(page, "End")


def _restarting(page: Page) -> None:
    """Somebody loads the page anew in the middle of an answer."""
    _begin(page, "Enter")
    _ask(page, "6")
    page.reload()


CALLERS: tuple[CallerAct, ...] = (
    _by_keys, _gone, _by_touch, _changing, _by_handset, _gone_in_a_complaint, _restarting, _gone_at_once,
)  # fmt: skip
"""What callers do, in turn."""


def _begin(page: Page, key: str) -> None:
    page.keyboard.press(key)
    _greeted(page)


def _greeted(page: Page) -> None:
    _on(page, "talk")
    _said_else(page, "")


def _ask(page: Page, key: str) -> None:
    """Choose from the first screen, and wait for the first words of the reply."""
    before = _said(page)
    page.keyboard.press(key)
    _said_else(page, before)


def _said(page: Page) -> str:
    return page.locator("#captions").inner_text()


def _said_else(page: Page, before: str) -> None:
    captions = page.locator("#captions")
    expect(captions).not_to_have_text(before, timeout=PATIENCE_MS)
    expect(captions).to_have_text(re.compile(r"\S"), timeout=PATIENCE_MS)


def _end(page: Page, key: str) -> None:
    page.keyboard.press(key)
    _on(page, "over")


def _on(page: Page, screen: str) -> None:
    page.wait_for_selector(f"html[data-screen={screen}]", state="attached", timeout=PATIENCE_MS)
