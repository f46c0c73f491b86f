"""Passwords as they are kept: argon2id, worked out away from the event loop, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

from voicebot.errors import StoreError
from voicebot.staff.passwords import LONGEST, normal

__all__ = ["Hasher"]

_T = TypeVar("_T")


class Hasher:
    """Makes and compares. Each takes 64 MiB and a tenth of a second (argon2id, RFC 9106's second choice).

    Args:
        waiting: how many may wait at once; beyond that nobody is let in for a moment, and the desk goes on.
    """

    def __init__(self, waiting: int = 16) -> None:
        self._hash = PasswordHash.recommended()
        self._turn = asyncio.Semaphore(1)
        self._left = waiting
        self._nobody = ""

    async def make(self, password: str) -> str:
        """A password as it is kept."""
        return await self._work(lambda: self._hash.hash(normal(password)))

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the password that is kept.

        It takes as long when none is, so that nobody learns by the clock which names there are.

        Raises:
            StoreError: ``too_many``: too many wait already.
        """
        given = normal(password[: 2 * LONGEST])
        same = await self._work(lambda: self._verify(given, kept or self._dummy()))
        return same and kept is not None

    def _dummy(self) -> str:
        self._nobody = self._nobody or self._hash.hash("nobody's password")
        return self._nobody

    def _verify(self, given: str, kept: str) -> bool:
        try:
            return self._hash.verify(given, kept)
        except UnknownHashError:
            return False

    async def _work(self, work: Callable[[], _T]) -> _T:
        if not self._left:
            raise StoreError("too_many", "Too many people sign in at once; try again in a moment.")
        self._left -= 1
        try:
            async with self._turn:
                return await asyncio.to_thread(work)
        finally:
            self._left += 1
