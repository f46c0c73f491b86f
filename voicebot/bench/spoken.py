"""Spoken questions: held-out words in several voices, clean, noisy and over a phone line, asked for real."""

from __future__ import annotations

import csv
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.audio.mulaw import decode_mulaw, encode_mulaw
from voicebot.audio.resample import resample
from voicebot.bench.figures import interval, write_json
from voicebot.civic.faq import load_faq
from voicebot.engines import load_engine
from voicebot.settings import Settings, settings
from voicebot.talk.knowledge import Knowledge
from voicebot.understand.embed import E5
from voicebot.understand.meaning import Match, Reading, Zone

__all__ = ["CONDITIONS", "eval_spoken"]

READINGS = 3


def _noisy(sound: Audio) -> Audio:
    """15 dB above white noise; the same noise for the same sound, so that a run can be repeated."""
    seed = zlib.crc32(sound.to_pcm16())
    noise = white_noise(sound.duration, sound.rate, np.random.default_rng(seed))
    return mix_at_snr(sound, noise, 15.0)


def _phone(sound: Audio) -> Audio:
    """An ordinary phone line: 8 kHz, µ-law."""
    narrow = resample(sound, 8000)
    return Audio(decode_mulaw(encode_mulaw(narrow.samples)), 8000)


CONDITIONS: dict[str, Callable[[Audio], Audio]] = {"clean": lambda s: s, "noise": _noisy, "phone": _phone}


@dataclass(slots=True)
class _Count:
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Shares of one condition; ``right`` is answered or offered."""
        n = self.outcomes.total()
        right = self.outcomes["answered"] + self.outcomes["offered"]
        shares = {name: self.outcomes[name] / n for name in ("answered", "offered", "wrong", "unknown")}
        return {"n": n, "right": right / n, "interval": interval(right, n), **shares}


def eval_spoken(
    file: Path, *, json_path: Path | None = None, limit: int | None = None, voices: int = 3
) -> dict[str, Any]:
    """Ask every held-out question of `file` (``id,phrasing``) aloud.

    Args:
        file: CSV.
        json_path: where the figures go.
        limit: only so many questions, spread over the file.
        voices: how many of the synthesizer's voices speak each.

    Returns:
        Figures by condition: n, right (answered or offered), its 95 % interval, answered, offered, wrong,
        unknown.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        asked = [(row["id"], row["phrasing"]) for row in csv.DictReader(rows)]
    if limit:
        asked = asked[:: max(1, len(asked) // limit)][:limit]
    counts = {name: _Count() for name in CONDITIONS}
    own = settings()
    transcriber = load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise)
    knowledge = Knowledge(load_faq(own.district_dir), "ko", E5(threads=own.threads.embed), own)
    for entry, phrasing, sound in _spoken(asked, own, voices):
        for name, through in CONDITIONS.items():
            readings = transcriber.transcribe(through(sound), language="ko", n_best=READINGS).hypotheses
            match = knowledge.match([Reading(h.text, h.score) for h in readings]) if readings else None
            outcome = _outcome(match, entry)
            counts[name].outcomes[outcome] += 1
            if outcome in ("wrong", "unknown"):
                counts[name].failures.append((entry, phrasing, readings[0].text if readings else ""))
    figures = {name: count.figures() for name, count in counts.items()}
    _show(counts)
    write_json(json_path, figures)
    return figures


def _spoken(asked: list[tuple[str, str]], own: Settings, voices: int) -> Iterator[tuple[str, str, Audio]]:
    synthesizer = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    names = synthesizer.capabilities.voices[:voices]
    for entry, phrasing in track(asked, "asking aloud", console=Console(stderr=True)):
        for voice in names:
            yield entry, phrasing, synthesizer.synthesize(phrasing, language="ko", voice=voice)


def _outcome(match: Match | None, entry: str) -> str:
    if match is None or match.zone is Zone.UNKNOWN:
        return "unknown"
    if match.zone is Zone.ANSWER:
        return "answered" if match.candidates[0].entry == entry else "wrong"
    return "offered" if entry in match.offered else "wrong"


def _show(counts: dict[str, _Count]) -> None:
    heads = ("condition", "n", "answered or offered", "95 %", "answered", "wrong", "unknown")
    table = Table(*heads, title="spoken questions")
    for name, count in counts.items():
        f = count.figures()
        low, high = f["interval"]
        shares = [f"{f[key]:.3f}" for key in ("answered", "wrong", "unknown")]
        table.add_row(name, str(f["n"]), f"{f['right']:.3f}", f"{low:.3f}–{high:.3f}", *shares)
    Console().print(table)
