"""Whatever fails in a conversation is told to the caller, and the conversation goes on where it can."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from voicebot.errors import EngineError, ProtocolError, VoicebotError
from voicebot.talk.outlet import Outlet
from voicebot.talk.phrases import phrases
from voicebot.talk.server_events import Error
from voicebot.telemetry.logs import log, place_of
from voicebot.telemetry.metrics import ERRORS

__all__ = ["Careful", "Work"]

Work = Callable[[], Awaitable[None]]


class Careful:
    """Runs the work of one conversation.

    Args:
        session: its name in the log.
        outlet: where errors are told.

    Attributes:
        language: they are told in.
        broken: what the conversation cannot survive, when it has come.
    """

    def __init__(self, session: str, outlet: Outlet, language: str) -> None:
        self._session = session
        self._outlet = outlet
        self.language = language
        self.mend()

    def mend(self) -> None:
        """The connection is another one: what broke the last does not count."""
        self.broken: asyncio.Future[ProtocolError] = asyncio.get_running_loop().create_future()

    async def run(self, work: Work) -> None:
        """Do it; a failure is told, not raised."""
        try:
            await work()
        except ProtocolError as error:
            if not self.broken.done():
                self.broken.set_result(error)
        except EngineError as error:
            log.warning("engine failed", session=self._session, code=error.code)
            await self.tell(error.code, error.message, "busy" if error.code == "busy" else "trouble")
        except VoicebotError as error:
            log.warning("turn failed", session=self._session, code=error.code)
            await self.tell(error.code, error.message, "trouble")
        except Exception as error:
            where = place_of(error)
            log.error(
                "turn failed", session=self._session, code="internal", error=type(error).__name__, where=where
            )
            await self.tell("internal", "The desk failed; the turn was lost.", "trouble")

    def start(self, work: Work) -> asyncio.Task[None]:
        """Do it beside everything else."""
        return asyncio.create_task(self.run(work))

    async def tell(self, code: str, message: str, phrase: str) -> None:
        """Send an error that the session survives, with a sentence for the caller."""
        ERRORS.labels(code=code).inc()
        say = phrases(self.language).line(phrase)
        await self._outlet.event(Error(code=code, message=message, say=say, retryable=True))
