"""News of a complaint are timed end to end: a real desk, a page and a call that listen, a command beside."""

import asyncio

import pytest

from voicebot.bench.live_ears import Arrivals
from voicebot.bench.live_news import news
from voicebot.bench.service import Service
from voicebot.errors import EngineError


@pytest.mark.models
def test_every_change_arrives_on_the_page_and_in_the_call(desk: Service) -> None:
    found = asyncio.run(news(desk, 2))
    assert {name: len(found[name]) for name in ("page", "call")} == {"page": 2, "call": 2}
    assert all(seconds > 0 for seconds in (*found["page"], *found["call"], *found["voice"]))


async def test_what_does_not_come_is_said_to_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicebot.bench.live_ears._WAIT_S", 0.01)
    seen = Arrivals("page")
    await seen.note()
    await seen.until(1)
    with pytest.raises(EngineError, match="page") as caught:
        await seen.until(2)
    assert caught.value.code == "news_lost"
