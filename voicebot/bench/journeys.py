"""Complaints told aloud from the first word to the receipt: callers by script, voice and noise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from voicebot.audio import Audio
from voicebot.bench.figures import write_json
from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.service import running_desk
from voicebot.bench.shares import share, show_shares
from voicebot.bench.stored import kept, wrong_fields
from voicebot.bench.talker import Script, read_scripts
from voicebot.bench.telling_aloud import Mouth, Told, number_reader, tell, track
from voicebot.civic.complaints.receipt import spoken
from voicebot.client.caller import call
from voicebot.engines import load_engine
from voicebot.settings import Settings, settings
from voicebot.understand.slots import Phone, Span

__all__ = ["NOISES", "Pace", "eval_journeys"]

NOISES: dict[str, float | None] = {"clean": None, "20 dB": 20.0, "15 dB": 15.0}
"""How much fainter than the voice the noise is."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How callers come.

    Attributes:
        together: conversations at the same time.
        at_once: send what is said as fast as it is taken: for a machine that has no time.
    """

    together: int = 2
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the callers call, and where it keeps what they told."""

    url: str
    own: Settings
    voices: Voices
    places: asyncio.Semaphore
    at_once: bool
    reads: Callable[[Audio, str], bool]


def eval_journeys(
    *,
    voices: int = 2,
    noises: Sequence[str] = ("clean", "15 dB"),
    only: Sequence[str] = (),
    pace: Pace = Pace(),
    json_path: Path | None = None,
    show: bool = False,
) -> dict[str, Any]:
    """File every script in so many voices at each noise, then ask for it by receipt and by telephone.

    Args:
        voices: how many, of `Voices`.
        noises: of `NOISES`.
        only: scripts by their names; all of them when empty.
        pace: how fast, and how many at the same time.
        json_path: where figures and conversations go as well.
        show: print the conversations too.

    Returns:
        By script and by noise ``share``, ``interval`` (95 %), ``n`` of the conversations that ended in a
        complaint filed as it was told; ``by_receipt`` and ``by_phone`` of those filed.
    """
    wanted = [
        (script, Told(script.name, voice, noise))
        for noise, voice, script in product(noises, range(voices), read_scripts())
        if not only or script.name in only
    ]
    engine = load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise)
    with TemporaryDirectory(prefix="voicebot-journeys-") as folder:
        own = Settings(data_dir=Path(folder) / "var", keys=[])
        # Callers who are misheard must not be locked out together: they share one address here.
        with running_desk(Path(folder), warm_cache="false", limits__wrong_tries="1000") as desk:
            places = asyncio.Semaphore(pace.together)
            here = _Desk(desk.url, own, Voices(engine), places, pace.at_once, number_reader())
            asyncio.run(_all(here, wanted))
    figures = _figures([told for _, told in wanted])
    show_shares("complaints by voice, filed as told", figures)
    talks = [_case(told) for _, told in wanted]
    write_json(json_path, figures | {"talks": talks})
    if show:
        Console(width=200).print_json(data=talks, ensure_ascii=False)
    return figures


async def _all(desk: _Desk, wanted: Sequence[tuple[Script, Told]]) -> None:
    async def one(script: Script, told: Told) -> None:
        async with desk.places:
            await _journey(desk, script, told)

    await asyncio.gather(*(one(script, told) for script, told in wanted))


async def _journey(desk: _Desk, script: Script, told: Told) -> None:
    mouth = Mouth(desk.voices, told.voice, NOISES[told.noise], desk.at_once, desk.reads)
    async with call(desk.url, instant=True) as caller:
        await tell(caller, script, told, mouth)
    if not told.receipt:
        return
    told.wrong = wrong_fields(await kept(desk.own, told.receipt), script.filed)
    receipt, phone = told.receipt, script.filed["phone"]
    async with call(desk.url, instant=True) as caller:
        told.by_receipt = await track(caller, receipt, f"{spoken(receipt, 'ko')}요.", told, mouth)
    async with call(desk.url, instant=True) as caller:
        told.by_phone = await track(caller, phone, _paused(Phone(phone, Span(0, 0)).spoken()), told, mouth)


def _paused(number: str) -> str:
    """A number as it is dictated: group by group."""
    return number.replace(", ", MARK) + "요."


def _figures(talks: Sequence[Told]) -> dict[str, Any]:
    by_script = {told.script: [t.right for t in talks if t.script == told.script] for told in talks}
    by_noise = {told.noise: [t.right for t in talks if t.noise == told.noise] for told in talks}
    rows = {**by_script, **by_noise, "all": [told.right for told in talks]}
    rows["name alike too"] = [told.right and not told.wrong for told in talks]
    rows["found by receipt"] = [told.by_receipt for told in talks if told.by_receipt is not None]
    rows["found by telephone"] = [told.by_phone for told in talks if told.by_phone is not None]
    return {name: share(hits) for name, hits in rows.items()}


def _case(told: Told) -> dict[str, Any]:
    return {
        "script": told.script, "voice": told.voice, "noise": told.noise, "receipt": told.receipt,
        "wrong": told.wrong, "by_receipt": told.by_receipt, "by_phone": told.by_phone, "lines": told.lines,
    }  # fmt: skip
