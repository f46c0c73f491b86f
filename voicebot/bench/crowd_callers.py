"""Callers at the kiosk: each begins, does what callers do, and leaves the screen to the next."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from contextlib import suppress

from playwright.sync_api import Error, Page

from voicebot.bench.crowd_caller import Caller

__all__ = ["CALLERS", "visit"]

PANELS = ("sound", "look", "help", "number")


def _ask_by_menu(caller: Caller) -> None:
    """Touch a picture, hear the answer begin."""
    caller.begin()
    caller.touch("#home button")
    caller.hear()
    caller.leave()


def _ask_by_keys(caller: Caller) -> None:
    """A number, then whatever keys there are."""
    caller.begin()
    caller.press(caller.chance.choice("345678"))
    caller.hear()
    keys = [*"0123456789*#", "ArrowDown", "ArrowUp", "Enter", "Escape", "F2", "Home"]
    caller.press(*caller.chance.choices(keys, k=caller.chance.randint(1, 6)))
    caller.leave()


def _look_into_panels(caller: Caller) -> None:
    """Open panels, touch things in them, and go away from an open one."""
    caller.begin()
    for _ in range(caller.chance.randint(1, 3)):
        caller.touch(f"[data-act={caller.chance.choice(PANELS)}]")
        if caller.chance.random() < 0.5:
            caller.touch("#panel button")
    if caller.chance.random() < 0.5:
        caller.leave()


def _complain_and_go_away(caller: Caller) -> None:
    """Begin to complain, answer a question, and walk away."""
    caller.begin()
    caller.press("1")
    caller.hear()
    caller.touch("#choices button, #answers button, #panel button")
    caller.hear()


def _say_nothing(caller: Caller) -> None:
    """Lift the handset, hear the greeting, and walk away without a word."""
    caller.press("F9")
    caller.hear()


def _hang_up(caller: Caller) -> None:
    """Lift, hide the screen, ask, hang up."""
    caller.press("F9")
    caller.hear()
    if caller.chance.random() < 0.5:
        caller.press("F8")
    caller.press(caller.chance.choice("345678"))
    caller.hear()
    caller.press("F10")


def _change_everything(caller: Caller) -> None:
    """Louder, slower, larger letters, other colours, the other language; then perhaps the end."""
    caller.begin()
    caller.press(*caller.chance.sample(["F3", "F4", "F6", "F7", "F2"], 2))
    caller.touch("[data-act=look]")
    caller.press(*caller.chance.sample("123", 2))
    caller.touch("[data-act=language]")
    caller.press("Escape")
    if caller.chance.random() < 0.5:
        caller.leave()


def _load_anew(caller: Caller) -> None:
    """Somebody restarts the page in the middle of an answer."""
    caller.begin()
    caller.touch("#home button")
    caller.page.reload()


def _come_too_soon(caller: Caller) -> None:
    """Begin and end before the line is there; the next begins while the last screen is still shown."""
    caller.press("Enter", "End", "Enter")
    caller.hear()
    caller.press("End")


def _only_look(caller: Caller) -> None:
    """Never begin: open help or the look of the screen, change what there is, and go away."""
    caller.touch(f"[data-act={caller.chance.choice(['look', 'help', 'language'])}]")
    for _ in range(caller.chance.randint(0, 2)):
        caller.touch("#panel button")


def _press_everything(caller: Caller) -> None:
    """A child: any key, any place of the screen; then it is called away."""
    keys = [*"0123456789*#", "Enter", "Escape", "ArrowUp", "ArrowDown", "Home", "End"]
    keys += [f"F{number}" for number in (1, 2, 4, 6, 8, 9, 10)]
    for _ in range(caller.chance.randint(5, 20)):
        if caller.chance.random() < 0.5:
            caller.press(caller.chance.choice(keys))
        else:
            caller.page.mouse.click(caller.chance.randrange(1080), caller.chance.randrange(1920))


CALLERS: Mapping[str, Callable[[Caller], None]] = {
    "asks by menu": _ask_by_menu,
    "asks by keys": _ask_by_keys,
    "looks into panels": _look_into_panels,
    "complains and goes away": _complain_and_go_away,
    "says nothing": _say_nothing,
    "hangs up": _hang_up,
    "changes everything": _change_everything,
    "loads anew": _load_anew,
    "comes too soon": _come_too_soon,
    "only looks": _only_look,
    "presses everything": _press_everything,
}
"""What callers do."""


def visit(page: Page, kind: str, chance: random.Random) -> int:
    """One caller at a page that is at rest, until they have gone.

    Args:
        page: of the kiosk.
        kind: of `CALLERS`.
        chance: what they press, and how fast.

    Returns:
        How often the desk said something to them.
    """
    caller = Caller(page, chance)
    with suppress(Error):  # the desk ended the talk meanwhile, and the next document has come
        page.evaluate("document.documentElement.dataset.used = ''")
        CALLERS[kind](caller)
    return caller.heard
