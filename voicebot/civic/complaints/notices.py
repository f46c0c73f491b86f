"""What a webhook is told of a change: rendered when it is sent, from what is known then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.receipt import grouped, spoken
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import Words, table
from voicebot.civic.district import District
from voicebot.store.complaints import Complaints, plain
from voicebot.store.keys import Keyring
from voicebot.store.outbox import Letter, Outbox, Reader

__all__ = ["Notices", "call_script"]

LANGUAGES = ("ko", "en")
_CALL = (
    Words(ko="안녕하세요, {desk}에서 전화드렸어요.", en="Hello, this is {desk}."),
    Words(ko="번호 {digits}, 이 민원의 소식이에요.", en="It is about number {digits}."),
    Words(ko="{say}", en="{say}"),
    Words(ko="다시 한번 말씀드릴게요.", en="Once more."),
    Words(ko="{say}", en="{say}"),
    Words(ko="궁금하신 것은 {phone}번으로 전화해 주세요.", en="If you have questions, please call {phone}."),
)


def call_script(receipt: str, say: str, district: District, language: str) -> list[str]:
    """What a machine that calls somebody says, sentence by sentence: where it stands, twice, and no more.

    Whoever picks up may be somebody else, so neither names nor what was asked or answered are in it.
    """
    desk = district.desk
    fields = {
        "desk": desk.name if language == "ko" else desk.name_en,
        "digits": spoken(receipt, language),
        "say": say,
        "phone": desk.phone,
    }
    return [line.in_(language).format(**fields) for line in _CALL]


class Notices:
    """Turns rows of the outbox into what is sent.

    Args:
        engine: an open database.
        keyring: opens contacts.
        register: has the sentences.

    Attributes:
        outbox: the rows.
    """

    def __init__(self, engine: AsyncEngine, keyring: Keyring, register: Register) -> None:
        self.outbox = Outbox(engine)
        self._store = Complaints(engine)
        self._keys = keyring
        self._register = register

    async def render(self, letter: Letter, at: dt.datetime, *, contacts: bool) -> dict[str, Any] | None:
        """The body of a notice; nothing when whom it is for wants to hear of it no more.

        Args:
            letter: what happened to which complaint.
            at: now, with a time zone.
            contacts: whether this webhook is told whom to reach; that it was, is kept before it is.

        Raises:
            StoreError: ``key_missing``.
        """
        event, complaint, reader = letter.event, letter.complaint, await self.outbox.reader(letter)
        if reader is None:
            return None
        said = {language: self._register.told(event, language) for language in LANGUAGES}
        language = "ko" if reader.language == "ko" else "en"
        data = {
            "receipt": reader.receipt,
            "grouped": grouped(reader.receipt),
            "version": event.version,
            "kind": complaint.kind,
            "category": complaint.category,
            "action": event.action,
            "state": event.state,
            "state_name": table().states[event.state].model_dump(),  # type: ignore[index]
            "sentence": said,
            "language": language,
            "call": call_script(reader.receipt, said[language], self._register.district, language),
        }
        contact = await self._contact(letter, reader, at) if contacts else {}
        data |= {"contact": contact} if contact else {}
        return {"type": "complaint.changed", "timestamp": plain(event.at), "data": data}

    async def _contact(self, letter: Letter, reader: Reader, at: dt.datetime) -> dict[str, str]:
        """Whom to reach: only who agreed has left a contact, and only until it is erased."""
        if not reader.contact:
            return {}
        contact, complaint, row = self._keys.open(reader.contact), letter.complaint, letter.row
        if not row.tries:
            seen = {"at": at, "actor": row.channel, "role": "system", "action": "notify"}
            what = {"state": complaint.state, "say": None, "params": {"what": "contact"}}
            await self._store.note(complaint.id, {**seen, **what})
        return contact
