"""Complaints said aloud: our voices, the desk's recogniser, then kind, place and time; clean and noisy."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.bench.complaint_rows import Understood
from voicebot.bench.complaints import COLUMNS, NOW, Reader
from voicebot.bench.figures import write_json
from voicebot.bench.kept_hearing import KeptHearing
from voicebot.bench.labelled import read_rows
from voicebot.bench.pauses import Voices
from voicebot.bench.same_slot import same_named_place, same_when
from voicebot.bench.shares import share, show_row, show_shares
from voicebot.engines import load_engine
from voicebot.settings import settings
from voicebot.talk.answers import listen_for
from voicebot.talk.leads import Leads
from voicebot.understand.led import Lead
from voicebot.understand.slots import Gazetteer

__all__ = ["NOISES", "eval_spoken_complaints"]

NOISES: dict[str, float | None] = {"clean": None, "20 dB": 20.0, "10 dB": 10.0}
"""How much fainter than the voice the white noise is."""
_WRITE_EVERY = 10


_Figures = dict[str, bool | None]
"""What was made of one row by figure; nothing where the figure leaves the row out."""


def eval_spoken_complaints(
    file: Path,
    *,
    noise: bool = False,
    json_path: Path | None = None,
    limit: int | None = None,
    show: bool = False,
) -> dict[str, Any]:
    """Say every complaint of `file`, our voices by turns, recognise it as the desk does, and understand it.

    What was said and what was heard are kept in the cache's folder ``bench``: the first run takes hours, the
    next ones minutes.

    Args:
        file: as for `voicebot.bench.complaints.eval_complaints`.
        noise: also 20 and 10 dB above white noise.
        json_path: where the figures go; written as they come.
        limit: only so many rows, spread over the file.
        show: print the rows whose place or time is wrong; never for a set that has to stay unseen.

    Returns:
        By condition (`NOISES`) and name ``share``, ``interval`` (95 %), ``n``: ``category_top1``, ``filed``,
        ``place_right`` (see `same_place`; nothing found where none was said), ``place_invented`` (of rows
        without a place), the same for ``when``, and ``phone_right`` (of rows with one).
    """
    rows = list(enumerate(read_rows(file, *COLUMNS)))
    rows = rows[:: max(1, len(rows) // limit)][:limit] if limit else rows
    heard: dict[str, list[_Figures]] = {name: [] for name in (NOISES if noise else ("clean",))}
    say, reader = _voice(), Reader()
    hear = _ear(Leads("ko", reader.place_names).opening)
    for done, (number, row) in enumerate(track(rows, "saying", console=Console(file=sys.stderr)), 1):
        sound = say(row["utterance"], number)
        for condition, results in heard.items():
            one = Understood(row, *reader.understand(hear(_noisy(sound, NOISES[condition]))))
            results.append(_judge(one, reader.places))
            _show(one, condition, results[-1], wanted=show)
        if done % _WRITE_EVERY == 0:
            write_json(json_path, _shares(heard))
    figures = _shares(heard)
    for condition, found in figures.items():
        show_shares(f"complaints, spoken, {condition}", found)
    write_json(json_path, figures)
    return figures


def _voice() -> Callable[[str, int], Audio]:
    engine = load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise)
    return Voices(engine).say


def _ear(lead: Lead) -> Callable[[Audio], str]:
    """As the desk hears what may be a complaint: once more with the names that it may hold."""
    engine = load_engine("voicebot.transcribers", settings().transcriber, settings().threads.recognise)
    kept = KeptHearing(engine, settings().cache_dir / "bench" / "heard")
    return lambda sound: listen_for(kept, sound, "ko", (), lead=lead).text


def _noisy(sound: Audio, noise_db: float | None) -> Audio:
    """The same noise for the same sound, so that a run can be repeated."""
    if noise_db is None:
        return sound
    noise = white_noise(sound.duration, sound.rate, np.random.default_rng(zlib.crc32(sound.to_pcm16())))
    return mix_at_snr(sound, noise, noise_db)


def _judge(one: Understood, known: Gazetteer) -> _Figures:
    place, when, labels = one.slots.place, one.slots.when, one.labels
    alike = {
        "place": place is not None and same_named_place(labels["place"], place, known, NOW),
        "when": when is not None and same_when(labels["when"], when, known, NOW),
    }
    figures: _Figures = {"category_top1": one.kind_right, "filed": one.filed}
    for slot, same in alike.items():
        figures[f"{slot}_right"] = same if labels[slot] else not one.found(slot)
        figures[f"{slot}_invented"] = None if labels[slot] else one.invented(slot)
    return figures | {"phone_right": one.right("phone") if labels["phone"] else None}


def _show(one: Understood, condition: str, figures: _Figures, *, wanted: bool) -> None:
    wrong = [name for name in ("place_right", "when_right") if not figures[name]]
    place, when = one.slots.place, one.slots.when
    found = (place.normalised if place else "", when.words if when else "")
    labels = (one.labels["utterance"], one.labels["place"], one.labels["when"])
    show_row(wanted and bool(wrong), condition, *wrong, *labels, one.slots.text, *found)


def _shares(heard: dict[str, list[_Figures]]) -> dict[str, Any]:
    return {condition: _of(results) for condition, results in heard.items() if results}


def _of(results: Sequence[_Figures]) -> dict[str, Any]:
    return {name: share([bool(one[name]) for one in results if one[name] is not None]) for name in results[0]}
