"""`make bench`: every promise, measured, in one table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import write_json
from voicebot.settings import project_dir, settings

__all__ = ["PARTS", "Row", "run"]

err = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One promise and what was measured.

    Attributes:
        what: in words.
        promise: in words.
        figure: as measured.
        kept: whether the promise is kept; nothing where there is none.
    """

    what: str
    promise: str
    figure: str
    kept: bool | None = None


Part = Callable[["Given"], tuple[dict[str, Any], list[Row]]]


@dataclass(frozen=True, slots=True)
class Given:
    """What the measurements are made on.

    Attributes:
        sets: folder with ``parakqc_dev.csv`` and ``smalltalk_dev.csv``.
        speech: manifest of human speech, if there is one.
        quick: a tenth of everything.
    """

    sets: Path
    speech: Path | None
    quick: bool

    def some(self, n: int) -> int | None:
        """A limit for a quick look."""
        return n if self.quick else None

    @property
    def heldout(self) -> Path:
        """The blind sets."""
        return settings().district_dir / "heldout"


def _recognition(given: Given) -> tuple[dict[str, Any], list[Row]]:
    from voicebot.bench.speech import bench_recognition

    if given.speech is None:
        return {}, [Row("recognition of human speech", "≥ 3.5 × faster", "no --speech MANIFEST was given")]
    figures = bench_recognition(given.speech, limit=given.some(20) or 150)
    ratio, loss = figures["ratio"], figures["cer"] - figures["cer_full"]
    return figures, [
        Row(f"recognition, against {figures['against']}", "≥ 3.5 × faster", f"{ratio:.2f} ×", ratio >= 3.5),
        Row("CER against the 30 s-padded path", "within 0.005", f"{loss:+.4f}", loss <= 0.005),
    ]


def _matching(given: Given) -> tuple[dict[str, Any], list[Row]]:
    from voicebot.bench.matching import bench_matching, eval_heldout, eval_match, eval_refuse

    match = eval_match(given.sets / "parakqc_dev.csv")
    refuse = eval_refuse(given.sets / "smalltalk_dev.csv")
    heldout = eval_heldout(given.heldout / "ko.csv", language="ko")
    speed = bench_matching((1000, 10_000) if given.quick else (1000, 10_000, 100_000))
    low, high = heldout["right_interval"]
    rows = [
        Row("paraphrases, top-1", "≥ 0.95", f"{match['top1']:.4f}", match["top1"] >= 0.95),
        Row("paraphrases, top-5", "≥ 0.99", f"{match['top5']:.4f}", match["top5"] >= 0.99),
        Row(
            "small talk answered",
            "≤ 2 %",
            f"{refuse['answered']:.2%} of {refuse['n']}",
            refuse["answered"] <= 0.02,
        ),
        Row(
            "held-out phrasings answered right",
            "≥ 92 %",
            f"{heldout['right']:.1%} of {heldout['n']} ({low:.1%}–{high:.1%})",
            heldout["right"] >= 0.92,
        ),
        Row(
            "held-out phrasings answered wrong",
            "≤ 1.5 %",
            f"{heldout['wrong']:.1%}",
            heldout["wrong"] <= 0.015,
        ),
    ]
    return {"match": match, "refuse": refuse, "heldout": heldout, "speed": speed}, rows + _match_speed(speed)


def _match_speed(speed: dict[str, Any]) -> list[Row]:
    promises = {"1000": (5, 35), "10000": (10, 40), "100000": (40, 70)}
    rows = []
    for size, (without, with_) in promises.items():
        if size in speed:
            p95, whole = speed[size]["without"]["p95"], speed[size]["with"]["p95"]
            what = f"matching among {int(size):,} phrasings, p95 without / with embedding"
            figure = f"{p95:.1f} / {whole:.1f} ms"
            rows.append(Row(what, f"≤ {without} / {with_} ms", figure, p95 <= without and whole <= with_))
    return rows


