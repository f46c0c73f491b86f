"""Changes reach whoever watches, soon, and a quiet store costs a glance at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

from voicebot.store.tables import ComplaintEvent
from voicebot.talk.watchers import GLANCES, Watchers

RECEIPT = "123456784"


@dataclass
class Office:
    """A store in which events appear when a test says so."""

    events: dict[str, ComplaintEvent] = field(default_factory=dict)
    last: int = 0
    glances: int = 0
    looks: int = 0

    async def last_event_id(self) -> int:
        self.glances += 1
        return self.last

    async def latest(self, receipts: Collection[str]) -> dict[str, ComplaintEvent]:
        self.looks += 1
        return {receipt: self.events[receipt] for receipt in receipts if receipt in self.events}

    def happens(self, number: int, receipt: str = RECEIPT) -> None:
        self.events[receipt] = ComplaintEvent(id=number)
        self.last = max(self.last, number)


class Caller:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.called = asyncio.Event()

    async def told(self, _receipt: str, event: ComplaintEvent) -> None:
        self.heard.append(event.id)
        self.called.set()


async def until(office: Office, glances: int) -> None:
    """So many glances later."""
    goal = office.glances + glances
    for _ in range(5000):
        if office.glances >= goal:
            return
        await asyncio.sleep(0.001)
    raise TimeoutError("nobody glances any more")


async def test_a_change_is_told_once() -> None:
    office, caller = Office(), Caller()
    watchers = Watchers(office, poll_s=0.001)
    await watchers.watch(RECEIPT, caller.told)
    office.happens(3)
    await asyncio.wait_for(caller.called.wait(), 5)
    await until(office, 3 * GLANCES)
    await watchers.close()
    assert caller.heard == [3]


async def test_a_quiet_store_is_only_glanced_at() -> None:
    office, caller = Office(), Caller()
    watchers = Watchers(office, poll_s=0.001)
    await watchers.watch(RECEIPT, caller.told)
    await until(office, 5 * GLANCES)
    await watchers.close()
    assert office.looks <= 1 + 1 + office.glances / GLANCES + 1
    assert not caller.heard


async def test_an_earlier_number_that_comes_later_is_told_too() -> None:
    office, caller = Office(), Caller()
    watchers = Watchers(office, poll_s=0.001)
    await watchers.watch(RECEIPT, caller.told)
    office.last = 9
    await until(office, 2)
    office.happens(8)
    await asyncio.wait_for(caller.called.wait(), 5)
    await watchers.close()
    assert caller.heard == [8]
