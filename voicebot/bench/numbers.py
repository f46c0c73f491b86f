"""Numbers in recordings: how often a right one raises an alarm, and whether a wrong one always does.

Sentences of some five seconds, spoken by the desk's voices with the noise of a quiet room. Each is laid
beside its own text, and beside one of which one digit is another: as if that digit had been said wrongly.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio.encode import wav_bytes
from voicebot.audio.level import mix_at_snr, pink_noise
from voicebot.bench.figures import write_json
from voicebot.bench.own_store import own_store
from voicebot.civic.scripts.engine_ear import EngineEar
from voicebot.civic.scripts.hearing import Recordist
from voicebot.civic.scripts.opened import voices_of
from voicebot.civic.scripts.script import Script
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.settings import settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.kokoro import Kokoro
from voicebot.speak.speaker import Speaker
from voicebot.store.database import open_database
from voicebot.store.heard import HeardScripts
from voicebot.workers import Worker

__all__ = ["Tally", "bench_numbers", "made_sentences", "one_wrong"]

_SENTENCES = (
    "수수료는 {money}원이고 현금이나 카드로 내시면 돼요.",
    "궁금한 점은 032-560-{four} 번으로 전화해 주세요.",
    "궁금한 점은 1577-{four} 번으로 전화해 주세요.",
    "평일 오전 {morning}시부터 오후 {evening}시 {tens}분까지 문을 열어요.",
    "신청은 {month}월 {day}일까지 하실 수 있어요.",
    "사진 {few}장을 가지고 {few}층 {window}번 창구로 오세요.",
    "만 {age}세가 넘으면 한 달에 {money}원을 받으실 수 있어요.",
    "이사한 날부터 {day}일 안에 신고해 주세요.",
    "{year}년 {month}월부터 수수료가 {money}원으로 바뀌어요.",
    "{tens}퍼센트를 깎아 드려서 {money}원만 내시면 돼요.",
)
_RANGES = {
    "four": (1000, 9999), "morning": (7, 11), "evening": (1, 9), "month": (1, 12), "day": (1, 28),
    "few": (1, 9), "window": (1, 30), "age": (40, 90), "year": (2024, 2029),
}  # fmt: skip
_VOICES = ("nari", "maru", "nari", "kumo")
_ROOM_DB = 35.0
_LONGEST_S = 30.0


@dataclass
class Tally:
    """What came of it: alarms of right ones, and of wrong ones."""

    right: int = 0
    false_alarms: int = 0
    wrong: int = 0
    caught: int = 0
    mistaken: list[str] = field(default_factory=list)


def made_sentences(n: int, seed: int = 3) -> list[str]:
    """Sentences with numbers in them, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - test data
    return [rng.choice(_SENTENCES).format(**_values(rng)) for _ in range(n)]


def _values(rng: random.Random) -> dict[str, object]:
    numbers: dict[str, object] = {name: rng.randint(*bounds) for name, bounds in _RANGES.items()}
    return {**numbers, "tens": rng.choice([10, 20, 30, 40, 50]), "money": f"{rng.randint(10, 9999) * 100:,}"}


def one_wrong(text: str, rng: random.Random) -> str:
    """The text with one digit changed; none begins with a zero then."""
    at = rng.choice([at for at, letter in enumerate(text) if letter.isdigit()])
    first = at == 0 or not (text[at - 1].isdigit() or text[at - 1] in ",-")
    others = [digit for digit in "0123456789"[first:] if digit != text[at]]
    return text[:at] + rng.choice(others) + text[at + 1 :]


def bench_numbers(n: int, json_path: Path | None = None) -> dict[str, Any]:
    """Speak, hear and compare; prints a table.

    Returns:
        ``right`` texts and ``false_alarms`` of them, ``wrong`` texts and how many were ``caught``.
    """
    tally = asyncio.run(_measured(made_sentences(n)))
    figures = {name: getattr(tally, name) for name in ("right", "false_alarms", "wrong", "caught")}
    write_json(json_path, figures)
    table = Table("figure", "value", title="numbers in recordings")
    for name, value in figures.items():
        table.add_row(name, str(value))
    Console().print(table, *tally.mistaken, sep="\n")
    return figures


async def _measured(sentences: Sequence[str]) -> Tally:
    tally, rng = Tally(), random.Random(1)  # noqa: S311 - test data
    with tempfile.TemporaryDirectory(prefix="voicebot-bench-") as folder:
        async for text, recording, recordist in _recorded(sentences, Path(folder)):
            for said, wrong in ((text, False), (one_wrong(text, rng), True)):
                checked = await recordist.check(Script("", (), said), said, recording)
                alarm = any(one.blocks for one in checked.differences)
                _count(tally, said, wrong=wrong, alarm=alarm)
    return tally


def _count(tally: Tally, text: str, *, wrong: bool, alarm: bool) -> None:
    if wrong:
        tally.wrong, tally.caught = tally.wrong + 1, tally.caught + alarm
    else:
        tally.right, tally.false_alarms = tally.right + 1, tally.false_alarms + alarm
    if wrong != alarm:
        tally.mistaken.append(f"{'missed' if wrong else 'false alarm'}: {text}")


async def _recorded(sentences: Sequence[str], folder: Path) -> AsyncIterator[tuple[str, bytes, Recordist]]:
    """Each sentence, its recording, and who hears it."""
    rng, worker = np.random.default_rng(1), Worker("recogniser")
    with own_store(None) as own:
        engine = await open_database(own)
        kokoro, cache = Kokoro(threads=own.threads.synthesise), SpeechCache(settings().speech_dir)
        transcriber = await worker.run(lambda: FasterWhisper(threads=own.threads.recognise))
        recordist = Recordist(
            EngineEar(transcriber, worker),
            compute=asyncio.to_thread,
            shelf=voices_of(folder),
            heard=HeardScripts(engine),
            most_seconds=_LONGEST_S,
        )
        try:
            for at, text in enumerate(track(sentences, "speaking", console=Console(stderr=True))):
                speaker = Speaker(kokoro, cache, voice=_VOICES[at % len(_VOICES)])
                sound = await asyncio.to_thread(speaker.speak, text, language="ko", rate=1.0)
                noisy = mix_at_snr(
                    sound.audio, pink_noise(sound.audio.duration, sound.audio.rate, rng), _ROOM_DB
                )
                yield text, wav_bytes(noisy), recordist
        finally:
            await engine.dispose()
            await asyncio.to_thread(worker.close)
