"""How well and how fast questions are matched: paraphrases, small talk, held-out phrasings, size."""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.bench.figures import interval, percentile, write_json
from voicebot.civic.faq import load_faq
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.understand.embed import E5, Embedder, Vectors
from voicebot.understand.fit import Report, fit_thresholds, store
from voicebot.understand.fusion import fitted
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.learn import learn_space, learn_weights, save_space
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


def _own(language: str) -> list[Phrasing]:
    return load_faq(settings().district_dir).phrasings(language)


def _matcher(phrasings: Sequence[Phrasing], embedder: Embedder, language: str = "ko") -> Matcher:
    return Matcher(phrasings, embedder, language=language, cache_dir=settings().cache_dir)


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
    matcher = _matcher([Phrasing(set_id, text) for set_id, text in first.items()], _embedder())
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
    matcher = _matcher(_own("ko") if phrasings is None else phrasings, _embedder())
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
        Shares: ``right`` (answered so), ``wrong`` (answered otherwise), ``offered`` (asked back, the right one
        among the three choices), ``asked_back`` (asked back without it), ``unknown``; ``right_interval`` and
        ``wrong_interval`` (95 %), ``top1``, ``n``, ``absent`` (rows whose entry we do not have; not counted).

    Raises:
        DistrictError: the file is not what it should be.
    """
    phrasings = _own(language)
    rows = read_columns(csv, "id", "phrasing")
    ours = {phrasing.entry for phrasing in phrasings}
    known = [row for row in rows if row["id"] in ours]
    found = _asked(_matcher(phrasings, _embedder(), language), [row["phrasing"] for row in known])
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
    embedder = KeptEmbedder(_embedder(), settings().cache_dir)
    report = fit_thresholds(
        _own(language),
        talk,
        out or Path(str(files("voicebot.understand"))) / "data" / "fusion.json",
        embedder=embedder,
        start=fitted(language),
        language=language,
        today=date.today(),
        step=lambda text: err.print(text, style="dim"),
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
    embedder = KeptEmbedder(_embedder(), settings().cache_dir)
    err = Console(stderr=True)
    space = learn_space([*groups.values()], everyday, embedder)
    weights, figures = learn_weights(
        [*groups.values()], everyday, _own("ko"), embedder, space, lambda text: err.print(text, style="dim")
    )
    data = Path(str(files("voicebot.understand"))) / "data"
    save_space(space, data / "space.npz")
    store(data / "fusion.json", "ko", replace(fitted("ko"), weights=weights))
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


def bench_matching(
    sizes: Sequence[int] = (1000, 10000, 100000),
    *,
    questions: int = 100,
    json_path: Path | None = None,
    embedder: Embedder | None = None,
) -> dict[str, Any]:
    """Milliseconds a question, by how many phrasings are indexed, with and without the question's embedding.

    Sentences are put together from word lists of our own; vectors of indexed phrasings are random near ones,
    because a hundred thousand real ones would take half an hour and cost the same to search.

    Returns:
        Size → ``{without: {p50, p95}, with: {p50, p95}, WRatio: {p50, p95}, partial_ratio: {p50, p95},
        build_s}``; the last two scorers of RapidFuzz over all phrasings are what people would use instead.
    """
    real = embedder or _embedder()
    figures = {str(size): _one_size(size, questions, real) for size in sizes}
    table = Table(
        "phrasings",
        "without p50/p95",
        "with p50/p95",
        "WRatio p50",
        "partial_ratio p50",
        title="ms a question",
    )
    for size, found in figures.items():
        table.add_row(size, *(_pair(found[name]) for name in ("without", "with", "WRatio", "partial_ratio")))
    Console().print(table)
    write_json(json_path, figures)
    return figures


def _pair(found: dict[str, float]) -> str:
    return f"{found['p50']:.1f} / {found['p95']:.1f}"


def _one_size(size: int, questions: int, real: Embedder) -> dict[str, Any]:
    texts = _sentences(size)
    start = time.perf_counter()
    scattered = _Scattered()
    matcher = Matcher([Phrasing(str(at // 6), text) for at, text in enumerate(texts)], scattered)
    build = time.perf_counter() - start
    asked = [text + " 알려 주세요" for text in _sentences(questions, seed=2)]
    bare = [_ms(lambda text=text: matcher.match([Reading(text)])) for text in asked]
    embedding = [_ms(lambda text=text: real.embed([text])) for text in asked]
    whole = [a + b for a, b in zip(bare, embedding, strict=True)]
    return {
        "without": _percentiles(bare),
        "with": _percentiles(whole),
        **{
            scorer.__name__: _percentiles(_fuzzy(scorer, asked[:5], texts))
            for scorer in (fuzz.WRatio, fuzz.partial_ratio)
        },
        "build_s": build,
    }


def _fuzzy(scorer: Callable[..., float], asked: Sequence[str], texts: Sequence[str]) -> list[float]:
    return [_ms(lambda text=text: process.extract(text, texts, scorer=scorer, limit=5)) for text in asked]


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class _Scattered:
    """Vectors for measuring speed: random, of length one, all with a common part as real ones have."""

    digest = "scattered"

    def embed(self, texts: Sequence[str]) -> Vectors:
        chance = np.random.default_rng(len(texts))
        vectors = chance.standard_normal((len(texts), 384), dtype=np.float32) + 2.0
        found: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return found


_WHO = [
    "저는",
    "어머니가",
    "아버지가",
    "우리가",
    "아들이",
    "남편이",
    "이웃이",
    "친구가",
    "어르신이",
    "손주가",
    "동생이",
    "가게에서",
]
_WHERE = [
    "구청에서",
    "주민센터에서",
    "인터넷으로",
    "전화로",
    "집에서",
    "동네에서",
    "시청에서",
    "학교에서",
    "병원에서",
    "보건소에서",
    "도서관에서",
    "공원에서",
]
_WHAT = [
    "여권",
    "등본",
    "인감증명",
    "주차증",
    "쓰레기봉투",
    "소파",
    "냉장고",
    "예방접종",
    "연금",
    "가로등",
    "보도블록",
    "하수구",
    "현수막",
    "자전거",
    "강아지",
    "텃밭",
    "도서대출증",
    "체육관",
    "수영장",
    "놀이터",
    "어린이집",
    "경로당",
    "버스정류장",
    "신호등",
    "세금",
    "재산세",
    "과태료",
    "지원금",
    "장학금",
    "일자리",
]
_DO = [
    "신청하려면",
    "받으려면",
    "바꾸려면",
    "취소하려면",
    "확인하려면",
    "신고하려면",
    "고치려면",
    "찾으려면",
    "예약하려면",
    "등록하려면",
    "버리려면",
    "빌리려면",
]
_ASK = [
    "어떻게 해요",
    "얼마예요",
    "언제 해요",
    "어디로 가요",
    "뭐가 필요해요",
    "며칠 걸려요",
    "누구한테 말해요",
    "돈이 드나요",
    "나이가 상관있나요",
]


def _sentences(count: int, seed: int = 1) -> list[str]:
    chance = np.random.default_rng(seed)
    lists = (_WHO, _WHERE, _WHAT, _WHAT, _DO, _ASK)
    picks = [chance.integers(0, len(words), count) for words in lists]
    return [
        " ".join(words[pick[at]] for words, pick in zip(lists, picks, strict=True)) for at in range(count)
    ]


def _percentiles(ms: Sequence[float]) -> dict[str, float]:
    return {"p50": percentile(ms, 50), "p95": percentile(ms, 95)}


def _times(ms: Sequence[float]) -> dict[str, float]:
    return {f"ms_{name}": value for name, value in _percentiles(ms).items()}


def _shown(title: str, figures: dict[str, Any], json_path: Path | None) -> dict[str, Any]:
    table = Table("figure", "value", title=title)
    for name, value in figures.items():
        shown = " – ".join(f"{part:.4f}" for part in value) if isinstance(value, tuple) else f"{value:.4g}"
        table.add_row(name, shown)
    Console().print(table)
    write_json(json_path, figures)
    return figures
