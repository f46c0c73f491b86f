"""How soon the desk answers: real callers over the WebSocket, cached and uncached, one and three at once."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console

from voicebot.audio import Audio
from voicebot.bench.figures import percentile
from voicebot.bench.service import Service, cold_cache, running_desk
from voicebot.civic.faq import load_faq
from voicebot.client.caller import Answer, call
from voicebot.engines import load_engine
from voicebot.settings import settings

__all__ = ["bench_turns"]

QUESTIONS = (
    "여권 만들려면 뭐가 필요해요?",
    "등본 떼는 데 얼마예요?",
    "기초연금은 누가 받을 수 있어요?",
    "치매 검사 받고 싶어요.",
    "소파 버리려면 어떻게 해요?",
    "전입신고는 언제까지 해야 돼요?",
    "안 먹는 약은 어디에 버려요?",
    "반려견 등록하려면 어떻게 해요?",
)
err = Console(stderr=True)


def bench_turns(*, rounds: int = 5, memory_turns: int = 200) -> dict[str, Any]:
    """Measure first sound after the end of the turn, memory after many turns, and the time to be ready.

    Args:
        rounds: how often each question is asked aloud of a desk that has the answers cached.
        memory_turns: turns before memory is read.

    Returns:
        Milliseconds p50 and p95 for ``cached_1``, ``uncached_1``, ``uncached_3`` with each stage,
        ``ready_s``, ``memory_gb``.
    """
    spoken = _questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures: dict[str, Any] = {}
        err.print("a desk with an empty cache: one caller, then three")
        with running_desk(folder, warm_cache="false", cache_dir=str(cold_cache(folder))) as desk:
            figures["uncached_1"] = asyncio.run(_uncached(desk, spoken, 1))
        with running_desk(folder, warm_cache="false", cache_dir=str(cold_cache(folder))) as desk:
            figures["uncached_3"] = asyncio.run(_uncached(desk, spoken, 3))
        err.print("a desk with a warm cache")
        with running_desk(folder, warm_cache="false") as desk:
            figures["ready_s"] = desk.ready_s
            asyncio.run(_ask_all(desk, spoken, 1))
            figures["cached_1"] = _figures(asyncio.run(_ask_all(desk, spoken, rounds)))
            asyncio.run(_many_turns(desk, memory_turns))
            figures["memory_gb"] = desk.memory_gb()
    return figures


def _questions() -> list[Audio]:
    own = settings()
    voice = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    return [voice.synthesize(text, language="ko") for text in QUESTIONS]


async def _ask_all(desk: Service, spoken: list[Audio], rounds: int) -> list[Answer]:
    """Each question is a call of its own: what is said soon after a turn belongs to it."""
    answers = []
    for sound in spoken * rounds:
        async with call(desk.url, instant=True) as caller:
            answers.append(await caller.ask(sound))
    return answers


async def _uncached(desk: Service, spoken: list[Audio], callers: int) -> dict[str, float]:
    """Every question is asked once, so that no answer has been made before."""
    turns = itertools.cycle(range(callers))
    shares: list[list[Audio]] = [[] for _ in range(callers)]
    for sound in spoken:
        shares[next(turns)].append(sound)
    heard = await asyncio.gather(*(_ask_all(desk, share, 1) for share in shares))
    return _figures([answer for one in heard for answer in one])


async def _many_turns(desk: Service, turns: int) -> None:
    """Typed questions on fresh connections: what memory does over a day, in a minute."""
    entries = load_faq(settings().district_dir).phrasings("ko")
    async with call(desk.url, instant=True) as caller:
        for number in range(turns):
            await caller.type(entries[number * 7 % len(entries)].text, patience_s=120)


def _figures(answers: list[Answer]) -> dict[str, float]:
    first = [a.first_sound_s * 1000 for a in answers if a.first_sound_s is not None]
    stages = {name for answer in answers for name in answer.timings}
    medians = {n: percentile([a.timings[n] for a in answers if n in a.timings], 50) for n in sorted(stages)}
    return {"n": len(first), "p50_ms": percentile(first, 50), "p95_ms": percentile(first, 95), **medians}
