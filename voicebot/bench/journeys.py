"""Complaints told aloud from the first word to the receipt: callers by script, voice and noise, a desk of its own."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rich.console import Console

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.bench.complaints_spoken import same_place
from voicebot.bench.figures import write_json
from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.service import Service, running_desk
from voicebot.bench.shares import share, show_shares
from voicebot.bench.talker import Script, Talker, read_scripts
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact
from voicebot.civic.complaints.receipt import spoken
from voicebot.civic.complaints.register import Register
from voicebot.civic.district import load_district
from voicebot.client.caller import Answer, Caller, call
from voicebot.engines import load_engine
from voicebot.hear.vad import RATE
from voicebot.settings import Settings, settings
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.understand.slots import Phone, Span

__all__ = ["NOISES", "Kept", "Told", "eval_journeys", "kept", "tell", "track", "uttered", "wrong_fields"]

NOISES: dict[str, float | None] = {"clean": None, "20 dB": 20.0, "15 dB": 15.0}
"""How much fainter than the voice the noise is."""

THINKS_S = 1.0
"""A pause that the script marks."""

PATIENCE_S = 90.0
_BEFORE_S = 2.6
"""Between the desk's last word and hers; the desk is heard at once here, and must not take her for going on."""
_ROOM_S = 4.0

_ASKED = "내 민원 어떻게 됐어요?"


@dataclass(frozen=True, slots=True)
class Kept:
    """A complaint in the store, with whose it is."""

    complaint: Complaint
    contact: Contact


@dataclass(slots=True)
class Told:
    """One conversation and what came of it.

    Attributes:
        lines: (said, heard, answered), in order.
        receipt: spoken by the desk; empty where nothing was filed.
        wrong: fields of the store that are not as they were told.
        by_receipt: whether the receipt, said in digits, led to it; nothing where there was none.
        by_phone: the same for the telephone number.
    """

    script: str
    voice: int
    noise: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    receipt: str = ""
    wrong: tuple[str, ...] = ()
    by_receipt: bool | None = None
    by_phone: bool | None = None

    @property
    def right(self) -> bool:
        """Whether it was filed, with all of it as it was told; a name may be spelt another way."""
        return bool(self.receipt) and not set(self.wrong) - {"name"}


def uttered(words: str, voices: Voices, voice: int, noise_db: float | None) -> tuple[Audio, Audio]:
    """Words as a microphone hears them, pauses where they are marked; and the room after them."""
    pause = Audio.silence(THINKS_S, RATE)
    parts = [part for piece in words.split(MARK) for part in (pause, voices.say(piece, voice))]
    speech, quiet = Audio.join([Audio.silence(_BEFORE_S, RATE), *parts[1:]]), Audio.silence(_ROOM_S, RATE)
    if noise_db is None:
        return speech, quiet
    noise = white_noise(speech.duration, RATE, np.random.default_rng(zlib.crc32(speech.to_pcm16())))
    noisy = mix_at_snr(speech, noise, noise_db)
    room = np.resize(noisy.samples - speech.samples, len(quiet.samples))
    return noisy, Audio(room, RATE)


async def tell(caller: Caller, script: Script, told: Told, voices: Voices, noise_db: float | None) -> None:
    """Talk until the desk says that it has filed, or one of them gives up."""
    talker, answer = Talker(script), Answer()
    while (words := talker.says(answer.sentences)) is not None and not caller.filed:
        answer = await _said(caller, words, told, voices, noise_db)
        if caller.filed:
            told.receipt = caller.filed[-1]["receipt"]


async def _said(
    caller: Caller, words: str, told: Told, voices: Voices, noise_db: float | None
) -> Answer:
    sound, room = uttered(words, voices, told.voice, noise_db)
    try:
        answer = await caller.ask(sound, patience_s=PATIENCE_S, room=room)
    except TimeoutError:
        answer = Answer(sentences=[f"(nothing: {', '.join(error['code'] for error in caller.errors)})"])
    told.lines.append((words, answer.heard, " ".join(answer.sentences)))
    return answer


