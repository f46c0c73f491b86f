"""One person at the kiosk's screen: presses, touches, reads, leaves."""

from __future__ import annotations

import random

from playwright.sync_api import Page

from voicebot.bench.crowd_page import settled, standing

__all__ = ["Caller"]

HEARD_S = 6.0
"""For so long a caller waits to read something."""

PAUSE_MS = (30, 200)
IN_A_TALK = frozenset({"talk", "warn", "sound", "look", "help", "number"})
CENTRE = """(selector) => {
  const all = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  return all.map((e) => e.getBoundingClientRect()).map((r) => [r.x + r.width / 2, r.y + r.height / 2]);
}"""


class Caller:
    """One person at the screen.

    Args:
        page: of the kiosk.
        chance: what they do.

    Attributes:
        heard: how often the desk said something else than before.
    """

    def __init__(self, page: Page, chance: random.Random) -> None:
        self.page, self.chance = page, chance
        self.heard = 0
        self._said = ""

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(self.chance.randint(*PAUSE_MS))

    def touch(self, selector: str) -> None:
        """Touch one of what is there; where there is nothing, nothing."""
        if places := self.page.evaluate(CENTRE, selector):
            self.page.mouse.click(*self.chance.choice(places))
        self.page.wait_for_timeout(self.chance.randint(*PAUSE_MS))

    def begin(self) -> None:
        """Come to the screen, and read the greeting."""
        if self.chance.random() < 0.5:
            self.touch("#start")
        else:
            self.press("Enter")
        self.hear()

    def hear(self) -> None:
        """Wait for other words than before, unless the talk has ended."""
        now = settled(
            self.page, lambda now: now.screen not in IN_A_TALK or now.said not in ("", self._said), HEARD_S
        )
        self.heard += bool(now.said) and now.said != self._said
        self._said = now.said

    def leave(self) -> None:
        """Say goodbye, if they are still in a talk."""
        if standing(self.page).screen in IN_A_TALK:
            self.chance.choice((lambda: self.press("End"), lambda: self.touch("[data-act=end]")))()
