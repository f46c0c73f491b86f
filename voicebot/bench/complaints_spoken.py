"""Complaints said aloud: the desk's voice, then its recogniser, then kind and place; clean and noisy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rich.console import Console
from rich.progress import track

from voicebot.audio import Audio
from voicebot.bench.complaint_rows import Understood
from voicebot.bench.complaints import COLUMNS, Reader
from voicebot.bench.figures import write_json
from voicebot.bench.labelled import read_rows
from voicebot.bench.shares import share, show_shares
from voicebot.bench.spoken import CONDITIONS
from voicebot.engines import load_engine
from voicebot.settings import settings
from voicebot.text.jamo import to_sound

__all__ = ["eval_spoken_complaints", "same_place"]

ALIKE = 80.0
"""Per cent of the sound of a labelled place that has to be in the one that was found."""
_WRITE_EVERY = 10


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was made of one row after it was said and recognised."""

    kind: bool
    filed: bool
    place: bool
    invented: bool | None
    phone: bool | None


def eval_spoken_complaints(
    file: Path, *, noise: bool = False, json_path: Path | None = None, limit: int | None = None
) -> dict[str, Any]:
    """Say every complaint of `file` with the desk's voice, recognise it, and understand the words.

    Args:
        file: as for `voicebot.bench.complaints.eval_complaints`.
        noise: also 15 dB above white noise.
        json_path: where the figures go; written as they come.
        limit: only so many rows, spread over the file.

    Returns:
        By condition (``clean``, ``noise``) and name ``share``, ``interval`` (95 %), ``n``: ``category_top1``,
        ``filed``, ``place_right`` (its sound at least 80 % alike; nothing found where none was said),
        ``place_invented`` (of rows without a place) and ``phone_right`` (of rows with one).
    """
    rows = read_rows(file, *COLUMNS)
    rows = rows[:: max(1, len(rows) // limit)][:limit] if limit else rows
    heard: dict[str, list[_Heard]] = {name: [] for name in (("clean", "noise") if noise else ("clean",))}
    say, hear, reader = _voice(), _ear(), Reader()
    for done, row in enumerate(track(rows, "saying and hearing", console=Console(file=sys.stderr)), 1):
        sound = say(row["utterance"])
        for condition, results in heard.items():
            words = hear(CONDITIONS[condition](sound))
            results.append(_judge(Understood(row, *reader.understand(words))))
        if done % _WRITE_EVERY == 0:
            write_json(json_path, _figures(heard))
    figures = _figures(heard)
    for condition, found in figures.items():
        show_shares(f"complaints, spoken, {condition}", found)
    write_json(json_path, figures)
    return figures


def _voice() -> Callable[[str], Audio]:
    synthesizer = load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise)
    return lambda text: synthesizer.synthesize(text, language="ko")


def _ear() -> Callable[[Audio], str]:
    transcriber = load_engine("voicebot.transcribers", settings().transcriber, settings().threads.recognise)
    return lambda sound: transcriber.transcribe(sound, language="ko").text


def _judge(one: Understood) -> _Heard:
    place, label = one.slots.place, one.labels["place"]
    found = place.words if place else ""
    phone = one.labels["phone"]
    return _Heard(
        one.kind_right,
        one.filed,
        same_place(label, found) if label and found else label == found,
        None if label else bool(found),
        one.right("phone") if phone else None,
    )


def same_place(label: str, found: str) -> bool:
    """Whether a place that was recognised is the labelled one: by sound, for the spelling may differ.

    As for typed words, at least half of the label has to be there; more than the label may be.
    """
    said, heard = to_sound(label), to_sound(found)
    shorter = min(len(said), len(heard))
    return 2 * shorter >= len(said) and fuzz.partial_ratio(said, heard) >= ALIKE


def _figures(heard: dict[str, list[_Heard]]) -> dict[str, Any]:
    return {condition: _of(results) for condition, results in heard.items()}


def _of(results: Sequence[_Heard]) -> dict[str, Any]:
    columns: dict[str, list[bool | None]] = {
        "category_top1": [one.kind for one in results],
        "filed": [one.filed for one in results],
        "place_right": [one.place for one in results],
        "place_invented": [one.invented for one in results],
        "phone_right": [one.phone for one in results],
    }
    return {name: share([hit for hit in hits if hit is not None]) for name, hits in columns.items()}
