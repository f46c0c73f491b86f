"""The kiosk's page in a browser, in a hurry: where it stands, and what the last caller has left on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Error, Page, Route

__all__ = ["HURRIED", "Standing", "kiosk_page", "settled", "standing"]

HURRIED = 60.0
"""By so much every wait for somebody who has gone is divided: those of the desk, those of the page."""

SOONER = f"""(() => {{
  const later = window.setTimeout;
  window.setTimeout = (act, ms = 0, ...given) => later(act, ms >= 8000 ? ms / {HURRIED:g} : ms, ...given);
}})()"""
"""The page's: the last screen's, and that for a line that is lost."""

LOOK_MS = 40
STANDING = """() => {
  const html = document.documentElement;
  const text = (id) => document.getElementById(id)?.textContent.trim();
  const seen = (id) => document.getElementById(id)?.checkVisibility();
  const left = {
    captions: text("captions"), heard: text("heard-words"), filed: seen("filed"), draft: seen("draft"),
    choices: seen("choices"), panel: seen("panel"), cover: seen("cover"), deaf: seen("deaf"),
    language: html.lang !== "ko", letters: html.dataset.zoom !== "1",
    colours: html.dataset.colours !== "light",
    storage: localStorage.length + sessionStorage.length, cookies: document.cookie, address: location.search,
  };
  return {
    screen: html.dataset.screen, ready: "ready" in html.dataset, used: "used" in html.dataset,
    said: left.captions, left: Object.keys(left).filter((name) => left[name]),
  };
}"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the page stands.

    Attributes:
        screen: that is shown; empty while another document comes.
        ready: it takes touches and keys.
        used: a caller has begun in this document.
        said: captions.
        left: what a caller has left, by name; of a page at rest, nothing may be.
    """

    screen: str = ""
    ready: bool = False
    used: bool = False
    said: str = ""
    left: list[str] = field(default_factory=list)


def standing(page: Page) -> Standing:
    """Now."""
    try:
        told: dict[str, Any] = page.evaluate(STANDING)
    except Error:  # between two documents
        return Standing()
    return Standing(**told)


def settled(page: Page, wanted: Callable[[Standing], bool], patience_s: float) -> Standing:
    """Where the page stands as soon as that is wanted, or else once patience is at its end."""
    until = time.monotonic() + patience_s
    while not wanted(now := standing(page)) and time.monotonic() < until:
        page.wait_for_timeout(LOOK_MS)
    return now


def kiosk_page(browser: Browser, url: str, *, one_document: bool = False) -> Page:
    """The kiosk at a desk, in a hurry, with a microphone.

    Args:
        browser: any.
        url: of the desk.
        one_document: the page never gets to load itself anew, as if the line were gone after each caller:
            what it keeps adds up.
    """
    context = browser.new_context(viewport={"width": 1080, "height": 1920})
    context.grant_permissions(["microphone"], origin=url)
    page = context.new_page()
    page.add_init_script(SOONER)
    if one_document:
        page.route("**/kiosk", _refuse_to_load_anew)
    page.goto(f"{url}/kiosk")
    return page


def _refuse_to_load_anew(route: Route) -> None:
    if route.request.resource_type == "fetch":
        route.abort()
    else:
        route.continue_()