def _voice(given: Given) -> tuple[dict[str, Any], list[Row]]:
    from voicebot.bench.voice import eval_voice

    figures = eval_voice(given.heldout / "voice_sentences.txt", limit=given.some(15))
    cer, rtf = figures["cer"], figures["rtf"]
    return figures, [
        Row(f"our voice recognised, CER on {figures['n']} sentences", "≤ 0.10", f"{cer:.3f}", cer <= 0.10),
        Row("real-time factor of synthesis", "≤ 0.5", f"{rtf:.3f}", rtf <= 0.5),
    ]


def _spoken(given: Given) -> tuple[dict[str, Any], list[Row]]:
    from voicebot.bench.spoken import eval_spoken

    figures = eval_spoken(given.heldout / "ko.csv", limit=given.some(20))
    rows = []
    for condition, least in (("clean", 0.95), ("noise", 0.90), ("phone", 0.90)):
        f = figures[condition]
        low, high = f["interval"]
        figure = f"{f['right']:.1%} of {f['n']} ({low:.1%}–{high:.1%})"
        rows.append(Row(f"spoken questions, {condition}", f"≥ {least:.0%}", figure, f["right"] >= least))
    return figures, rows


def _turns(given: Given) -> tuple[dict[str, Any], list[Row]]:
    from voicebot.bench.turns import bench_turns

    figures = bench_turns(rounds=1, memory_turns=20) if given.quick else bench_turns()
    cached, one, three = figures["cached_1"], figures["uncached_1"], figures["uncached_3"]
    kept = cached["p50_ms"] <= 700 and cached["p95_ms"] <= 1100
    shown = f"p50 {cached['p50_ms']:.0f} ms, p95 {cached['p95_ms']:.0f} ms"
    return figures, [
        Row("first sound, cached answer, one caller", "p50 ≤ 700 ms, p95 ≤ 1.1 s", shown, kept),
        _p95("first sound, uncached reply, one caller", one, 2000),
        _p95("first sound, uncached reply, three callers", three, 4000),
        Row("ready from a warm cache", "≤ 15 s", f"{figures['ready_s']:.1f} s", figures["ready_s"] <= 15),
        Row(
            "memory after many turns (PSS)",
            "≤ 1.8 GB",
            f"{figures['memory_gb']:.2f} GB",
            figures["memory_gb"] <= 1.8,
        ),
    ]


def _p95(what: str, figures: dict[str, float], most: int) -> Row:
    p95 = figures["p95_ms"]
    return Row(what, f"p95 ≤ {most / 1000:g} s", f"{p95 / 1000:.2f} s", not math.isnan(p95) and p95 <= most)


PARTS: dict[str, Part] = {
    "recognition": _recognition,
    "matching": _matching,
    "voice": _voice,
    "turns": _turns,
    "spoken": _spoken,
}


def run(
    *,
    json_path: Path | None = None,
    quick: bool = False,
    only: list[str] | None = None,
    speech: Path | None = None,
    sets: Path | None = None,
) -> dict[str, Any]:
    """Measure every part, print one table, and write the figures.

    Args:
        json_path: where the figures go.
        quick: a tenth of everything.
        only: names of `PARTS`; all when empty.
        speech: manifest of human speech.
        sets: folder of the public text sets; ``../shared/eval`` beside the checkout when left out.
    """
    given = Given(sets or project_dir().parent / "shared" / "eval", speech, quick)
    figures: dict[str, Any] = {}
    table = Table("what", "promise", "measured", "", title="voice desk, measured")
    for name in only or PARTS:
        err.rule(name)
        figures[name], rows = PARTS[name](given)
        for row in rows:
            mark = {True: "[green]kept[/]", False: "[red]missed[/]", None: "–"}[row.kept]
            table.add_row(row.what, row.promise, row.figure, mark)
        write_json(json_path, figures)
    Console(width=120).print(table)
    return figures
