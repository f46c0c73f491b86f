from __future__ import annotations

import asyncio

import pytest

from voicebot.client.loudspeaker import Loudspeaker


async def test_a_loudspeaker_that_is_held_plays_nothing_and_forgets_when_told() -> None:
    reports: list[str] = []

    async def report(reply: str, sentence: int, state: str, ms: int) -> None:
        reports.append(state)

    loudspeaker = Loudspeaker(report)
    loudspeaker.take("reply-1", 0, 2.0)
    loudspeaker.hold()
    held = loudspeaker.left
    playing = asyncio.create_task(loudspeaker.run())
    await asyncio.sleep(0.1)
    playing.cancel()
    assert loudspeaker.left == held == pytest.approx(2.0, abs=0.05)
    assert reports == ["paused"]
    loudspeaker.go_on()
    await asyncio.sleep(0.1)
    assert loudspeaker.left <= held - 0.1
    loudspeaker.clear()
    assert loudspeaker.left == 0


async def test_a_loudspeaker_that_had_nothing_to_play_is_not_ahead_afterwards() -> None:
    async def report(reply: str, sentence: int, state: str, ms: int) -> None:
        pass

    loudspeaker = Loudspeaker(report)
    loudspeaker.take("reply-1", 0, 0.01)
    await asyncio.sleep(0.1)
    loudspeaker.take("reply-1", 0, 1.0)
    assert loudspeaker.left == pytest.approx(1.0, abs=0.05)
