"""`voicebot bench cuts`: the network fails at random moments; every talk ends, nothing is done twice."""

from __future__ import annotations

import asyncio
import itertools
import math
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import func, select

from voicebot.bench.cuts_talk import ANSWERS, OPENING, PLACES, Aloud, Speech, Typing, ask, complain
from voicebot.bench.cutting import Cut, CuttingProxy, cutting
from voicebot.bench.figures import write_json
from voicebot.bench.load_figures import show
from voicebot.bench.microphone import bare
from voicebot.bench.service import running_desk
from voicebot.bench.streaming import together
from voicebot.bench.turns import QUESTIONS
from voicebot.client.steady import SteadyCaller, steady
from voicebot.engines import load_engine
from voicebot.errors import ProtocolError
from voicebot.settings import Settings, settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.speaker import Speaker
from voicebot.store.database import open_database
from voicebot.store.tables import ComplaintRow

__all__ = ["Told", "bench_cuts", "converse", "filed_in", "spoken"]

AT_ONCE = 2
EVERY_S = (5.0, 20.0)
"""Seconds from one cut of a conversation to the next, at random."""

AWAY_S = (0.2, 12.0)
"""For how long the network is away, at random; the desk keeps a conversation for sixty seconds."""

err = Console(stderr=True)


@dataclass(slots=True)
class Told:
    """What became of all conversations.

    Attributes:
        enough: after so many cuts the network is left alone, so that the last conversations end soon.
        outcomes: ``done``, or why not, by kind.
        cuts: what was done to their lines.
        reconnections: how often they came back.
        complaints: how many wanted to file.
        receipts: of what was filed.
        anew: conversations that the desk had forgotten.
        failed: what it was, with the question that was open.
    """

    enough: float = math.inf
    outcomes: Counter[str] = field(default_factory=Counter)
    cuts: Counter[str] = field(default_factory=Counter)
    reconnections: int = 0
    complaints: int = 0
    receipts: list[str] = field(default_factory=list)
    anew: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def all_cuts(self) -> int:
        """So far, of conversations that have ended and of those that go on."""
        return sum(self.cuts.values())


def spoken() -> Speech:
    """Everything the callers say, in our own voice."""
    own = settings()
    voice = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    speaker = Speaker(voice, SpeechCache(own.speech_dir))
    texts = [OPENING, *ANSWERS.values(), *PLACES, *QUESTIONS]
    return {text: bare(speaker.speak(text, language="ko", rate=1.0).audio) for text in texts}


def bench_cuts(n: int, *, instant: bool = False, json_path: Path | None = None) -> dict[str, Any]:
    """Hold conversations while their lines are cut, so often; half are complaints, half are spoken.

    Args:
        n: cuts.
        instant: callers hear at once, not in real time: quicker, and more is cut between two turns.
        json_path: where the figures go.

    Returns:
        ``cuts`` by kind, ``conversations`` by outcome, ``reconnections``, ``forgotten`` conversations,
        ``complaints`` that were told, those that are ``stored``, and those that were stored ``twice``.
    """
    speech = spoken()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_desk(folder, warm_cache="false") as desk:
            told = asyncio.run(_until(desk.url, n, speech, instant=instant))
        stored = asyncio.run(filed_in(Settings(data_dir=folder / "var")))
    figures = {
        "conversations": dict(told.outcomes),
        "cuts": dict(told.cuts),
        "all_cuts": told.all_cuts,
        "reconnections": told.reconnections,
        "forgotten": told.anew,
        "complaints": told.complaints,
        "stored": stored,
        "twice": max(0, stored - told.complaints),
        "seconds": time.monotonic() - begun,
        "failed": told.failed,
    }
    show("cuts", figures)
    write_json(json_path, figures)
    return figures


async def filed_in(settings: Settings) -> int:
    """Complaints in a store."""
    engine = await open_database(settings)
    try:
        async with engine.connect() as connection:
            return (await connection.execute(select(func.count()).select_from(ComplaintRow))).scalar_one()
    finally:
        await engine.dispose()


async def _until(url: str, n: int, speech: Speech, *, instant: bool) -> Told:
    told, numbers = Told(enough=n), itertools.count()

    async def hold() -> None:
        while told.all_cuts < told.enough:
            number = next(numbers)
            await converse(url, number, told, speech, instant=instant)
            err.print(f"{number}: {told.all_cuts} cuts, {dict(told.outcomes)}")

    await asyncio.gather(*(hold() for _ in range(AT_ONCE)))
    return told


async def converse(
    url: str,
    number: int,
    told: Told,
    speech: Speech | None,
    *,
    instant: bool = False,
    seed: int | None = None,
) -> None:
    """Hold one conversation over a line that is cut now and then; what became of it goes to `told`.

    Args:
        url: of the desk itself.
        number: every other is a complaint, every other pair is spoken.
        told: is added to.
        speech: nothing, where all is to be typed.
        instant: as for `bench_cuts`.
        seed: of the cuts.
    """
    complains, aloud = number % 2 == 1, speech is not None and number % 4 >= 2
    kind = f"{'complaint' if complains else 'question'}, {'spoken' if aloud else 'typed'}"
    told.complaints += complains
    chance = random.Random(seed)  # noqa: S311 - nobody guesses
    async with cutting(url) as proxy, together(_cut_now_and_then(proxy, chance, told)):
        caller: SteadyCaller | None = None
        try:
            async with steady(proxy.url, instant=instant) as caller:
                await _talk(caller, number, speech if aloud else None, complains=complains)
            told.outcomes[f"{kind}: done"] += 1
        except (ProtocolError, TimeoutError) as error:
            told.outcomes[f"{kind}: {getattr(error, 'code', 'no answer')}"] += 1
            told.failed.append(f"{number} {kind}: {error!r}, asking {caller and caller.asking}")
        if caller:
            told.reconnections += caller.line.cuts
            told.anew += caller.anew
            told.receipts += sorted(set(caller.receipts))


async def _talk(caller: SteadyCaller, number: int, speech: Speech | None, *, complains: bool) -> None:
    if speech is None:
        typing = Typing(caller)
        await (complain(typing, caller, number) if complains else ask(typing, number))
        return
    aloud = Aloud(caller, speech, seed=number)
    async with together(aloud.microphone.run()):
        await (complain(aloud, caller, number) if complains else ask(aloud, number))


async def _cut_now_and_then(proxy: CuttingProxy, chance: random.Random, told: Told) -> None:
    await asyncio.sleep(chance.uniform(*EVERY_S))
    while told.all_cuts < told.enough:
        kind, away = chance.choice([*Cut]), chance.uniform(*AWAY_S)
        if cut := proxy.cut(kind, away):
            told.cuts[kind.value] += cut
            await asyncio.sleep(away)
        await asyncio.sleep(chance.uniform(*EVERY_S))
