"""What the keys of a keypad are called: by Linux' event codes, and by a terminal's letters. Pure.

Codes: ``linux/input-event-codes.h``; a test compares them with those of `evdev`.
"""

from __future__ import annotations

__all__ = ["BY_CODE", "BY_LETTER", "COMMANDS", "HOOK", "QUIT"]

HOOK, QUIT = "hook", "quit"

_ROW = {code: str((code - 1) % 10) for code in range(2, 12)}
_NUMERIC = {0x200 + digit: str(digit) for digit in range(10)}
_PAD = dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True))

BY_CODE: dict[int, str] = {
    **_ROW,
    **_NUMERIC,
    **_PAD,
    0x20A: "*",  # KEY_NUMERIC_STAR
    55: "*",  # KEY_KPASTERISK
    0x20B: "#",  # KEY_NUMERIC_POUND
    103: "up",
    108: "down",
    105: "left",
    106: "right",
    28: "select",  # KEY_ENTER
    96: "select",  # KEY_KPENTER
    0x161: "select",  # KEY_SELECT
    1: "back",  # KEY_ESC
    14: "back",  # KEY_BACKSPACE
    158: "back",  # KEY_BACK
    138: "help",  # KEY_HELP
    115: "louder",  # KEY_VOLUMEUP
    114: "softer",  # KEY_VOLUMEDOWN
}
"""Keys of the protocol (``input_key``), or the commands in `COMMANDS`."""

COMMANDS = frozenset({"louder", "softer"})
"""Keys that are wishes of the protocol (``command``)."""

BY_LETTER: dict[str, str] = {
    **{letter: letter for letter in "0123456789*#"},
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[D": "left",
    "\x1b[C": "right",
    "\n": "select",
    "\r": "select",
    "\x7f": "back",
    "?": "help",
    "+": "louder",
    "-": "softer",
    "h": HOOK,
    "q": QUIT,
}
"""What the keys of a terminal stand for; ``h`` lifts the handset and puts it down."""
