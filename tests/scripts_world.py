"""What the tests of scripts share: files made on the fly, and an ear that hears what it is told."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.hear.transcriber import HeardWord, Hypothesis, TimedTranscript, Transcript

HEAD = ["질문", "다른 표현", "답변", "출처", "시작일", "종료일", "파일"]


def voice(seconds: float = 1.2, seed: int = 1) -> bytes:
    """A WAV file in which something like a voice is heard, another for each seed."""
    rng = np.random.default_rng(seed)
    times = np.arange(round(seconds * 16_000)) / 16_000
    body = 0.2 * np.sin(2 * np.pi * (150 + 10 * seed) * times) * (1 + np.sin(2 * np.pi * 4 * times))
    quiet = 0.0005 * rng.standard_normal(4_000)
    return wav_bytes(Audio(np.concatenate([quiet, body, quiet]).astype(np.float32), 16_000))


def zip_of(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def xlsx(path: Path, rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [head, *rows]:
        sheet.append(list(row))
    book.save(path)
    return path


def timed(text: str, seconds: float, score: float = -0.1) -> TimedTranscript:
    words = text.split()
    step = seconds / max(1, len(words))
    heard = Transcript((Hypothesis(text, score),) if text else (), "ko", duration=seconds)
    return TimedTranscript(heard, tuple(HeardWord(word, at * step) for at, word in enumerate(words)))


class ToldEar:
    """Hears the next of the texts it was told; the last again and again."""

    engine = "told"

    def __init__(self, *texts: str, weights: list[float] | None = None, score: float = -0.1) -> None:
        self._texts = list(texts)
        self._weights = weights
        self._score = score
        self.heard = 0
        self.weighed: list[list[str]] = []

    async def hear(self, audio: Audio, language: str) -> TimedTranscript:
        self.heard += 1
        text = self._texts.pop(0) if len(self._texts) > 1 else self._texts[0]
        return timed(text, audio.duration, self._score)

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        self.weighed.append(list(texts))
        return self._weights and [*self._weights, *[-99.0] * len(texts)][: len(texts)]
