"""How well our own recogniser understands our own voice, and what speaking costs.

Each sentence is synthesised, recognised and compared. A recogniser writes numbers as it likes (``2,500원`` or
이천오백 원), so both sides are read aloud by the same rules first and only letters are compared.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.hear.transcriber import Transcriber
from voicebot.settings import settings
from voicebot.speak.reading import read_korean
from voicebot.speak.synthesizer import Synthesizer

__all__ = ["Heard", "error_rate", "eval_voice", "letters", "measure_voice"]

_WORST = 10
_FIGURES = str.maketrans("0123456789", "공일이삼사오육칠팔구")
_WARM_UP = "안녕하세요."


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence, as it was spoken and understood.

    Attributes:
        text: what was to be said.
        heard: what the recogniser understood.
        errors: letters wrong, missing or too many.
        length: letters of the text as read aloud.
        speech_s: seconds of sound.
        work_s: seconds it took to make it.
    """

    text: str
    heard: str
    errors: int
    length: int
    speech_s: float
    work_s: float


def eval_voice(
    texts: Path,
    *,
    json_path: Path | None = None,
    limit: int | None = None,
    language: str = "ko",
    voice: str | None = None,
) -> dict[str, float | int]:
    """Measure the packaged voice with the packaged recogniser; print a table.

    Args:
        texts: one sentence a line; empty lines and lines that begin with ``#`` are skipped.
        json_path: where the figures go as well.
        limit: only the first so many sentences.
        language: ``ko`` or ``en``.
        voice: one of the engine's voices; its default when empty.

    Returns:
        ``cer`` (errors over letters, all sentences together), ``rtf`` (seconds of work a second of speech)
        and ``n``.
    """
    from voicebot.hear.faster_whisper import FasterWhisper  # noqa: PLC0415  (loads a model library)
    from voicebot.speak.kokoro import Kokoro  # noqa: PLC0415  (loads a model library)

    lines = [line.strip() for line in texts.read_text("utf-8").splitlines()]
    sentences = [line for line in lines if line and not line.startswith("#")][:limit]
    threads = settings().threads
    speaker, listener = Kokoro(threads=threads.synthesise), FasterWhisper(threads=threads.recognise)
    steps = track(sentences, "speaking and listening", console=Console(stderr=True))
    heard = measure_voice(steps, speaker, listener, language=language, voice=voice)
    figures = _figures(heard)
    _print(figures, heard)
    if json_path:
        json_path.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return figures


def measure_voice(
    sentences: Iterable[str],
    speaker: Synthesizer,
    listener: Transcriber,
    *,
    language: str,
    voice: str | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Heard]:
    """Speak each sentence, listen to it, count what went wrong."""
    speaker.synthesize(_WARM_UP, language=language, voice=voice)
    results: list[Heard] = []
    for text in sentences:
        start = clock()
        audio = speaker.synthesize(text, language=language, voice=voice)
        work = clock() - start
        heard = listener.transcribe(audio, language=language).text
        errors, length = error_rate(text, heard)
        results.append(Heard(text, heard, errors, length, audio.duration, work))
    return results


def error_rate(text: str, heard: str) -> tuple[int, int]:
    """Letters to change to make one of the other, both as read aloud, and letters of the text.

    A recogniser writes 삼칠이사 as ``3724``, which may be an amount or figures one by one: the reading that
    fits better counts.
    """
    wanted = letters(text)
    readings = (letters(heard), letters(heard.translate(_FIGURES)))
    return min(int(Levenshtein.distance(wanted, reading)) for reading in readings), len(wanted)


def letters(text: str) -> str:
    """The letters of a text as it is read aloud: no spaces, no marks, no digits that Korean reads."""
    return "".join(letter for letter in read_korean(text).casefold() if letter.isalnum())


def _figures(heard: list[Heard]) -> dict[str, float | int]:
    length = sum(item.length for item in heard)
    speech = sum(item.speech_s for item in heard)
    return {
        "cer": round(sum(item.errors for item in heard) / max(length, 1), 4),
        "rtf": round(sum(item.work_s for item in heard) / speech if speech else 0.0, 4),
        "n": len(heard),
    }


def _print(figures: dict[str, float | int], heard: list[Heard]) -> None:
    table = Table(title="voice", show_header=True)
    for name in figures:
        table.add_column(name, justify="right")
    table.add_row(*(str(value) for value in figures.values()))
    worst = Table(title=f"the {_WORST} worst understood", show_lines=True)
    for name in ("errors", "text", "heard"):
        worst.add_column(name)
    for item in sorted(heard, key=lambda item: -item.errors / max(item.length, 1))[:_WORST]:
        worst.add_row(f"{item.errors}/{item.length}", item.text, item.heard)
    Console().print(table, worst)
