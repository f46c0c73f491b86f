"""Photos and sounds of a complaint: cleaned, kept, shown to whom they belong and to staff, removed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import soundfile
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.audio import Audio
from voicebot.civic.complaints.photos import Photo, clean_photo
from voicebot.civic.complaints.states import Role
from voicebot.errors import ComplaintError, EngineError, StoreError
from voicebot.settings import Attached
from voicebot.store.attachments import Attachments
from voicebot.store.complaints import Complaints
from voicebot.store.keys import Keyring
from voicebot.store.tables import ComplaintAttachment, ComplaintRow

__all__ = ["Attaching", "Attachment", "joined_sound"]

_T = TypeVar("_T")
MOST_WAITING = 16
"""Photos and sounds that may wait to be written anew; each holds what came in."""
_VIEWERS: tuple[Role, ...] = ("officer", "manager")
_GONE = ("withdrawn", "merged")
"""States in which nothing is added any more."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One that is kept.

    Attributes:
        name: to ask for it by; nobody can guess it.
        kind: ``photo`` or ``sound``.
        media: its media type.
        size: bytes.
    """

    name: str
    kind: str
    media: str
    size: int
    at: datetime


class Attaching:
    """All that is done with them.

    Args:
        engine: an open database.
        folder: for the files.
        limits: sizes, and how many.
        keyring: seals the files.
    """

    def __init__(self, engine: AsyncEngine, folder: Path, limits: Attached, keyring: Keyring) -> None:
        self.limits = limits
        self.files = Attachments(engine, folder, keyring)
        self._complaints = Complaints(engine)
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0

    async def cleaned(self, content: bytes) -> Photo:
        """A photo that can be kept, made off the event loop, one at a time.

        Raises:
            ComplaintError: it is none, or too big (`clean_photo`).
            EngineError: ``busy``: too many wait.
        """
        return await self._compute(lambda: clean_photo(content, self.limits))

    async def _compute(self, work: Callable[[], _T]) -> _T:
        if self._waiting >= MOST_WAITING:
            raise EngineError("busy", f"{MOST_WAITING} photos already wait; try again shortly.")
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1

    async def add_photo(
        self, receipt: str, photo: Photo, *, actor: str, role: Role, at: datetime
    ) -> Attachment:
        """Keep a photo.

        Raises:
            ComplaintError: ``unknown_receipt``, ``not_possible`` (it was withdrawn or merged),
                ``photos_enough``.
        """
        row = await self._row(receipt)
        if row.state in _GONE:
            raise ComplaintError("not_possible", "Nothing can be added to it any more.")
        event = _event("attach", row, (actor, role), at, "photo")
        try:
            kept = await self.files.add(
                row.id, "photo", photo.media, photo.content, event, self.limits.photos
            )
        except StoreError as error:
            if error.code != "attachments_full":
                raise
            raise ComplaintError(
                "photos_enough", f"A complaint can have {self.limits.photos} photos at most."
            ) from error
        return _told(kept)

    async def add_sound(self, receipt: str, sound: Audio, *, at: datetime) -> Attachment:
        """Keep what the caller said, as FLAC, because they agreed to it.

        Raises:
            ComplaintError: ``unknown_receipt``.
            StoreError: ``attachments_full``: it has one already.
        """
        row = await self._row(receipt)
        content = await self._compute(lambda: _flac(sound))
        event = _event("attach", row, ("caller", "caller"), at, "sound")
        return _told(await self.files.add(row.id, "sound", "audio/flac", content, event, 1))

    async def listed(self, receipt: str) -> list[Attachment]:
        """What a complaint has, the oldest first."""
        return [_told(one) for one in await self.files.of((await self._row(receipt)).id)]

    async def read(self, receipt: str, name: str) -> tuple[Attachment, bytes]:
        """One and what is in it, for whoever filed the complaint.

        Raises:
            ComplaintError: ``unknown_receipt``, ``unknown_attachment``.
        """
        found = await self.files.read((await self._row(receipt)).id, name)
        if found is None:
            raise _unknown()
        return _told(found[0]), found[1]

    async def view(
        self, receipt: str, name: str, *, actor: str, role: Role, at: datetime
    ) -> tuple[Attachment, bytes]:
        """The same for staff; that somebody looked is kept before anything is shown.

        Raises:
            ComplaintError: as `read`; ``wrong_role``: only staff who handle complaints may look.
        """
        if role not in _VIEWERS:
            raise ComplaintError("wrong_role", f"Photos and sounds are for {' and '.join(_VIEWERS)} only.")
        found = await self.read(receipt, name)
        row = await self._row(receipt)
        await self._complaints.note(row.id, _event("view", row, (actor, role), at, found[0].kind))
        return found

    async def remove(self, receipt: str, name: str, *, actor: str, role: Role, at: datetime) -> None:
        """Remove one for good.

        Raises:
            ComplaintError: ``unknown_receipt``, ``unknown_attachment``.
        """
        row = await self._row(receipt)
        one = next((one for one in await self.files.of(row.id) if one.name == name), None)
        if one is None or not await self.files.remove(
            one, _event("detach", row, (actor, role), at, one.kind)
        ):
            raise _unknown()

    async def _row(self, receipt: str) -> ComplaintRow:
        row = await self._complaints.by_receipt(receipt)
        if row is None:
            raise ComplaintError("unknown_receipt", "There is no complaint with this number; say it again.")
        return row


def _unknown() -> ComplaintError:
    return ComplaintError("unknown_attachment", "It has no photo or sound of this name.")


def _told(row: ComplaintAttachment) -> Attachment:
    return Attachment(row.name, row.kind, row.media, row.size, row.at)


def _event(action: str, row: ComplaintRow, who: tuple[str, Role], at: datetime, kind: str) -> dict[str, Any]:
    done = {"at": at, "actor": who[0], "role": who[1], "action": action}
    return {**done, "state": row.state, "say": None, "params": {"what": kind}}


def _flac(sound: Audio) -> bytes:
    written = io.BytesIO()
    soundfile.write(written, sound.samples, sound.rate, format="FLAC", subtype="PCM_16")
    return written.getvalue()


def joined_sound(parts: Sequence[Audio]) -> Audio:
    """Several utterances as one sound, with half a second between them."""
    pause = Audio.silence(0.5, parts[0].rate)
    return Audio.join([sound for part in parts for sound in (part, pause)][:-1])
