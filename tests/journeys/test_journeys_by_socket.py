"""Journeys 1 to 3 of the product, spoken by a caller made of software."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from voicebot.audio.encode import write_wav
from voicebot.bench.service import Service
from voicebot.client.ask import call_once
from voicebot.client.caller import call

pytestmark = pytest.mark.models


async def test_journey_1_ask_and_hear_the_answer(desk: Service, say: Any, tmp_path: Path) -> None:
    write_wav(tmp_path / "q.wav", say("여권을 새로 만들려면 어떻게 해요?"))
    answer = await call_once(
        desk.url,
        audio=tmp_path / "q.wav",
        output=tmp_path / "a.wav",
        language="ko",
        console=Console(quiet=True),
    )
    assert answer.entry == "passport-new"
    assert "여권" in answer.heard
    assert answer.sound.duration > 3
    assert (tmp_path / "a.wav").stat().st_size > 48_000 * 3


async def test_journey_1_three_sentences_and_then_more(desk: Service) -> None:
    async with call(desk.url, instant=True) as caller:
        answer = await caller.type("여권 새로 만들려면 어떻게 해요?")
        assert len(answer.sentences) <= 4
        if answer.sentences[-1] == "더 들을까요?":
            more = await caller.type("네")
            assert more.entry == answer.entry
            assert more.sentences != answer.sentences


async def test_journey_2_not_sure_offers_spoken_numbered_choices(desk: Service) -> None:
    async with call(desk.url, instant=True) as caller:
        offered = await caller.type("여권")
        assert offered.kind == "choices"
        assert set(offered.choices) == {"passport-fee", "passport-new", "passport-lost"}
        chosen = await caller.press("input_key", key="1")
        assert (chosen.kind, chosen.entry) == ("answer", offered.choices[0])


async def test_journey_3_nothing_known_says_so_and_records(desk: Service) -> None:
    async with call(desk.url, instant=True) as caller:
        answer = await caller.type("비행기 표는 얼마예요?")
    assert answer.entry == ""
    assert "120" in " ".join(answer.sentences)


async def test_english_is_a_language_of_its_own(desk: Service) -> None:
    async with call(desk.url, language="en", instant=True) as caller:
        answer = await caller.type("How do I get a new passport?")
    assert answer.entry == "passport-new"
    assert "passport" in " ".join(answer.sentences).lower()


async def test_slower_and_repeat_are_sayable_and_pressable(desk: Service) -> None:
    async with call(desk.url, instant=True) as caller:
        first = await caller.type("여권 수수료 얼마예요?")
        again = await caller.type("다시 말해 주세요")
        slower = await caller.press("command", name="slower")
    assert again.sentences == first.sentences
    assert slower.sentences[-len(first.sentences) :] == first.sentences


def test_health_and_metrics(desk: Service) -> None:
    assert httpx.get(f"{desk.url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{desk.url}/readyz").json() == {"status": "ready"}
    assert "voicebot_sessions_open" in httpx.get(f"{desk.url}/metrics").text
