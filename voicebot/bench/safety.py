"""How well danger is heard: of those who are in danger, and of those who only sound like it."""

from __future__ import annotations

import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.bench.figures import percentile, write_json
from voicebot.bench.labelled import read_rows
from voicebot.bench.shares import share, show_row, show_shares
from voicebot.engines import load_engine
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.understand.meaning import Reading
from voicebot.understand.safety import Danger, danger_in
from voicebot.understand.tuned import tuned_ear

__all__ = ["READINGS", "Labelled", "eval_safety", "read_labelled"]

READINGS = 3
"""Hypotheses of the recogniser that are looked at."""

Hear = Callable[[str, str], list[Reading]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One utterance of a set (tests/understand/blind/README.md).

    Attributes:
        text: what was said.
        language: ``ko`` or ``en``, from the file's name.
        danger: whether it is one, or only sounds like it; from the file's name.
        kind: which.
        note: ``unclear`` where asking back is right too, ``also:KIND``, ``generic``.
    """

    text: str
    language: str
    danger: bool
    kind: str
    note: str

    def is_kind(self, found: Danger) -> bool:
        """Whether the kind that was heard is a right one."""
        return found.kind == self.kind or "generic" in self.note or f"also:{found.kind}" in self.note


Heard = tuple[Labelled, Danger | None]


def eval_safety(
    paths: Sequence[Path],
    *,
    half: str = "dev",
    noise_db: float | None = None,
    limit: int | None = None,
    json_path: Path | None = None,
    show: bool = False,
) -> dict[str, Any]:
    """Ask the gate about every utterance of some sets.

    Args:
        paths: files, or folders with ``positives.LANGUAGE.HALF.tsv`` and ``negatives.…``.
        half: which half of a folder's sets.
        noise_db: speak every utterance, add white noise so many dB fainter than the voice, recognise it, and
            ask about that; as written when empty.
        limit: only so many rows of each file, spread over it.
        json_path: where the figures go.
        show: print what was missed and what was a false alarm; not for a half that stays unseen.

    Returns:
        By name ``share``, ``interval`` (95 %), ``n``: ``recall`` (heard at once), ``heard`` (at once, or
        asked about), both also by kind and by language, ``kind``, ``false_alarms`` (at once), ``asked``
        (a negative that is asked about and should not be); and ``ms`` an utterance, median and 99th
        percentile.

    Raises:
        DistrictError: a file is not what it should be, or the final half was to be shown.
    """
    if show and half == "final":
        raise DistrictError("final_unseen", "Nobody looks at the lines of the final half; leave out --show.")
    rows = read_labelled(paths, half, limit)
    hear = _as_written if noise_db is None else _aloud(noise_db)
    heard, took = _asked(rows, hear)
    figures = {**_figures(heard), "ms": {"p50": percentile(took, 50), "p99": percentile(took, 99)}}
    _print(figures)
    if show:
        _show(heard)
    write_json(json_path, figures)
    return figures


def _asked(rows: Sequence[Labelled], hear: Hear) -> tuple[list[Heard], list[float]]:
    heard: list[Heard] = []
    took: list[float] = []
    ear = tuned_ear("danger", settings().threads.embed)
    for row in track(rows, "asking", console=Console(stderr=True)):
        readings = hear(row.text, row.language)
        begun = time.perf_counter()
        alarms = ear.hears([one.text for one in readings])
        weighed = [replace(one, alarm=alarm) for one, alarm in zip(readings, alarms, strict=True)]
        heard.append((row, danger_in(weighed)))
        took.append(1000 * (time.perf_counter() - begun))
    return heard, took


# -- how it is heard --------------------------------------------------------------------------------------


def _as_written(text: str, _language: str) -> list[Reading]:
    return [Reading(text)]


def _aloud(noise_db: float) -> Hear:
    """Synthesis, noise that is the same for the same sound, recognition."""
    own = settings()
    speaker = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    hearer = load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise)

    def hear(text: str, language: str) -> list[Reading]:
        sound = speaker.synthesize(text, language=language)
        rng = np.random.default_rng(zlib.crc32(sound.to_pcm16()))
        noisy = mix_at_snr(sound, white_noise(sound.duration, sound.rate, rng), noise_db)
        found = hearer.transcribe(noisy, language=language, n_best=READINGS).hypotheses
        return [Reading(one.text, one.score) for one in found]

    return hear


# -- rows -------------------------------------------------------------------------------------------------


def read_labelled(paths: Iterable[Path], half: str, limit: int | None = None) -> list[Labelled]:
    """The rows of files, or of the files of one half in folders; see `eval_safety`.

    Raises:
        DistrictError: a file is not what it should be.
    """
    return [row for file in _files(paths, half) for row in _spread(_rows(file), limit)]


def _files(paths: Iterable[Path], half: str) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.glob(f"*.{half}.tsv")) if path.is_dir() else [path]
        if not found:
            raise DistrictError("tsv_missing", f"{path} holds no *.{half}.tsv.")
        yield from found


def _rows(file: Path) -> list[Labelled]:
    """The rows of a file whose name says what they are: ``positives.ko.dev.tsv``."""
    side, language, *_ = file.name.split(".")
    if side not in ("positives", "negatives"):
        raise DistrictError("tsv_name", f"{file}: the name must begin with positives. or negatives.")
    rows = read_rows(file, "text", "kind", "note")
    return [Labelled(row["text"], language, side == "positives", row["kind"], row["note"]) for row in rows]


def _spread(rows: list[Labelled], limit: int | None) -> list[Labelled]:
    return rows[:: max(1, len(rows) // limit)][:limit] if limit else rows


# -- figures ----------------------------------------------------------------------------------------------


def _figures(heard: Sequence[Heard]) -> dict[str, Any]:
    there = [(row, found) for row, found in heard if row.danger]
    none = [(row, found) for row, found in heard if not row.danger]
    figures = _recalls(there)
    groups: dict[str, list[Heard]] = defaultdict(list)
    for row, found in there:
        groups[f"kind {row.kind}"].append((row, found))
        groups[f"language {row.language}"].append((row, found))
    for name, some in sorted(groups.items()):
        figures |= {f"{name}, {figure}": one for figure, one in _recalls(some).items()}
    figures["kind"] = share([row.is_kind(found) for row, found in there if found])
    figures["false_alarms"] = share([_certain(found) for _, found in none])
    figures["asked"] = share(
        [bool(found) and not _certain(found) and row.note != "unclear" for row, found in none]
    )
    return figures


def _recalls(there: Sequence[Heard]) -> dict[str, Any]:
    """At once; at once or asked about, or asked about where that is right."""
    at_once = [_certain(found) or bool(found and "unclear" in row.note) for row, found in there]
    return {"recall": share(at_once), "heard": share([found is not None for _, found in there])}


def _certain(found: Danger | None) -> bool:
    return found is not None and found.certain


def _print(figures: Mapping[str, Any]) -> None:
    show_shares("danger", {name: one for name, one in figures.items() if name != "ms"})
    Console().print(f"{figures['ms']['p50']:.2f} ms an utterance, 99 %: {figures['ms']['p99']:.2f}")


def _show(heard: Sequence[Heard]) -> None:
    for row, found in heard:
        said = (found.kind, found.words) if found else ()
        wrong = row.danger != _certain(found)
        show_row(wrong, "missed" if row.danger else "false", row.kind, row.text, *said)
