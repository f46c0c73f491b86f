"""A batch of scripts with recordings: how fast they are heard, what memory that takes, how many are alarms.

The recordings are the desk's own voice with the noise of a quiet room; every tenth says a digit that the text
does not. A recogniser of its own hears them in this process, as in `voicebot faq import`.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.audio.level import mix_at_snr, pink_noise
from voicebot.bench.figures import write_json
from voicebot.bench.own_store import own_store
from voicebot.civic.scripts.engine_ear import EngineEar
from voicebot.civic.scripts.opened import open_intake
from voicebot.civic.scripts.table import FORM, xlsx_of
from voicebot.civic.scripts.voicing import sentences_to_make
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.memory import give_back
from voicebot.settings import Settings, settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.kokoro import Kokoro
from voicebot.speak.speaker import Speaker
from voicebot.store.batches import Counts
from voicebot.store.database import open_database
from voicebot.workers import Worker

__all__ = ["bench_import", "made_rows", "write_batch"]

_SENTENCES = (
    "{n}번 민원은 구청 일 층에서 접수해요.",
    "수수료는 {m}원이에요.",
    "신분증과 사진 한 장을 꼭 가져오세요.",
    "오전 아홉 시부터 오후 여섯 시까지 열어요.",
    "점심시간에는 기다리실 수 있어요.",
    "궁금한 점은 032-{a}-{b}로 전화해 주세요.",
)
_ROOM_DB = 35.0
_EVERY_WRONG = 10
_SOME_SPOKEN = 20
"""Sentences made afterwards, to see what making takes."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A row of the batch, and what its recording says."""

    question: str
    answer: str
    said: str
    file: str


def made_rows(rows: int, recordings: int, seed: int = 1) -> list[_Made]:
    """Rows, of which the first have a recording; every tenth of those says another digit than its text."""
    rng = random.Random(seed)  # noqa: S311 - test data
    made = []
    for number in range(rows):
        answer = " ".join(_SENTENCES).format(
            n=number + 1,
            m=f"{rng.randint(1, 99) * 500:,}",
            a=rng.randint(200, 899),
            b=rng.randint(1000, 9999),
        )
        recorded = number < recordings
        said = _another_digit(answer, rng) if recorded and number % _EVERY_WRONG == 0 else answer
        made.append(
            _Made(f"{number + 1}번 민원 어떻게 해요?", answer, said, f"{number}.wav" if recorded else "")
        )
    return made


def _another_digit(text: str, rng: random.Random) -> str:
    at = rng.choice([at for at, letter in enumerate(text) if letter.isdigit()])
    return text[:at] + rng.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1 :]


def bench_import(rows: int, recordings: int, json_path: Path | None = None) -> dict[str, Any]:
    """Make a batch, take it in, and check it; prints a table.

    Returns:
        ``rows``, ``recordings``, ``seconds`` of sound, ``heard_s``, ``cpu_s`` (of all cores),
        ``speed`` (times real time), ``taken_s``,
        ``memory_mb`` above rest, ``mistakes`` and ``mistakes_caught``, ``true_ones`` and ``false_alarms``,
        ``spoken`` (sentences made afterwards) and ``speaking`` (times real time).
    """
    made = made_rows(rows, recordings)
    with own_store(None) as own, tempfile.TemporaryDirectory(prefix="voicebot-bench-") as folder:
        speaker = write_batch(Path(folder), made)
        figures = asyncio.run(_measure(own, Path(folder), made, speaker))
    write_json(json_path, figures)
    table = Table("figure", "value", title="importing scripts")
    for name, value in figures.items():
        table.add_row(name, str(value))
    Console().print(table)
    return figures


