"""Photos that a caller shows while telling a complaint: in memory until it is filed, then kept with it."""

from __future__ import annotations

import re

from sqlalchemy.exc import SQLAlchemyError

from voicebot.civic.complaints.photos import Photo
from voicebot.errors import ComplaintError, VoicebotError
from voicebot.talk.backroom import Backroom
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
    """

    def __init__(self, backroom: Backroom) -> None:
        self._room = backroom
        self._photos: list[Photo] = []

    def __len__(self) -> int:
        return len(self._photos)

    def put(self, photo: Photo) -> None:
        """Take one more.

        Raises:
            ComplaintError: ``photos_enough``.
        """
        most = self._room.office.attaching.limits.photos
        if len(self._photos) >= most:
            raise ComplaintError("photos_enough", f"A complaint can have {most} photos at most.")
        self._photos.append(photo)

    async def attach(self, receipt: str) -> bool:
        """Keep all of them with a complaint that was filed; false where one could not be kept."""
        photos, whole = self._photos, True
        self.drop()
        for photo in photos:
            whole = await self.attach_one(receipt, photo) and whole
        return whole

    async def attach_one(self, receipt: str, photo: Photo) -> bool:
        """Keep one with a complaint; the complaint does not depend on it."""
        office = self._room.office
        try:
            await office.attaching.add_photo(receipt, photo, actor="caller", role="caller", at=office.now())
        except (VoicebotError, SQLAlchemyError, OSError) as error:
            log.error("photo not kept", code=getattr(error, "code", "store"), error=type(error).__name__)
            return False
        return True

    def drop(self) -> None:
        """Forget them."""
        self._photos = []
