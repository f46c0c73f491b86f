"""What the pages for scripts share: the batches of one console, and the checking that goes on behind them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from voicebot.audio import Audio
from voicebot.civic.scripts.batch import Intake
from voicebot.civic.scripts.listening import Ear
from voicebot.civic.scripts.mending import Mending
from voicebot.civic.scripts.opened import open_intake
from voicebot.errors import EngineError
from voicebot.hear.transcriber import TimedTranscript
from voicebot.staff.tools import Behind
from voicebot.staff.visit import Visit
from voicebot.telemetry.logs import log

__all__ = ["Studio"]


class Studio:
    """Takes batches in and checks them, one after the other, with the recogniser that callers use."""

    def __init__(self) -> None:
        self._intake: Intake | None = None
        self._turn = asyncio.Lock()
        self._running: dict[int, asyncio.Task[None]] = {}

    def intake(self, visit: Visit) -> Intake:
        """Where batches are."""
        if self._intake is None:
            own, ear = visit.console.own, _DeskEar(visit.console.behind)
            self._intake = open_intake(
                visit.tools.engine, ear, asyncio.to_thread, own.scripts_dir, own.scripts
            )
        return self._intake

    def mending(self, visit: Visit) -> Mending:
        """What changes single rows."""
        return Mending(self.intake(visit))

    def go_on(self, visit: Visit, number: int) -> None:
        """Let a batch be checked behind the pages; nothing while models load, or when that is done already.

        A batch that a restart has interrupted goes on as soon as anybody looks at it.
        """
        if visit.console.behind.workshop is None or number in self._running:
            return
        task = asyncio.create_task(self._check(self.intake(visit), number))
        self._running[number] = task
        task.add_done_callback(lambda _: self._running.pop(number, None))

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
