"""Photos that a caller shows while telling a complaint: in memory until it is filed, then kept with it."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from voicebot.civic.complaints.photos import Photo
from voicebot.errors import ComplaintError, VoicebotError
from voicebot.talk.backroom import Backroom
from voicebot.talk.interview import Draft, Interview, Step
from voicebot.talk.outlet import Outlet
from voicebot.talk.server_events import ComplaintPhotos
from voicebot.telemetry.logs import log

__all__ = ["PhotoTray", "wants_photo"]

_PHOTO = re.compile(
    r"사진(?:을|도|이|은)?\s?(?:좀\s?|하나\s?|한\s?장\s?)?(?:있|찍|보내|보낼|올리|올릴|첨부|드릴|붙이|붙일)"
    r"|\b(?:photo|picture)s?\b",
    re.IGNORECASE,
)


def wants_photo(text: str) -> bool:
    """Whether somebody says that they have a photo or want to send one."""
    return bool(_PHOTO.search(text))


class PhotoTray:
    """The photos of one complaint that is not filed yet.

    Args:
        backroom: the register and what is shared.
        outlet: where events go.

    Attributes:
        here: whether this channel has a button for photos; a kiosk has none.
    """

    def __init__(self, backroom: Backroom, outlet: Outlet) -> None:
        self._room = backroom
        self._outlet = outlet
        self._photos: list[Photo] = []
        self._told = (False, 0)
        self.here = True

    def __len__(self) -> int:
        return len(self._photos)

    def counted(self, step: Step) -> Step:
        """The same step, whose draft knows the photos; one that begins anew has none."""
        now = step.interview
        if now.draft == Draft(now.draft.key):
            self.drop()
        return replace(step, interview=_with(now, len(self)))

    async def take(self, now: Interview | None, photo: Photo) -> tuple[Interview, str]:
        """Take one more.

        Args:
            now: the interview, if there is one.
            photo: ready to be kept.

        Returns:
            The interview after it, and the name of what is said.

        Raises:
            ComplaintError: ``photo_unasked``, ``photos_enough``.
        """
        if now and now.asking in ("filed", "sound"):
            kept = await self._attach(now.receipt, photo)
            await self.tell(now, now.receipt)
            return now, "photo_added" if kept else "photo_lost"
        if now is None or not (now.open or now.asking == "paused"):
            raise ComplaintError("photo_unasked", "No complaint is being told; tell one first.")
        if len(self) >= self._most:
            raise ComplaintError("photos_enough", f"A complaint can have {self._most} photos at most.")
        self._photos.append(photo)
        await self.tell(now)
        return _with(now, len(self)), "photo_taken"

    async def attach(self, receipt: str) -> bool:
        """Keep all of them with a complaint that was filed; false where one could not be kept."""
        photos = self._photos
        self.drop()
        return all([await self._attach(receipt, photo) for photo in photos])

    async def _attach(self, receipt: str, photo: Photo) -> bool:
        """Keep one with a complaint; the complaint does not depend on it."""
        office = self._room.office
        try:
            await office.attaching.add_photo(receipt, photo, actor="caller", role="caller", at=office.now())
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("photo not kept", code=getattr(error, "code", "store"), error=type(error).__name__)
            return False
        return True

    async def tell(self, now: Interview, receipt: str = "") -> None:
        """Tell the page whether it should offer to add a photo, when that has changed.

        Args:
            now: the interview.
            receipt: of the complaint, once it is filed.
        """
        if not self.here:
            return
        count = await self._kept(receipt) if receipt else len(self)
        told = ((bool(receipt) or now.open) and count < self._most, count)
        if told != self._told:
            self._told = told
            await self._outlet.event(ComplaintPhotos(wanted=told[0], count=count))

    async def _kept(self, receipt: str) -> int:
        """How many a complaint has; as many as there can be where that cannot be told now."""
        try:
            return sum(one.kind == "photo" for one in await self._room.office.attaching.listed(receipt))
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("photos not counted", error=type(error).__name__)
            return self._most

    @property
    def _most(self) -> int:
        return self._room.office.attaching.limits.photos

    def drop(self) -> None:
        """Forget them."""
        self._photos = []


def _with(now: Interview, photos: int) -> Interview:
    return replace(now, draft=now.draft.having(photos=photos))
