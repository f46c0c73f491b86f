"""Who is wrong too often has to wait: at one account from one address, from one address, and at one account.

The counts are kept as those of wrong receipts (`voicebot.civic.complaints.tries`): in the store, gone
after a quarter of an hour. The count of a whole account is high, so that nobody keeps its owner out by being
wrong on purpose; NIST SP 800-63B-4 allows 100 in a row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.civic.complaints.tries import WrongTries, asker_of
from voicebot.settings import Limits
from voicebot.store.keys import Keyring

__all__ = ["ACCOUNT", "ADDRESS", "PAIR", "SECOND", "Throttle"]

PAIR, ADDRESS, ACCOUNT, SECOND = 5, 30, 100, 5
"""Wrong tries before somebody has to wait: at an account from an address, from an address, at an account; and
with the second factor, which only who knows the password can be wrong about."""


class Throttle:
    """Counts wrong passwords and codes.

    Args:
        engine: an open database.
        keyring: hashes who asks.
        limits: for how long somebody has to wait.
        now: the time, with a zone.
    """

    def __init__(
        self, engine: AsyncEngine, keyring: Keyring, limits: Limits, now: Callable[[], dt.datetime]
    ) -> None:
        def tries(most: int) -> WrongTries:
            return WrongTries(engine, keyring, limits.model_copy(update={"wrong_tries": most}), now)

        self._pair, self._address, self._account, self._second = map(tries, (PAIR, ADDRESS, ACCOUNT, SECOND))

    async def wait_s(self, name: str, address: str) -> float:
        """For how many seconds more nobody from there may try a password at that account."""
        return max([await tries.locked_s(asker) for tries, asker in self._askers(name, address)])

    async def wrong(self, name: str, address: str) -> None:
        """A name or its password was wrong."""
        for tries, asker in self._askers(name, address):
            await tries.wrong(asker)

    async def second_wait_s(self, name: str) -> float:
        """For how many seconds more no code is taken at that account."""
        return await self._second.locked_s(f"staff second {name}")

    async def second_wrong(self, name: str) -> None:
        """A code, or the password that unlocks, was wrong."""
        await self._second.wrong(f"staff second {name}")

    def _askers(self, name: str, address: str) -> list[tuple[WrongTries, str]]:
        where = asker_of(address)
        return [
            (self._pair, f"staff pair {where} {name}"),
            (self._address, f"staff address {where}"),
            (self._account, f"staff account {name}"),
        ]
