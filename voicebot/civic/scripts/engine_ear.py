"""An ear of one's own, where there is no desk that shares its recogniser: on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.audio import Audio
from voicebot.civic.scripts.listening import hear_timed, weigh_texts
from voicebot.hear.transcriber import TimedTranscript, Transcriber
from voicebot.workers import Worker

__all__ = ["EngineEar"]


class EngineEar:
    """Hears with an engine that nobody else uses.

    Args:
        transcriber: the engine.
        worker: its thread.
    """

    def __init__(self, transcriber: Transcriber, worker: Worker) -> None:
        self._transcriber = transcriber
        self._worker = worker

    @property
    def engine(self) -> str:
        """Its name."""
        return self._transcriber.capabilities.name

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        """Hear a piece of sound.

        Raises:
            EngineError: the recogniser failed.
        """
        return await self._worker.run(lambda: hear_timed(self._transcriber, audio, language))

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        """How well a piece bears each text out.

        Raises:
            EngineError: the recogniser failed.
        """
        return await self._worker.run(lambda: weigh_texts(self._transcriber, audio, texts, language))
