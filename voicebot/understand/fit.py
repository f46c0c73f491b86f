"""Fitting the probability and the thresholds on a district's own entries.

Three kinds of question are asked of indexes that have never seen them:

- *own*: a tenth of every entry's phrasings at a time is left out and asked; the entry is right;
- *strange*: a tenth of the entries at a time is left out and their phrasings are asked; no answer is right,
  though they are about the same kind of thing;
- *negative*: talk that is not for the desk, asked of the whole index.

A logistic regression on the signs (`voicebot.understand.fusion.Signs`) turns them into a probability. The
desk answers from the lowest probability at which few own questions are answered wrongly and hardly any
negative one is answered at all, and asks back down to the lowest at which few negative ones are asked back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from voicebot.errors import DistrictError
from voicebot.understand.embed import Embedder
from voicebot.understand.fusion import SIGNS, Fusion, fitted
from voicebot.understand.learn import OWN_FOLDS, Array, adam, leave_out
from voicebot.understand.matcher import Matcher
from voicebot.understand.meaning import Phrasing, Reading

__all__ = ["Asked", "Limits", "Report", "Setup", "fit_thresholds", "gather", "store"]

_CHOICES = 3
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the thresholds must keep to.

    Attributes:
        wrong: share of own questions answered wrongly, at most. Leaving a phrasing out takes away what is
            most like it, and phrasings are written to differ, so this is several times what callers meet.
        negative: share of negative questions answered, at most.
        asked_back: share of negative questions answered or asked back, at most.
        least: the desk never answers below this probability, however few negatives there were to learn from.
    """

    wrong: float = 0.07
    negative: float = 0.01
    asked_back: float = 0.10
    least: float = 0.35


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what an index that had not seen it made of it.

    Attributes:
        kind: own, strange or negative.
        signs: of the best entry, in the order of `SIGNS`.
        place: where among the entries the right one came, from 0; −1 when it did not come or there is none.
    """

    kind: str
    signs: tuple[float, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Report:
    """The fitted figures, and how each kind of question fares under them.

    Attributes:
        fusion: weights, probability and thresholds.
        shares: kind → outcome → share; outcomes are right, wrong, offered, asked_back and unknown.
        counts: kind → how many were asked.
    """

    fusion: Fusion
    shares: dict[str, dict[str, float]]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Setup:
    """What fitting works with.

    Attributes:
        embedder: the model, best behind a `KeptEmbedder`: every phrasing is embedded many times.
        start: gives the channels' weights, which stay.
        language: ``ko`` or ``en``.
        today: stored as the day of fitting.
        limits: what the thresholds must keep to.
        step: told what is being done.
        about: the answers, by entry, as the desk gives them to its index.
    """

    embedder: Embedder
    start: Fusion
    language: str = "ko"
    today: date | None = None
    limits: Limits = Limits()
    step: Step = lambda _: None
    about: Mapping[str, str] = field(default_factory=dict)


def fit_thresholds(faq: Sequence[Phrasing], negatives: Sequence[str], out: Path, setup: Setup) -> Report:
    """Fit one language's probability and thresholds, and store them beside those of other languages.

    Args:
        faq: every way to ask for every entry; the more ways an entry has, the surer it is found, so fit on
            entries as the desk will have them (six or more).
        negatives: talk that must not be answered.
        out: JSON file by language.
        setup: what fitting works with.

    Raises:
        DistrictError: ``too_few_phrasings`` when there are fewer than two entries with two phrasings each.
    """
    _check(faq)
    asked = gather(faq, negatives, setup)
    signs, bias = _regress(asked)
    fusion = replace(setup.start, signs=signs, bias=bias)
    answer, ask = _thresholds(asked, fusion, setup.limits)
    report = _report(asked, replace(fusion, answer=answer, ask=ask))
    told = replace(report.fusion, fitted_on=_facts(faq, negatives, report, setup))
    store(out, setup.language, told)
    return replace(report, fusion=told)


def _check(faq: Sequence[Phrasing]) -> None:
    entries = [phrasing.entry for phrasing in faq]
    if sum(entries.count(entry) >= 2 for entry in set(entries)) < 2:
        raise DistrictError(
            "too_few_phrasings",
            "Thresholds need at least two entries with two phrasings each; write more phrasings first.",
        )


def gather(faq: Sequence[Phrasing], negatives: Sequence[str], setup: Setup) -> list[Asked]:
    """Ask every kind of question of indexes that have not seen it."""

    def index(phrasings: Sequence[Phrasing]) -> Matcher:
        return Matcher(phrasings, setup.embedder, setup.start, language=setup.language, about=setup.about)

    entries = list(dict.fromkeys(phrasing.entry for phrasing in faq))
    found: list[Asked] = []
    for turn in range(OWN_FOLDS):
        setup.step(f"leaving out part {turn + 1} of {OWN_FOLDS}")
        kept, asked = leave_out(faq, turn, OWN_FOLDS)
        found += _ask_all(index(kept), asked, "own")
        gone = set(entries[turn::OWN_FOLDS])
        matcher = index([p for p in faq if p.entry not in gone])
        found += _ask_all(matcher, [p for p in faq if p.entry in gone], "strange")
    setup.step("asking what must not be answered")
    return found + _ask_all(index(faq), [Phrasing("", text) for text in negatives], "negative")


def _ask_all(matcher: Matcher, asked: Sequence[Phrasing], kind: str) -> list[Asked]:
    return [_ask(matcher, phrasing, kind) for phrasing in asked]


def _ask(matcher: Matcher, asked: Phrasing, kind: str) -> Asked:
    ranking = matcher.rank([Reading(asked.text)])
    entries = [matcher.entry(at) for at in ranking.phrasings]
    place = entries.index(asked.entry) if asked.entry in entries else -1
    return Asked(kind, tuple(ranking.signs or [0.0] * len(SIGNS)), place)


def _regress(asked: Sequence[Asked]) -> tuple[dict[str, float], float]:
    """Weights of the signs and the constant, each kind of question counting as much as another."""
    signs = np.array([one.signs for one in asked])
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    rows = np.column_stack([(signs - mean) / spread, np.ones(len(asked))])
    right = np.array([one.place == 0 for one in asked], dtype=np.float64)
    weight = _weights(asked)

    def gradient(at: Array) -> Array:
        error = 1 / (1 + np.exp(-rows @ at)) - right
        held = 1e-3 * np.append(at[:-1], 0.0)
        slope: Array = rows.T @ (weight * error) + held
        return slope

    fitted = adam(np.zeros(rows.shape[1]), gradient, 1500, 0.05)
    weights = fitted[:-1] / spread
    return dict(zip(SIGNS, map(float, weights), strict=True)), float(fitted[-1] - weights @ mean)


def _weights(asked: Sequence[Asked]) -> Array:
    kinds = np.array([one.kind for one in asked])
    weight = np.zeros(len(asked))
    for kind, share in (("own", 0.5), ("strange", 0.15), ("negative", 0.35)):
        weight[kinds == kind] = share / max(int(np.sum(kinds == kind)), 1)
    return weight


def _thresholds(asked: Sequence[Asked], fusion: Fusion, limits: Limits) -> tuple[float, float]:
    """The lowest probabilities to answer from, and to ask back from, that keep to the limits."""
    sure = _probabilities(asked, fusion)
    own = np.array([one.kind == "own" for one in asked])
    wrong = own & np.array([one.place != 0 for one in asked])
    negative = np.array([one.kind == "negative" for one in asked])
    answer = max(
        limits.least,
        _lowest(sure[wrong], limits.wrong * np.sum(own)),
        _lowest(sure[negative], limits.negative * np.sum(negative)),
    )
    return answer, min(answer, _lowest(sure[negative], limits.asked_back * np.sum(negative)))


def _lowest(sure: Array, allowed: float) -> float:
    """The lowest threshold that no more than `allowed` of these probabilities reach."""
    descending = np.sort(sure)[::-1]
    if len(descending) <= int(allowed):
        return 0.05
    # just above the first one that is too many
    return float(min(descending[int(allowed)] + 1e-4, 1.0))


def _probabilities(asked: Sequence[Asked], fusion: Fusion) -> Array:
    from_signs = np.array([[*one.signs] for one in asked]) @ np.array([fusion.signs[name] for name in SIGNS])
    found: Array = 1 / (1 + np.exp(-(from_signs + fusion.bias)))
    return found


def _report(asked: Sequence[Asked], fusion: Fusion) -> Report:
    sure = _probabilities(asked, fusion)
    shares: dict[str, dict[str, float]] = {}
    counts: dict[str, int] = {}
    for kind in ("own", "strange", "negative"):
        outcomes = [
            _outcome(one, probability, fusion)
            for one, probability in zip(asked, sure, strict=True)
            if one.kind == kind
        ]
        counts[kind] = len(outcomes)
        shares[kind] = {
            name: outcomes.count(name) / max(len(outcomes), 1)
            for name in ("right", "wrong", "offered", "asked_back", "unknown")
        }
    return Report(fusion, shares, counts)


def _outcome(one: Asked, probability: float, fusion: Fusion) -> str:
    if probability >= fusion.answer:
        return "right" if one.place == 0 else "wrong"
    if probability >= fusion.ask:
        return "offered" if 0 <= one.place < _CHOICES else "asked_back"
    return "unknown"


def _facts(faq: Sequence[Phrasing], negatives: Sequence[str], report: Report, setup: Setup) -> dict[str, Any]:
    return {
        "date": setup.today.isoformat() if setup.today else None,
        "entries": len({phrasing.entry for phrasing in faq}),
        "phrasings": len(faq),
        "phrasings_sha256": _digest([f"{phrasing.entry}\t{phrasing.text}" for phrasing in faq]),
        "negatives": len(negatives),
        "negatives_sha256": _digest(negatives),
        "limits": asdict(setup.limits),
        "reached": {
            kind: {name: round(share, 4) for name, share in shares.items()}
            for kind, shares in report.shares.items()
        },
    }


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def store(path: Path, language: str, fusion: Fusion) -> None:
    """Put one language's figures into the file, beside those of the others."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    stored[language] = fusion.as_json()
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fitted.cache_clear()
