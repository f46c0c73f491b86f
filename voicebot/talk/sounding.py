"""The sound of a complaint: kept in memory while it is told, sent along only after a yes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from voicebot.audio import Audio
from voicebot.errors import VoicebotError
from voicebot.talk.backroom import Backroom
from voicebot.talk.interview import Interview
from voicebot.talk.recording import Recording
from voicebot.telemetry.logs import log

__all__ = ["SoundDesk"]

_TELLING = ("what", "category", "place", "when", "extra", "fix")
"""What is said in answer to these is the complaint; name, number and yes are not recorded."""


class SoundDesk:
    """Works for one caller.

    Args:
        backroom: the register and what is shared.
    """

    def __init__(self, backroom: Backroom) -> None:
        self._room = backroom
        self._heard: tuple[int, Sequence[Audio]] = (0, ())
        self._sent: tuple[str, str] | None = None
        self._recording: Recording | None = None

    def hears(self, turn: int, parts: Sequence[Audio]) -> None:
        """What is being answered now was said like this; nothing where it was typed."""
        self._heard = (turn, parts)

    def keep(self, before: Interview | None, after: Interview) -> None:
        """What was heard belongs to the complaint that is being told."""
        turn, parts = self._heard
        told = before is None or before.draft.key != after.draft.key or before.asking in _TELLING
        if parts and told and self._room.office.attaching.limits.sound:
            self.recording.keep(after.draft.key, turn, parts)

    @property
    def recording(self) -> Recording:
        """Made when it is needed first: most desks do not ask for it."""
        if self._recording is None:
            self._recording = Recording(self._room.office.attaching.limits.sound_s)
        return self._recording

    def asks(self, key: str) -> bool:
        """Whether there is sound of this complaint to ask about."""
        return self._recording is not None and self._recording.of(key)

    async def send(self, receipt: str) -> bool:
        """Keep it with the complaint, because the caller agreed; false where it could not be kept."""
        sound, office = self.recording.take(), self._room.office
        if sound is None:
            return False
        try:
            kept = await office.attaching.add_sound(receipt, sound, at=office.now())
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("sound not kept", code=getattr(error, "code", "store"), error=type(error).__name__)
            return False
        self._sent = (receipt, kept.name)
        return True

    async def forget(self) -> None:
        """Remove what there is, and what was sent along in this conversation."""
        self.drop()
        sent, self._sent = self._sent, None
        if sent:
            office = self._room.office
            await office.attaching.remove(*sent, actor="caller", role="caller", at=office.now())

    def drop(self) -> None:
        """Forget what was not sent."""
        self._heard = (0, ())
        if self._recording:
            self._recording.drop()
