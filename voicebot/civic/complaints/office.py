"""What every door shares: the register, tokens, and what is asked of a filing wherever it comes from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.attaching import Attaching
from voicebot.civic.complaints.categories import FALLBACK, Categories, Category
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Filing
from voicebot.civic.complaints.joining import Joining, Similar
from voicebot.civic.complaints.notices import Notices
from voicebot.civic.complaints.person import Person
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.tries import WrongTries
from voicebot.civic.complaints.watching import WatchTokens
from voicebot.civic.district import District
from voicebot.errors import ComplaintError
from voicebot.settings import Settings, settings
from voicebot.store.attachments import attachments_dir
from voicebot.store.keys import Keyring
from voicebot.store.latest import last_event_id, latest_events
from voicebot.store.tables import ComplaintEvent

__all__ = ["Office"]


class Office:
    """The complaint desk behind all doors.

    Args:
        engine: an open database.
        keyring: seals contacts and tokens.
        district: whose complaints they are.
        categories: of the same district.
        own: limits, webhooks and the folder of photos; those of the process when not given.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        keyring: Keyring,
        district: District,
        categories: Categories,
        own: Settings | None = None,
    ) -> None:
        own = own or settings()
        self._engine = engine
        self.joining = Joining(engine, keyring, district, categories)
        self.attaching = Attaching(engine, attachments_dir(own.data_dir), own.attached, keyring)
        self.register = Register(engine, keyring, district, categories, own.outbox.told)
        self.tries = WrongTries(engine, keyring, own.limits)
        self.notices = Notices(engine, keyring, self.register)
        self.person = Person(engine, keyring, self.register, self.attaching)
        self.watch = WatchTokens(keyring)
        self.district = district
        self.categories = categories

    def settle(self, district: District) -> None:
        """Go by other district data from now on: its hours, its days off, the names of its departments."""
        self.district = district
        self.register.settle(district)
        self.joining.settle(district)

    def now(self) -> datetime:
        """The time, on the district's clock."""
        return datetime.now(self.district.zone)

    async def file(self, filing: Filing, *, key: str | None, actor: str = "caller") -> Complaint:
        """Keep what a resident files; a retry gives the same complaint.

        Args:
            filing: what they said.
            key: names this filing among all of all doors; a retry has the same one.
            actor: through whom it came.

        Raises:
            ComplaintError: ``place_outside``, ``place_incomplete``, ``future``, ``key_reused`` (the key was
                used for something else), or as `Register.file`.
        """
        at = self.now()
        self._sensible(filing, at)
        complaint = await self.register.file(filing, actor=actor, role="caller", at=at, key=key)
        if not _same(complaint, filing):
            raise ComplaintError("key_reused", "This key was used for another filing; make a new one.")
        return complaint

    async def check(self, filing: Filing) -> Similar | None:
        """Whether a filing could be kept, and the open complaint about the same trouble, if there is one.

        Raises:
            ComplaintError: as `file`, apart from ``key_reused``.
        """
        at = self.now()
        self._sensible(filing, at)
        filing.private()
        self.register.draft(filing, at)
        known = filing.latitude is not None and filing.longitude is not None
        position = (filing.latitude, filing.longitude) if known else None
        return await self.joining.similar(filing.category, filing.place, position, at)  # type: ignore[arg-type]

    def _sensible(self, filing: Filing, now: datetime) -> None:
        latitude, longitude = filing.latitude, filing.longitude
        if (latitude is None) != (longitude is None):
            raise ComplaintError("place_incomplete", "A position needs both latitude and longitude.")
        if latitude is not None and longitude is not None and not self.district.reaches(latitude, longitude):
            raise ComplaintError("place_outside", "That position is not in this district.")
        if _to_come(filing.occurred, now):
            raise ComplaintError("future", "The day on which it happened has not come yet.")

    async def may_watch(self, receipt: str, token: str) -> bool:
        """Whether a token is of whoever filed this complaint, or joined it."""
        join = self.watch.join(token)
        return self.watch.fits(token, receipt) or bool(join and await self.joining.follows(join, receipt))

    def category(self, complaint: Complaint) -> Category:
        """The category it was filed in; 기타 when the district has given that one up since."""
        known = {one.id: one for one in self.categories.categories}
        return known.get(complaint.category, known[FALLBACK])

    async def last_event_id(self) -> int:
        """Grows whenever anything happens to any complaint; cheap to ask."""
        return await last_event_id(self._engine)

    async def latest(self, receipts: Collection[str]) -> dict[str, ComplaintEvent]:
        """The last event of each complaint that something is said about."""
        return await latest_events(self._engine, receipts)

    def due(self, complaint: Complaint) -> str:
        """The last day, or the moment where the law counts hours (ISO 8601); empty where no answer is due."""
        local = self.local(complaint.due_at)
        if local is None or complaint.clock is None:
            return ""
        return local.date().isoformat() if complaint.clock.period.unit == "days" else local.isoformat()

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment on the district's clock, to the second."""
        return moment.astimezone(self.district.zone).replace(microsecond=0) if moment else None


def _to_come(occurred: str, now: datetime) -> bool:
    """Whether it was given as a day or a moment (ISO 8601), and not in words, that has not come yet."""
    try:
        moment = datetime.fromisoformat(occurred)
    except ValueError:
        return False
    return moment > now if moment.tzinfo else moment.date() > now.date()


_KEPT = ("category", "what", "place", "occurred", "answers", "latitude", "longitude")


def _same(complaint: Complaint, filing: Filing) -> bool:
    """Whether a complaint is what this filing makes; an older one whose words are gone is taken for it."""
    columns = filing.columns()
    return not complaint.what or all(getattr(complaint, name) == columns[name] for name in _KEPT)