async def track(caller: Caller, number: str, told: Told, voices: Voices, noise_db: float | None) -> bool:
    """Ask how it stands, and say the number, in parts where the desk asks for them; whether that led to it."""
    answer = await _said(caller, _ASKED, told, voices, noise_db)
    for _ in range(3):
        answer = await _said(caller, number, told, voices, noise_db)
        if answer.kind == "notice":
            break
    return answer.kind == "notice" and not any("찾을 수 없" in line for line in answer.sentences)


async def kept(own: Settings, receipt: str) -> Kept:
    """What is in the store of a desk."""
    engine = await open_database(own)
    try:
        district = load_district(own.district_dir)
        register = Register(engine, load_keyring(own), district, load_categories(own.district_dir), {})
        one = await register.get(receipt)
        at = one.filed_at
        assert at is not None  # it was filed
        seen = await register.contact(receipt, actor="bench", role="officer", at=at)
        return Kept(one, seen)
    finally:
        await engine.dispose()


def wrong_fields(one: Kept, wanted: dict[str, str] | Any) -> tuple[str, ...]:
    """Fields that are not as they were told; what was not told has to be empty."""
    found = {
        "category": one.complaint.category,
        "place": one.complaint.place,
        "when": one.complaint.occurred,
        "phone": one.contact.phone,
        "name": one.contact.name,
    }
    exact = ("category", "phone")
    return tuple(
        name
        for name, value in found.items()
        if not (value == wanted[name] if name in exact or not wanted[name] else same_place(wanted[name], value))
    )


def eval_journeys(
    *,
    voices: int = 2,
    noises: Sequence[str] = ("clean", "15 dB"),
    only: Sequence[str] = (),
    at_once: int = 2,
    json_path: Path | None = None,
    show: bool = False,
) -> dict[str, Any]:
    """File every script in so many voices at each noise, then ask for it by receipt and by telephone.

    Args:
        voices: how many, of `Voices`.
        noises: of `NOISES`.
        only: scripts by their names; all of them when empty.
        at_once: conversations at the same time.
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
        with running_desk(Path(folder), warm_cache="false", limits__wrong_tries="1000") as desk:
            own = Settings(data_dir=Path(folder) / "var", keys=[])
            asyncio.run(_all(desk, own, Voices(engine), wanted, at_once))
    figures = _figures([told for _, told in wanted])
    show_shares("complaints by voice, filed as told", figures)
    talks = [_case(told) for _, told in wanted]
    write_json(json_path, figures | {"talks": talks})
    if show:
        Console(width=200).print_json(data=talks, ensure_ascii=False)
    return figures


async def _all(
    desk: Service, own: Settings, voices: Voices, wanted: Sequence[tuple[Script, Told]], at_once: int
) -> None:
    places = asyncio.Semaphore(at_once)

    async def one(script: Script, told: Told) -> None:
        async with places:
            await _journey(desk, own, script, told, voices)

    await asyncio.gather(*(one(script, told) for script, told in wanted))


async def _journey(desk: Service, own: Settings, script: Script, told: Told, voices: Voices) -> None:
    noise_db = NOISES[told.noise]
    async with call(desk.url, instant=True) as caller:
        await tell(caller, script, told, voices, noise_db)
    if not told.receipt:
        return
    told.wrong = wrong_fields(await kept(own, told.receipt), script.filed)
    digits = spoken(told.receipt, "ko").replace(", ", MARK)
    phone = Phone(script.filed["phone"], Span(0, 0)).spoken().replace(", ", MARK)
    async with call(desk.url, instant=True) as caller:
        told.by_receipt = await track(caller, digits, told, voices, noise_db)
    async with call(desk.url, instant=True) as caller:
        told.by_phone = await track(caller, phone, told, voices, noise_db)


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
