"""Changing the keys: a new one seals from now on, and what older ones sealed is sealed again."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from voicebot.settings import Settings
from voicebot.store.attachments import Attachments, attachments_dir
from voicebot.store.keys import Keyring, load_keyring, new_key, write_keys
from voicebot.store.staff_audit import reseal_head
from voicebot.store.staff_tables import StaffAccount
from voicebot.store.tables import CallbackRow, ComplaintJoin, ComplaintRow

__all__ = ["reseal", "rotate_keys"]

_BATCH = 500
_Table = type[ComplaintRow] | type[ComplaintJoin]


async def rotate_keys(settings: Settings, engine: AsyncEngine, *, forget: bool = False) -> int:
    """Make a new key in the key file, if that is where they are, and seal everything again.

    The new key is in the file before anything is sealed with it, and older ones stay until everything is,
    so that stopping in the middle loses nothing.

    Args:
        settings: where the keys and the files are.
        engine: an open database.
        forget: take the older keys out of the file; backups made before can then be restored, but nobody
            in them called back and no photo of them opened.

    Returns:
        How many contacts, photos and sounds were sealed again.
    """
    load_keyring(settings)  # makes the file, or refuses one that others may read
    if settings.keys:
        return await _all(settings, engine, load_keyring(settings))
    keys = [new_key(), *settings.keys_file.read_text().split()]
    write_keys(settings.keys_file, keys)
    count = await _all(settings, engine, Keyring(keys))
    if forget:
        write_keys(settings.keys_file, keys[:1])
    return count


async def _all(settings: Settings, engine: AsyncEngine, keyring: Keyring) -> int:
    files = Attachments(engine, attachments_dir(settings.data_dir), keyring)
    return await reseal(engine, keyring) + await files.reseal()


async def reseal(engine: AsyncEngine, keyring: Keyring) -> int:
    """Seal every contact with the newest key.

    A contact that changes meanwhile is left to whoever changed it. Nothing of this is an event: what is known
    stays the same.

    Raises:
        StoreError: ``key_missing``: a contact was sealed with a key that is not here.
    """
    tables: tuple[_Table, ...] = (ComplaintRow, ComplaintJoin)
    counts = [await _reseal(engine, keyring, table) for table in tables]
    await _staff(engine, keyring)
    return sum(counts) + await _callbacks(engine, keyring)


async def _staff(engine: AsyncEngine, keyring: Keyring) -> None:
    """The secrets of second factors, and the signature under the audit log."""
    query = select(StaffAccount).where(StaffAccount.totp.is_not(None)).with_for_update()
    async with AsyncSession(engine) as session, session.begin():
        await reseal_head(session, keyring)
        for account in await session.scalars(query):
            account.totp = keyring.seal(keyring.open(account.totp or ""))


async def _reseal(engine: AsyncEngine, keyring: Keyring, table: _Table) -> int:
    count, last = 0, 0
    while batch := await _sealed(engine, table, last):
        async with AsyncSession(engine) as session, session.begin():
            for number, sealed in batch:
                where = (table.id == number) & (table.contact == sealed)
                again = keyring.columns(keyring.open(sealed))
                await session.execute(update(table).where(where).values(**again))
        count, last = count + len(batch), batch[-1][0]
    return count


async def _callbacks(engine: AsyncEngine, keyring: Keyring) -> int:
    """The numbers of those who wait to be called."""
    query = select(CallbackRow.id, CallbackRow.contact).where(CallbackRow.contact.is_not(None))
    async with AsyncSession(engine) as session, session.begin():
        rows = [(number, sealed) for number, sealed in await session.execute(query) if sealed]
        for number, sealed in rows:
            where = (CallbackRow.id == number) & (CallbackRow.contact == sealed)
            again = keyring.seal(keyring.open(sealed))
            await session.execute(update(CallbackRow).where(where).values(contact=again))
    return len(rows)


async def _sealed(engine: AsyncEngine, table: _Table, last: int) -> list[tuple[int, str]]:
    query = select(table.id, table.contact).where(table.id > last, table.contact.is_not(None))
    async with AsyncSession(engine) as session:
        rows = await session.execute(query.order_by(table.id).limit(_BATCH))
        return [(number, sealed) for number, sealed in rows if sealed]
