"""Empties the outbox: what is due is sent; what fails is tried later and later, and given up in the end."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Callable

from voicebot.channels.webhook.counts import NOTICES
from voicebot.channels.webhook.post import Post
from voicebot.civic.complaints.notices import Notices
from voicebot.errors import StoreError
from voicebot.settings import Outbox, Webhook
from voicebot.store.outbox import Letter
from voicebot.telemetry.logs import log

__all__ = ["Postman", "wait_s"]

HELD_LONGER_S = 30.0
"""A notice that is being sent is nobody else's for this much longer than its time-out."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def wait_s(failures: int, outbox: Outbox, roll: float) -> float:
    """Seconds until the next try: twice as long each time, up to a most, spread so that not all come at once.

    Args:
        failures: so far, at least one.
        outbox: has the first and the longest wait.
        roll: 0–1, at random; the wait is between half of itself and the whole.
    """
    whole = min(outbox.most_s, outbox.first_s * 2.0 ** min(failures - 1, 60))
    return whole * (0.5 + roll / 2)


class Postman:
    """Serves one webhook, beside others in this process and in further ones.

    Args:
        name: of the webhook.
        webhook: where to.
        outbox: how often and how patiently.
        notices: what is to be sent.
        now: the time, with a zone.
    """

    def __init__(
        self,
        name: str,
        webhook: Webhook,
        outbox: Outbox,
        notices: Notices,
        now: Callable[[], dt.datetime] = _now,
    ) -> None:
        self._name = name
        self._contacts = webhook.contacts
        self._outbox = outbox
        self._notices = notices
        self._now = now
        self._post = Post(webhook, outbox.timeout_s)
        self._sending: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Send until cancelled; what is under way then is sent again later, by whoever comes next."""
        try:
            while True:
                await self._look()
        finally:
            for task in self._sending:
                task.cancel()
            await asyncio.gather(*self._sending, return_exceptions=True)
            await self._post.close()

    async def _look(self) -> None:
        """Begin to send what there is room for, then wait until there may be more."""
        try:
            begun = await self._begin(self._outbox.at_once - len(self._sending))
        except Exception as error:  # the store is away; it may come back
            log.error("outbox failed", webhook=self._name, error=type(error).__name__)
            begun = 0
        if begun and len(self._sending) < self._outbox.at_once:
            return
        idle = asyncio.create_task(asyncio.sleep(self._outbox.poll_s))
        try:
            await asyncio.wait({idle, *self._sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            idle.cancel()

    async def _begin(self, room: int) -> int:
        hold = dt.timedelta(seconds=self._outbox.timeout_s + HELD_LONGER_S)
        letters = await self._notices.outbox.claim(self._name, room, self._now(), hold) if room > 0 else []
        for letter in letters:
            task = asyncio.create_task(self._careful(letter))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return len(letters)

    async def _careful(self, letter: Letter) -> None:
        try:
            await self._send(letter)
        except Exception as error:  # it is held, and comes up again
            log.error("notice failed", webhook=self._name, error=type(error).__name__)

    async def _send(self, letter: Letter) -> None:
        error = await self._try(letter)
        row, now = letter.row, self._now()
        if not error:
            await self._notices.outbox.sent(row.id, now)
            NOTICES.labels(webhook=self._name, outcome="sent").inc()
            return
        failures = row.tries + 1
        wait = dt.timedelta(seconds=wait_s(failures, self._outbox, random.random()))  # noqa: S311 - spreads
        again = now + wait if failures < self._outbox.tries else None
        await self._notices.outbox.failed(row.id, error, again, now)
        NOTICES.labels(webhook=self._name, outcome="failed" if again else "dead").inc()
        log.warning("notice not taken", webhook=self._name, notice=row.id, error=error, dead=again is None)

    async def _try(self, letter: Letter) -> str:
        try:
            notice = await self._notices.render(letter, self._now(), contacts=self._contacts)
        except StoreError as error:
            return error.code
        if notice is None:
            return ""
        return await self._post.send(letter.row.key, notice)
