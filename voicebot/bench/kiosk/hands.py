"""What a hand does at the kiosk: it presses what is seen, or keys that are felt, and says nothing."""

from __future__ import annotations

from typing import Protocol

from voicebot.bench.kiosk.screen import Screen, WentWrong

__all__ = ["Fingers", "Hand", "Keys"]

_APART_MS = 180
"""Two presses of one key that are meant are farther apart than a contact chatters (js/kiosk/keys.js)."""
_LOOKS = 40


class Hand(Protocol):
    """A way of pressing.

    Attributes:
        screen: what it stands before.
    """

    screen: Screen

    def begin(self) -> None:
        """Somebody is there."""

    def tile(self, number: int) -> None:
        """A picture of the first screen."""

    def choose(self, number: int) -> None:
        """One of the numbered choices."""

    def press(self, name: str) -> None:
        """What bears that name, in Korean: 네, 아니요, 더 듣기."""

    def digits(self, number: str) -> None:
        """A number that the desk has asked for."""

    def help(self, number: int) -> None:
        """One of what is offered to who needs help."""

    def home(self) -> None:
        """The first screen."""

    def end(self) -> None:
        """Done."""


class Fingers:
    """On the glass."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def begin(self) -> None:
        """Anywhere on the first screen."""
        self._tap("#start")

    def tile(self, number: int) -> None:
        """A picture of the first screen."""
        self._tap(f"#home li:nth-child({number}) button")

    def choose(self, number: int) -> None:
        """One of the numbered choices."""
        self._tap(f"#choices li:nth-child({number}) button")

    def press(self, name: str) -> None:
        """A button with that word on it."""
        self._tap(f"button:visible:has-text('{name}') >> nth=0")

    def digits(self, number: str) -> None:
        """On the pad, which opens by itself where a telephone number is asked for."""
        if self.screen.page.get_attribute("html", "data-screen") != "number":
            self._tap("[data-act=number]")
        for digit in number:
            self._tap(f"#panel button:has(.choice-label:text-is('{digit}'))")
            self.screen.page.wait_for_timeout(_APART_MS)

    def help(self, number: int) -> None:
        """One of what is offered to who needs help."""
        self._tap("[data-act=help]")
        self._tap(f"#panel li:nth-child({number}) button")

    def home(self) -> None:
        """The button with the house."""
        self._tap("[data-act=home]")

    def end(self) -> None:
        """The button that ends and erases."""
        self._tap("[data-act=end]")

    def _tap(self, selector: str) -> None:
        self.screen.page.tap(selector, timeout=15_000)


class Keys:
    """On the keypad: digits, star, hash, arrows, select and a few named ones."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def begin(self) -> None:
        """Any key."""
        self._press("Enter")

    def tile(self, number: int) -> None:
        """Its number."""
        self._press(str(number))

    def choose(self, number: int) -> None:
        """Its number."""
        self._press(str(number))

    def press(self, name: str) -> None:
        """Moved to by the arrows, which say each, and then chosen."""
        for _ in range(_LOOKS):
            self._press("ArrowDown")
            if name in self.screen.page.evaluate("document.activeElement.textContent"):
                return self._press("Enter")
        raise WentWrong(f"the arrows do not come to {name}")

    def digits(self, number: str) -> None:
        """One after the other."""
        for digit in number:
            self._press(digit)

    def help(self, number: int) -> None:
        """The key for help, then a number."""
        self._press("F1")
        self._press(str(number))

    def home(self) -> None:
        """The key that leads there."""
        self._press("Home")

    def end(self) -> None:
        """The key that ends."""
        self._press("End")

    def _press(self, key: str) -> None:
        self.screen.page.keyboard.press(key)
        self.screen.page.wait_for_timeout(_APART_MS)
