"""Presses of a keypad: contacts bounce, keys get stuck, and a sleeve lies on the digits. Pure: seconds in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

__all__ = ["BOUNCE_S", "HookSwitch", "Keypad"]

BOUNCE_S = 0.05
"""Contacts that close again so soon have bounced; a person's quickest double press takes twice as long."""

HELD_S = 8.0
"""A key that is down for longer is stuck."""

BURST, BURST_S = 8, 2.0
"""So many presses of one key in that time are no person's."""

QUIET_S = 3.0
"""A key that chattered is believed again after so long without a sound from it."""

LIFT_S, DOWN_S = 0.08, 0.5
"""A hook is where it has been for so long: lifting is quick, and who fumbles has not hung up."""


@dataclass(slots=True)
class _Key:
    down: float | None = None
    last: float = float("-inf")
    presses: deque[float] = field(default_factory=lambda: deque(maxlen=BURST))
    muted: bool = False


class Keypad:
    """Tells presses from noise; each key by itself, so that a stuck one takes none of the others along."""

    def __init__(self) -> None:
        self._keys: dict[str, _Key] = {}

    def change(self, key: str, value: int, now: float) -> bool:
        """A contact changed; whether that is a press.

        Args:
            key: its name.
            value: 1 closed, 0 opened, 2 repeated by the keyboard (which is no press).
            now: seconds, monotonic.
        """
        state = self._keys.setdefault(key, _Key())
        before, state.last = state.last, now
        if value != 1:
            state.down = state.down if value else None
            return False
        state.down = now
        if state.muted and now - before < QUIET_S:
            return False
        state.muted = False
        if now - before < BOUNCE_S:
            return False
        return self._counts(state, now)

    @staticmethod
    def _counts(state: _Key, now: float) -> bool:
        burst = len(state.presses) == BURST and now - state.presses[0] < BURST_S
        state.muted = burst
        if not burst:
            state.presses.append(now)
        return not burst

    def stuck(self, now: float) -> list[str]:
        """Keys that somebody should look at: held for too long, or chattering."""
        return sorted(
            key
            for key, state in self._keys.items()
            if state.muted or (state.down is not None and now - state.down > HELD_S)
        )


@dataclass(slots=True)
class HookSwitch:
    """Where the handset is.

    Attributes:
        up: lifted, as far as is believed.
    """

    up: bool = False
    _seen: bool = False
    _since: float = 0.0

    def change(self, up: bool, now: float) -> None:
        """The switch says something; it is not believed yet."""
        if up != self._seen:
            self._seen, self._since = up, now

    def settled(self, now: float) -> bool | None:
        """Where it is now, when that is news."""
        if self._seen == self.up or now - self._since < (LIFT_S if self._seen else DOWN_S):
            return None
        self.up = self._seen
        return self.up
