"""Photos at the counter: where they go in, and what is said of one that came."""

from __future__ import annotations

from dataclasses import replace

from voicebot.civic.complaints.photos import Photo
from voicebot.talk.backroom import Backroom
from voicebot.talk.counter.case import Case
from voicebot.talk.form import reply_of
from voicebot.talk.interview import Interview
from voicebot.talk.interview.asking import ask
from voicebot.talk.photos import PhotoTray
from voicebot.talk.reply import Reply

__all__ = ["PhotoDesk"]


class PhotoDesk:
    """Works for one caller.

    Args:
        case: the complaint that they belong to.
        tray: where they wait until it is filed.
        backroom: how many can be taken.

    Attributes:
        phrase: what is said to somebody who has a photo; when empty, the button of the channel decides.
    """

    def __init__(self, case: Case, tray: PhotoTray, backroom: Backroom) -> None:
        self._case = case
        self._tray = tray
        self._room = backroom
        self.phrase = ""

    def where(self, now: Interview) -> Reply:
        """Where photos go in, or that none can be taken here; then the question that is open."""
        book, wanted = self._case.book, self._room.office.attaching.limits.photos > 0 and self._tray.here
        name = self.phrase or ("photo_where" if wanted else "photo_nowhere")
        reply = reply_of(ask(now, book, *book.phrases(name)), book)
        return replace(reply, mark=None) if now.asking == "readback" else reply

    async def take(self, photo: Photo) -> tuple[str, ...]:
        """Take a photo for the complaint that is being told, or was filed a moment ago; what to say of it.

        Raises:
            ComplaintError: ``photo_unasked``: there is no complaint; ``photos_enough``.
        """
        interview, phrase = await self._tray.take(self._case.now, photo)
        self._case.dialogue.thread.interview = interview
        return self._case.book.phrases(phrase)
