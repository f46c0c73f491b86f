"""Linux' input events: bytes of a device file, or of a pipe, to changes of keys and switches."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from voicebot.errors import SettingsError

__all__ = ["EV_KEY", "EV_SW", "Change", "EventBytes", "HookWire", "hook_wire"]

EV_KEY, EV_SW = 1, 5
_EVENT = struct.Struct("@llHHi")
"""``struct input_event``: seconds and microseconds of the machine's clock (not used), type, code, value."""


@dataclass(frozen=True, slots=True)
class Change:
    """One key or switch has changed.

    Attributes:
        kind: `EV_KEY` or `EV_SW`.
        code: which.
        value: 0 off, 1 on, 2 repeated.
    """

    kind: int
    code: int
    value: int


class EventBytes:
    """Puts events together from whatever pieces come."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> Iterator[Change]:
        """The changes in the bytes so far; other kinds of events are passed over."""
        self._rest += data
        whole = len(self._rest) - len(self._rest) % _EVENT.size
        events, self._rest = self._rest[:whole], self._rest[whole:]
        for _, _, kind, code, value in _EVENT.iter_unpack(events):
            if kind in (EV_KEY, EV_SW):
                yield Change(kind, code, value)


@dataclass(frozen=True, slots=True)
class HookWire:
    """How the hook switch is wired.

    Attributes:
        kind: `EV_KEY` or `EV_SW`.
        code: which.
        lifted: its value while the handset is lifted.
    """

    kind: int
    code: int
    lifted: int = 1

    def up(self, change: Change) -> bool | None:
        """Whether the handset is lifted, if it is this that has changed."""
        if (change.kind, change.code) != (self.kind, self.code) or change.value not in (0, 1):
            return None
        return change.value == self.lifted


def hook_wire(text: str) -> HookWire:
    """Read ``key:169``, ``switch:2`` or ``switch:2:0``: kind, code, and the value while lifted.

    Raises:
        SettingsError: ``hook_unknown``.
    """
    kind, *numbers = text.split(":")
    kinds = {"key": EV_KEY, "switch": EV_SW}
    if kind not in kinds or len(numbers) not in (1, 2) or not all(n.isdecimal() for n in numbers):
        raise SettingsError("hook_unknown", f"The hook is key:CODE or switch:CODE, not {text}.")
    return HookWire(kinds[kind], *map(int, numbers))
