"""What the pages for scripts share: the batches of one console, and the checking that goes on behind them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from voicebot.audio import Audio
from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.listening import Ear
from voicebot.civic.scripts.mending import Mending
from voicebot.civic.scripts.opened import open_intake
from voicebot.errors import EngineError, StoreError
from voicebot.hear.transcriber import TimedTranscript
from voicebot.settings import Settings
from voicebot.staff.tools import Behind
from voicebot.telemetry.logs import log

__all__ = ["Studio"]


_LOOK_S = 20.0
"""From one look for interrupted batches to the next; one that a crash has left is held for some minutes."""


class Studio:
    """Takes batches in and checks them, one after the other, with the recogniser that callers use.

    Args:
        behind: the desk.
        own: where files go, and how much one may bring.
    """

    def __init__(self, behind: Behind, own: Settings) -> None:
        self._behind = behind
        self._own = own
        self._intake: Intake | None = None
        self._turn = asyncio.Lock()
        self._running: dict[int, asyncio.Task[None]] = {}

    @property
    def intake(self) -> Intake:
        """Where batches are.

        Raises:
            StoreError: ``store_closed``: the desk has not opened the store yet.
        """
        if self._intake is None:
            engine = self._behind.database
            if engine is None:
                raise StoreError("store_closed", "The desk is still opening its store.")
            ear, own = _DeskEar(self._behind), self._own
            self._intake = open_intake(engine, ear, asyncio.to_thread, own.scripts_dir, own.scripts)
        return self._intake

    @property
    def mending(self) -> Mending:
        """What changes single rows."""
        return Mending(self.intake)

    def go_on(self, number: int) -> None:
        """Let a batch be checked behind the pages; nothing while models load, or while it is."""
        if self._behind.workshop is None or number in self._running:
            return
        task = asyncio.create_task(self._check(self.intake, number))
        self._running[number] = task
        task.add_done_callback(lambda _: self._running.pop(number, None))

    async def resume(self) -> None:
        """Go on with every batch that is to be checked: those that a restart has interrupted among them."""
        if self._behind.workshop is None or self._behind.database is None:
            return
        for number in await self.intake.batches.unfinished():
            self.go_on(number)

    async def run(self, every_s: float = _LOOK_S) -> None:
        """Resume, and look again now and then, until cancelled."""
        while True:
            try:
                await self.resume()
            except Exception as error:
                log.error("looking for batches failed", error=type(error).__name__)
            await asyncio.sleep(every_s)

    async def close(self) -> None:
        """Stop checking; what was done is kept."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _check(self, intake: Intake, number: int) -> None:
        async with self._turn:
            try:
                await intake.check(number)
            except Exception as error:  # it stays in checking, and goes on at the next look
                log.error("checking a batch failed", batch=number, error=type(error).__name__)


class _DeskEar:
    """The ear of a desk, which may still be opening.

    Args:
        behind: the desk.
    """

    def __init__(self, behind: Behind) -> None:
        self._behind = behind

    @property
    def engine(self) -> str:
        """The recogniser's name."""
        return self._ear().engine

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        """Hear a piece of sound.

        Raises:
            EngineError: the recogniser failed, or is not there yet.
        """
        return await self._ear().hear(audio, language)

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        """How well a piece bears each text out; raises as `hear`."""
        return await self._ear().weigh(audio, texts, language)

    def _ear(self) -> Ear:
        workshop = self._behind.workshop
        if workshop is None:
            raise EngineError("engine_absent", "The desk is still opening.")
        return workshop.ear
