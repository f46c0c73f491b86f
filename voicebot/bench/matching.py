"""How well and how fast questions are matched: paraphrases, small talk, held-out phrasings, size."""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.bench.figures import interval, write_json
from voicebot.bench.matching_speed import bench_matching, percentiles
from voicebot.civic.faq import LANGUAGES, load_faq
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.understand.embed import E5, Embedder
from voicebot.understand.fit import Report, Setup, fit_thresholds, store
from voicebot.understand.fusion import fitted
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.learn import Own, learn_space, learn_weights, save_space
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Match, Phrasing, Reading, Zone

__all__ = [
    "bench_matching",
    "eval_heldout",
    "eval_match",
    "eval_refuse",
    "fit_command",
    "learn_command",
    "read_columns",
]

CHOICES = 3
"""So many entries are offered when the desk asks back."""


def read_columns(file: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8 (with or without its mark).

    Raises:
        DistrictError: ``csv_missing``, ``csv_encoding``, ``csv_columns`` or ``csv_row``, with the line.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DistrictError(
            "csv_missing", f"{file} cannot be read ({error.strerror}); check its name."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DistrictError(
            "csv_encoding", f"{file}, line {line}: not UTF-8; save it as “CSV UTF-8” and try again."
        ) from None
    return list(_rows(file, text, columns))


def _rows(file: Path, text: str, columns: Sequence[str]) -> Iterable[dict[str, str]]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        found = ", ".join(reader.fieldnames or ()) or "nothing"
        raise DistrictError(
            "csv_columns",
            f"{file}, line 1: no column {', '.join(missing)} (found {found}); name the columns so.",
        )
    for row in reader:
        empty = [column for column in columns if not (row[column] or "").strip()]
        if empty:
            raise DistrictError(
                "csv_row", f"{file}, line {reader.line_num}: {', '.join(empty)} is empty; fill it in."
            )
        yield {column: row[column].strip() for column in columns}


def _embedder() -> Embedder:
    return E5(threads=settings().threads.embed)


def _own(language: str) -> Own:
    """Our entries as the desk indexes them: their phrasings, and the label and spoken answer of each."""
    faq = load_faq(settings().district_dir)
    return Own(faq.phrasings(language), faq.about(language))


def _matcher(own: Own, embedder: Embedder, language: str = "ko") -> Matcher:
    return Matcher(
        own.phrasings,
        embedder,
        language=language,
        cache_dir=settings().cache_dir / "vectors",
        about=own.about,
    )


def _asked(matcher: Matcher, questions: Sequence[str]) -> list[tuple[Match, float]]:
    """What each question matches, and the milliseconds it took, its embedding included."""
    found = []
    for question in track(questions, "asking", console=Console(stderr=True), disable=not sys.stderr.isatty()):
        start = time.perf_counter()
        match = matcher.match([Reading(question)])
        found.append((match, (time.perf_counter() - start) * 1000))
    return found


def eval_match(csv: Path, *, json_path: Path | None = None) -> dict[str, Any]:
    """Paraphrases: one sentence a set is indexed, the rest are asked.

    Args:
        csv: columns ``set_id,sentence``.
        json_path: where the figures go.

    Returns:
        ``top1, top5`` (shares), ``ms_p50, ms_p95`` (with the question's embedding), ``n, sets``.

    Raises:
        DistrictError: the file is not what it should be.
    """
    rows = read_columns(csv, "set_id", "sentence")
    first = {row["set_id"]: row["sentence"] for row in reversed(rows)}
    rest = rows.copy()
    for set_id, sentence in first.items():
        rest.remove({"set_id": set_id, "sentence": sentence})
    matcher = _matcher(Own([Phrasing(set_id, text) for set_id, text in first.items()], {}), _embedder())
    found = _asked(matcher, [row["sentence"] for row in rest])
    ranks = [_rank(match, row["set_id"]) for (match, _), row in zip(found, rest, strict=True)]
    figures = {
        "top1": float(np.mean([rank == 0 for rank in ranks])),
        "top5": float(np.mean([rank is not None for rank in ranks])),
        **_times([ms for _, ms in found]),
        "n": len(rest),
        "sets": len(first),
    }
    return _shown("paraphrases", figures, json_path)


def _rank(match: Match, entry: str) -> int | None:
    """Where among the five candidates the entry is, if it is."""
    entries = [candidate.entry for candidate in match.candidates]
    return entries.index(entry) if entry in entries else None


def eval_refuse(
    csv: Path, *, json_path: Path | None = None, phrasings: Sequence[Phrasing] | None = None
) -> dict[str, Any]:
    """Talk that is not for the desk, asked of our own FAQ.

    Args:
        csv: column ``Q``.
        json_path: where the figures go.
        phrasings: what is indexed; our Korean FAQ when left out.

    Returns:
        ``answered, asked_back`` (shares), ``answered_interval`` (95 %), ``n``.

    Raises:
        DistrictError: the file is not what it should be.
    """
    rows = read_columns(csv, "Q")
    matcher = _matcher(_own("ko") if phrasings is None else Own(phrasings, {}), _embedder())
    zones = Counter(match.zone for match, _ in _asked(matcher, [row["Q"] for row in rows]))
    n = len(rows)
    figures = {
        "answered": zones[Zone.ANSWER] / max(n, 1),
        "asked_back": zones[Zone.ASK] / max(n, 1),
        "answered_interval": interval(zones[Zone.ANSWER], n),
        "n": n,
    }
    return _shown("not for the desk", figures, json_path)


def eval_heldout(csv: Path, *, language: str, json_path: Path | None = None) -> dict[str, Any]:
    """Questions of our own entries in words that were kept aside.

    Args:
        csv: columns ``id,phrasing``.
        language: ``ko`` or ``en``.
        json_path: where the figures go.

    Returns:
        Shares: ``right`` (answered so), ``wrong`` (answered otherwise), ``offered`` (asked back, the right
        one among the three choices), ``asked_back`` (asked back without it), ``unknown``;
        ``right_interval`` and ``wrong_interval`` (95 %), ``top1``, ``n``, ``absent`` (rows whose entry we do
        not have; not counted).

    Raises:
        DistrictError: the file is not what it should be.
    """
    own = _own(language)
    rows = read_columns(csv, "id", "phrasing")
    ours = {phrasing.entry for phrasing in own.phrasings}
    known = [row for row in rows if row["id"] in ours]
    found = _asked(_matcher(own, _embedder(), language), [row["phrasing"] for row in known])
    outcomes = Counter(_outcome(match, row["id"]) for (match, _), row in zip(found, known, strict=True))
    top = sum(_rank(match, row["id"]) == 0 for (match, _), row in zip(found, known, strict=True))
    n = len(known)
    names = ("right", "wrong", "offered", "asked_back", "unknown")
    figures = {
        **{name: outcomes[name] / max(n, 1) for name in names},
        "right_interval": interval(outcomes["right"], n),
        "wrong_interval": interval(outcomes["wrong"], n),
        "top1": top / max(n, 1),
        "n": n,
        "absent": len(rows) - n,
    }
    return _shown(f"held-out phrasings, {language}", figures, json_path)


def _outcome(match: Match, entry: str) -> str:
    rank = _rank(match, entry)
    if match.zone is Zone.ANSWER:
        return "right" if rank == 0 else "wrong"
    if match.zone is Zone.ASK:
        return "offered" if rank is not None and rank < CHOICES else "asked_back"
    return "unknown"


def fit_command(negatives: Path, *, language: str = "ko", out: Path | None = None) -> Report:
    """Fit the thresholds on our own phrasings and on talk that must not be answered, and show how they fare.

    Args:
        negatives: CSV, column ``Q``.
        language: ``ko`` or ``en``.
        out: where they are stored; with the project when left out.

    Raises:
        DistrictError: the file is not what it should be.
    """
    talk = [row["Q"] for row in read_columns(negatives, "Q")]
    err = Console(stderr=True)
    embedder = KeptEmbedder(_embedder(), settings().cache_dir / "vectors")
    own = _own(language)
    report = fit_thresholds(
        own.phrasings,
        talk,
        out or Path(str(files("voicebot.understand"))) / "data" / "fusion.json",
        Setup(
            embedder,
            fitted(language),
            language,
            date.today(),
            step=lambda text: err.print(text, style="dim"),
            about=own.about,
        ),
    )
    _show_report(report)
    return report


def learn_command(paraphrases: Path, talk: Path) -> dict[str, float]:
    """Learn the space of meanings and the channels' weights anew; fit the thresholds afterwards.

    Args:
        paraphrases: CSV, columns ``set_id,sentence``: sentences of one set mean the same.
        talk: CSV, columns ``question1,question2``: everyday talk.

    Returns:
        How often the right one came first, on sets and entries that the weights were not learned from.

    Raises:
        DistrictError: a file is not what it should be.
    """
    groups: dict[str, list[str]] = {}
    for row in read_columns(paraphrases, "set_id", "sentence"):
        groups.setdefault(row["set_id"], []).append(row["sentence"])
    everyday = [text for row in read_columns(talk, "question1", "question2") for text in row.values()]
    embedder = KeptEmbedder(_embedder(), settings().cache_dir / "vectors")
    err = Console(stderr=True)
    space = learn_space([*groups.values()], everyday, embedder)
    weights, figures = learn_weights(
        [*groups.values()], _own("ko"), embedder, space, lambda text: err.print(text, style="dim")
    )
    data = Path(str(files("voicebot.understand"))) / "data"
    save_space(space, data / "space.npz")
    for language in LANGUAGES:
        store(data / "fusion.json", language, replace(fitted(language), weights=weights))
    return {name: float(value) for name, value in _shown("learned", figures, None).items()}


def _show_report(report: Report) -> None:
    names = ("right", "wrong", "offered", "asked_back", "unknown")
    fusion = report.fusion
    table = Table(
        "asked", "n", *names, title=f"answer from {fusion.answer:.3f}, ask back from {fusion.ask:.3f}"
    )
    for kind, shares in report.shares.items():
        table.add_row(kind, str(report.counts[kind]), *(f"{shares[name]:.3f}" for name in names))
    Console().print(table)


def _times(ms: Sequence[float]) -> dict[str, float]:
    return {f"ms_{name}": value for name, value in percentiles(ms).items()}


def _shown(title: str, figures: dict[str, Any], json_path: Path | None) -> dict[str, Any]:
    table = Table("figure", "value", title=title)
    for name, value in figures.items():
        shown = " – ".join(f"{part:.4f}" for part in value) if isinstance(value, tuple) else f"{value:.4g}"
        table.add_row(name, shown)
    Console().print(table)
    write_json(json_path, figures)
    return figures
