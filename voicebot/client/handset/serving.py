"""Everything that runs while the handset serves callers."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live

from voicebot.client.handset.bell_line import listen_for_bell
from voicebot.client.handset.happenings import Ring
from voicebot.client.handset.input_events import hook_wire
from voicebot.client.handset.key_reading import KeyReading, QuitError
from voicebot.client.handset.key_sources import device_paths
from voicebot.client.handset.meter import bar, level_db
from voicebot.client.handset.phone import Handset
from voicebot.client.handset.playout import RATE
from voicebot.client.handset.shelf import Shelf, fetch
from voicebot.client.handset.sound_cards import IN_RATE
from voicebot.errors import ProtocolError
from voicebot.settings import HandsetSettings
from voicebot.telemetry.logs import log

__all__ = ["serve"]

_FETCH_AGAIN_S = 60.0
_METER_S = 0.1


async def serve(own: HandsetSettings, *, terminal: bool = False, meter: bool = False) -> None:
    """Serve callers until cancelled, or until somebody at the terminal ends it.

    Args:
        own: its settings.
        terminal: read the terminal's keys too.
        meter: show how loud it is.
    """
    shelf = Shelf(own.prompts_dir)
    handset = Handset(own, shelf)
    keys = KeyReading(hook_wire(own.hook), handset.happen)
    jobs: list[Coroutine[Any, Any, None]] = [handset.run(), keys.settle(), _keep_prompts(own, shelf)]
    paths = own.keys or ([] if terminal else device_paths())
    jobs += [keys.device(Path(path)) for path in paths]
    if terminal:
        jobs.append(keys.terminal())
    if own.token:
        token = own.token.get_secret_value()
        jobs.append(listen_for_bell(own.url, token, lambda on: handset.happen(Ring(on))))
    if meter:
        jobs.append(_show(handset))
    with suppress(QuitError):
        await _together(jobs)


async def _together(jobs: list[Coroutine[Any, Any, None]]) -> None:
    """Run all until one fails; then none is left."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _keep_prompts(own: HandsetSettings, shelf: Shelf) -> None:
    """A device that was never set up fetches its prompts as soon as the desk answers."""
    while shelf.missing:
        try:
            await fetch(own.url, own.prompts_dir, own.language)
            shelf.load()
        except ProtocolError as error:
            log.warning("prompts missing", code=error.code)
            await asyncio.sleep(_FETCH_AGAIN_S)


async def _show(handset: Handset) -> None:
    with Live(console=Console(stderr=True), auto_refresh=False) as live:
        while True:
            heard = bar(level_db(handset.level, IN_RATE))
            said = bar(level_db(handset.earpiece.last, RATE))
            live.update(f"{handset.phone.state:9} 마이크 {heard}  소리 {said}", refresh=True)
            await asyncio.sleep(_METER_S)