def write_batch(folder: Path, made: Sequence[_Made]) -> Speaker:
    """Write ``sheet.xlsx`` and ``recordings.zip``; the voice that has spoken them."""
    own = settings()
    speaker = Speaker(Kokoro(threads=own.threads.synthesise), SpeechCache(own.speech_dir))
    rng = np.random.default_rng(1)
    lines = [["" for _ in FORM] for _ in made]
    for line, row in zip(lines, made, strict=True):
        for heading, value in (("질문", row.question), ("답변", row.answer), ("파일", row.file)):
            line[FORM.index(heading)] = value
    (folder / "sheet.xlsx").write_bytes(xlsx_of([FORM, *lines]))
    with zipfile.ZipFile(folder / "recordings.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        spoken = [row for row in made if row.file]
        for row in track(spoken, "speaking", console=Console(stderr=True)):
            archive.writestr(row.file, wav_bytes(_recorded(row.said, speaker, rng)))
    return speaker


def _recorded(text: str, speaker: Speaker, rng: np.random.Generator) -> Audio:
    sound = speaker.speak(text, language="ko", rate=1.0).audio
    return mix_at_snr(sound, pink_noise(sound.duration, sound.rate, rng), _ROOM_DB)


async def _measure(own: Settings, folder: Path, made: Sequence[_Made], speaker: Speaker) -> dict[str, Any]:
    engine = await open_database(own)
    worker = Worker("recogniser")
    try:
        transcriber = await worker.run(lambda: FasterWhisper(threads=own.threads.recognise))
        ear = EngineEar(transcriber, worker)
        await ear.hear(Audio.silence(3.0, 16_000), "ko")
        intake = open_intake(engine, ear, asyncio.to_thread, own.scripts_dir, own.scripts)
        meter = _Memory()
        begun, busy = time.monotonic(), time.process_time()
        batch = await intake.take(
            folder / "sheet.xlsx", folder / "recordings.zip", name="bench.xlsx", language="ko", by="bench"
        )
        taken = time.monotonic() - begun
        await intake.check(batch.id, meter.read)
        heard = time.monotonic() - begun - taken
        busy = time.process_time() - busy
        found = [script async for script in intake.scripts(batch.id)]
        seconds = sum(script.voice.seconds for script in found if script.voice)
        return {
            "rows": len(made),
            "recordings": sum(bool(row.file) for row in made),
            "seconds": round(seconds, 1),
            "taken_s": round(taken, 2),
            "heard_s": round(heard, 2),
            "cpu_s": round(busy, 2),
            "speed": round(seconds / heard, 2),
            "memory_mb": meter.most_mb,
            **_alarms(made, [bool(script.open) for script in found]),
            **await asyncio.to_thread(_speak, speaker, sentences_to_make(found)),
        }
    finally:
        await engine.dispose()
        await asyncio.to_thread(worker.close)


def _alarms(made: Sequence[_Made], alarms: Sequence[bool]) -> dict[str, int]:
    pairs = [(row.said != row.answer, alarm) for row, alarm in zip(made, alarms, strict=True) if row.file]
    return {
        "mistakes": sum(wrong for wrong, _ in pairs),
        "mistakes_caught": sum(wrong and alarm for wrong, alarm in pairs),
        "true_ones": sum(not wrong for wrong, _ in pairs),
        "false_alarms": sum(not wrong and alarm for wrong, alarm in pairs),
    }


def _speak(speaker: Speaker, sentences: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Make some of the sentences that have no recording, as the desk does when nobody calls."""
    begun, sound = time.monotonic(), 0.0
    fresh = [text for language, text in sentences if not speaker.is_free(text, language=language)]
    for text in fresh[:_SOME_SPOKEN]:
        sound += speaker.speak(text, language="ko", keep=False).audio.duration
    took = time.monotonic() - begun
    return {
        "to_speak": len(sentences),
        "spoken": len(fresh[:_SOME_SPOKEN]),
        "speaking": round(sound / took, 2),
    }


class _Memory:
    """How much more this process takes than at rest."""

    def __init__(self) -> None:
        give_back()
        self._rest = self._now()
        self.most_mb = 0

    def read(self, counts: Counts) -> None:
        """Look once."""
        self.most_mb = max(self.most_mb, round((self._now() - self._rest) / 1e6))

    @staticmethod
    def _now() -> int:
        return int(psutil.Process().memory_info().rss)
