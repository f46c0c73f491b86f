"""Journeys 1 to 7 on the resident's page, by touch and in writing, at any width."""

from __future__ import annotations

import re

from voicebot.bench.kiosk.by_words import BY_WORDS
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.screen import Screen, expect
from voicebot.bench.kiosk.words import Written

__all__ = ["BY_WRITING", "fits"]

_WIDER = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
_TILES = ".quick .only-ko .tile"


def fits(screen: Screen) -> None:
    """Nothing has to be scrolled sideways."""
    expect(screen.page.evaluate(_WIDER) <= 0, f"wider than the window by {screen.page.evaluate(_WIDER)} px")


def ask(mouth: Written, office: Office) -> None:
    """1: an example that is pressed, then its rest."""
    screen = mouth.screen
    answer = screen.after(lambda: screen.page.tap(".example >> nth=0"), "the first example")
    expect(answer.entry.startswith("passport"), f"{answer.kind} {answer.entry}: {answer.text}")
    fits(screen)
    rest = mouth.say("네")
    expect(rest.kind == "answer" and rest.sentences != answer.sentences, f"then {rest.text}")


def not_sure(mouth: Written, office: Office) -> None:
    """2: one word, choices, one of which is pressed."""
    screen = mouth.screen
    offered = mouth.say("여권")
    expect(1 < len(offered.choices) <= 3, f"{offered.kind}, {len(offered.choices)} choices")
    fits(screen)
    answer = screen.after(lambda: screen.page.tap("#choices button >> nth=1"), "choice 2")
    expect(answer.kind == "answer" and answer.entry, f"then {answer.kind}: {answer.text}")


def track(mouth: Written, office: Office) -> None:
    """5: by its number on the page for that, which changes by itself when staff go on."""
    screen, told = mouth.screen, office.told()
    screen.page.goto(f"{office.service.url}/track")
    screen.page.fill("#number", told.receipt)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector("[aria-current=step]")
    screen.shot("track")
    fits(screen)
    before = screen.text("[aria-current=step]")
    screen.page.goto(f"{office.service.url}{told.track}")
    screen.page.wait_for_selector("[aria-current=step]")
    office.accept(told.receipt)
    screen.until(lambda: screen.text("[aria-current=step]") != before, "the change")
    screen.shot("changed")
    fits(screen)


def menu(mouth: Written, office: Office) -> None:
    """7: pictured tiles with numbers; one leads to its answer."""
    screen = mouth.screen
    tiles = screen.page.locator(_TILES)
    numbers = [tiles.nth(at).get_attribute("data-key") for at in range(tiles.count())]
    expect(numbers == [str(number) for number in range(1, len(numbers) + 1)], f"numbers {numbers}")
    tiles.nth(2).scroll_into_view_if_needed()
    screen.shot("tiles")
    tiles.nth(2).tap()
    screen.page.wait_for_url(re.compile("/ask/"))
    expect(screen.seen("h1") and screen.seen(".answer .say"), "no answer")
    screen.shot("answer")
    fits(screen)


BY_WRITING = {**BY_WORDS, 1: ask, 2: not_sure, 5: track, 7: menu}
"""By the numbers of the journeys."""
