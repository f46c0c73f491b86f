"""Key presses and the hook, from every source there is, to what happens to the handset."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from voicebot.client.handset.happenings import Happening, Hook, Key
from voicebot.client.handset.input_events import EV_KEY, Change, HookWire
from voicebot.client.handset.key_sources import AGAIN_S, grabbed, letters, read_events
from voicebot.client.handset.keypad import HookSwitch, Keypad
from voicebot.client.handset.keys import BY_CODE, HOOK, QUIT
from voicebot.telemetry.logs import log

__all__ = ["KeyReading", "QuitError"]

_LOOK_S = 0.02


class QuitError(Exception):
    """Somebody at the terminal wants the handset to end."""


class KeyReading:
    """Reads keys and the hook.

    Args:
        wire: how the hook switch is wired.
        happen: told of presses, and of the hook.
    """

    def __init__(self, wire: HookWire, happen: Callable[[Happening], None]) -> None:
        self._wire, self._happen = wire, happen
        self._keypad, self._hook = Keypad(), HookSwitch()
        self._stuck: list[str] = []

    def change(self, change: Change) -> None:
        """One key or switch of a device has changed."""
        now = time.monotonic()
        up = self._wire.up(change)
        if up is not None:
            self._hook.change(up, now)
            return
        name = BY_CODE.get(change.code) if change.kind == EV_KEY else None
        if name and self._keypad.change(name, change.value, now):
            self._happen(Key(name))

    async def device(self, path: Path) -> None:
        """Read one device, and wait for it when it is not there, until cancelled."""
        while True:
            try:
                with grabbed(path) as descriptor:
                    async for change in read_events(descriptor):
                        self.change(change)
            except OSError:
                pass
            log.warning("key device gone", name=path.name)
            await asyncio.sleep(AGAIN_S)

    async def terminal(self) -> None:
        """Read a terminal.

        Raises:
            QuitError: ``q`` was pressed.
        """
        async for name in letters():
            if name == QUIT:
                raise QuitError
            if name == HOOK:
                self._hook.change(not self._hook.up, time.monotonic())
            else:
                self._happen(Key(name))

    async def settle(self) -> None:
        """Look where the hook has come to rest, and which keys are stuck, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_S)
            now = time.monotonic()
            up = self._hook.settled(now)
            if up is not None:
                self._happen(Hook(up))
            if (stuck := self._keypad.stuck(now)) != self._stuck:
                self._stuck = stuck
                log.warning("stuck keys", keys=stuck)
