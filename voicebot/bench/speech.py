"""How well and how fast people are understood: the short context against 30 s, and against other engines.

All engines hear the same utterance one after the other, so that what else the machine does hits them alike.
Letters are compared after `letters`: no spaces, no punctuation, small letters; digits stay as they are:
"이천일년" heard as "2001년" counts as wrong.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from faster_whisper import WhisperModel
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.resample import resample
from voicebot.bench.corpus import Utterance, pansori_manifest, read_manifest
from voicebot.bench.figures import write_json
from voicebot.errors import AudioError, EngineError
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.features import RATE
from voicebot.hear.openai_whisper import OpenAIWhisper
from voicebot.hear.repetition import letters
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcriber, Transcript
from voicebot.settings import settings
from voicebot.weights import locate

__all__ = ["Figures", "bench_recognition", "eval_speech", "measure_openai", "pansori_manifest"]

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one engine made of one utterance."""

    group: str
    errors: int
    length: int
    ms: float


def _listen(engine: Transcriber, utterance: Utterance, language: str) -> _Heard:
    audio = decode(utterance.path)
    start = time.perf_counter()
    text = engine.transcribe(audio, language=language).text
    ms = (time.perf_counter() - start) * 1000
    wanted = letters(utterance.transcript)
    return _Heard(utterance.group, int(Levenshtein.distance(wanted, letters(text))), len(wanted), ms)


def _compare(
    engines: Mapping[str, Transcriber], utterances: Sequence[Utterance], language: str
) -> dict[str, list[_Heard]]:
    """Every engine on every utterance; the first of all is heard once before it counts."""
    if not utterances:
        raise AudioError("manifest_empty", "the list names no utterance, so there is nothing to measure")
    for engine in engines.values():
        _listen(engine, utterances[0], language)
    heard: dict[str, list[_Heard]] = {name: [] for name in engines}
    for utterance in track(utterances, "listening", console=Console(stderr=True)):
        for name, engine in engines.items():
            heard[name].append(_listen(engine, utterance, language))
    return heard


def _cer(heard: Sequence[_Heard]) -> float:
    """Character error rate: all errors over all letters."""
    return round(sum(one.errors for one in heard) / max(1, sum(one.length for one in heard)), 4)


def _ms(heard: Sequence[_Heard]) -> float:
    return round(median(one.ms for one in heard), 1)


def _of_group(short: Sequence[_Heard], full: Sequence[_Heard]) -> Figures:
    return {
        "n": len(short),
        "cer": _cer(short),
        "cer_full": _cer(full),
        "ms_median": _ms(short),
        "ms_median_full": _ms(full),
    }


def eval_speech(
    manifest: Path, *, json_path: Path | None = None, limit: int | None = None, language: str = "ko"
) -> Figures:
    """Character error rate and median time by group, against the 30 s-padded path in the same run.

    Args:
        manifest: see `voicebot.bench.corpus.read_manifest`.
        json_path: where the figures go as well.
        limit: only the first so many utterances.
        language: what is spoken.

    Returns:
        ``groups`` by name and ``overall``, each with ``n``, ``cer``, ``cer_full``, ``ms_median`` and
        ``ms_median_full``.

    Raises:
        AudioError: the manifest or a sound cannot be read.
    """
    threads = settings().threads.recognise
    engines = {
        "short": FasterWhisper(threads=threads),
        "full": FasterWhisper(threads=threads, full_context=True),
    }
    heard = _compare(engines, read_manifest(manifest)[:limit], language)
    groups = sorted({one.group for one in heard["short"]})
    figures: Figures = {
        "groups": {
            name: _of_group(*([o for o in heard[e] if o.group == name] for e in engines)) for name in groups
        },
        "overall": _of_group(heard["short"], heard["full"]),
    }
    _print_groups(figures)
    write_json(json_path, figures)
    return figures


def bench_recognition(
    manifest: Path, *, json_path: Path | None = None, limit: int | None = None, language: str = "ko"
) -> Figures:
    """The default engine against the padded path and what others use, in one run.

    Returns:
        What `eval_speech` gives of all utterances; ``engines`` (``cer`` and ``ms_median`` by name);
        ``against``: openai-whisper where it is installed, else faster-whisper's own call; and ``ratio``: how
        many times faster than that the default engine is, by medians.
    """
    threads = settings().threads.recognise
    other = _openai(threads) or _Wrapper(threads)
    engines: dict[str, Transcriber] = {
        "short": FasterWhisper(threads=threads),
        "full": FasterWhisper(threads=threads, full_context=True),
        other.capabilities.name: other,
    }
    heard = _compare(engines, read_manifest(manifest)[:limit], language)
    slow = heard[other.capabilities.name]
    figures = _of_group(heard["short"], heard["full"]) | {
        "engines": {name: {"cer": _cer(own), "ms_median": _ms(own)} for name, own in heard.items()},
        "against": other.capabilities.name,
        "ratio": round(_ms(slow) / max(0.1, _ms(heard["short"])), 2),
    }
    _print_engines(figures)
    write_json(json_path, figures)
    return figures


def measure_openai(manifest: Path, *, json_path: Path | None = None, limit: int | None = None) -> Figures:
    """`bench_recognition` where openai-whisper has to be there: to be run in the extra's environment.

    Raises:
        EngineError: ``engine_absent``.
    """
    OpenAIWhisper(threads=settings().threads.recognise)
    return bench_recognition(manifest, json_path=json_path, limit=limit)


def _openai(threads: int) -> OpenAIWhisper | None:
    try:
        return OpenAIWhisper(threads=threads)
    except EngineError:
        return None


class _Wrapper:
    """faster-whisper as it is usually called: its defaults, five beams, 30 s."""

    def __init__(self, threads: int) -> None:
        self._model = WhisperModel(
            str(locate("whisper-base")), "cpu", cpu_threads=threads, compute_type="int8"
        )

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("WhisperModel.transcribe", ("ko", "en"), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        segments, _ = self._model.transcribe(resample(audio, RATE).samples, language=language)
        return Transcript((Hypothesis("".join(segment.text for segment in segments), 0.0),), language)


def _print_groups(figures: Figures) -> None:
    table = Table("group", "n", "CER", "CER, 30 s", "ms", "ms, 30 s", title="people understood")
    for name, group in [*figures["groups"].items(), ("overall", figures["overall"])]:
        table.add_row(name, *(str(value) for value in group.values()))
    Console().print(table)


def _print_engines(figures: Figures) -> None:
    table = Table("engine", "CER", "median ms", title=f"recognition, {figures['n']} utterances")
    for name, own in figures["engines"].items():
        table.add_row(name, f"{own['cer']:.4f}", f"{own['ms_median']:.0f}")
    Console().print(table)
    Console().print(f"{figures['ratio']} × faster than {figures['against']}")
