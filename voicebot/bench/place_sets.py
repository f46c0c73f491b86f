"""What the ear for places is fitted on: complaints whose place is labelled, and places said alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicebot.bench.complaint_rows import overlaps, where
from voicebot.bench.complaints import NOW
from voicebot.bench.labelled import read_rows
from voicebot.bench.place_batches import Labelled
from voicebot.bench.place_fit import fit
from voicebot.bench.shares import share, show_shares
from voicebot.civic.district import load_district
from voicebot.civic.gazetteer import gazetteer
from voicebot.settings import settings
from voicebot.understand.slots import Gazetteer, Place
from voicebot.understand.slots.cues import cues_of, number
from voicebot.understand.slots.extract import looked_over
from voicebot.understand.slots.items import Item
from voicebot.understand.slots.place import find_place
from voicebot.understand.slots.settle import settled
from voicebot.understand.slots.survey import Survey
from voicebot.understand.slots.tagger import Tagger, path_of_tagger

__all__ = ["fit_places"]

FOLDS = 5
LOOSE = 0.4
"""What a row counts that was labelled by another measure."""
_ANSWERS = ("요", "이요", "예요", "인데요", "", "이에요")
_EVERY = 3
"""Of so many places one is said alone too."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A labelled utterance, looked over.

    Attributes:
        label: the words of the place; empty where none is told.
        rules: what the rules find.
        labelled: what there is to learn of it.
    """

    seen: Survey
    label: str
    rules: Place | None
    labelled: Labelled

    def right(self, ear: Tagger | None) -> bool:
        """Whether the place is as labelled, by the rules alone where there is no ear."""
        found = settled(self.seen, self.rules, ear) if ear else self.rules
        if not self.label or not found:
            return not self.label and not found
        return overlaps(self.seen.text, self.label, found.spans)


def fit_places(sets: Sequence[Path], loose: Sequence[Path] = (), out: Path | None = None) -> Tagger:
    """Fit the ear for places, store it, and show of each set how it does without having seen the row.

    Args:
        sets: tab-separated, columns ``utterance`` and ``place``; empty where none is told.
        loose: the same, by people who labelled by another measure ("길에" is none): they count less, and what
            is theirs alone is learned apart and not used.
        out: where the weights go; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    district = gazetteer(load_district(settings().district_dir), NOW.date())
    rows = {file: _rows(file, district) for file in sets}
    apart = [_apart(row) for file in loose for row in _rows(file, district)]
    ear = _fitted([row for file in sets for row in rows[file]], apart, district)
    ear.save(out or path_of_tagger())
    _show(rows, apart, district)
    return ear


def _apart(row: _Row) -> Labelled:
    """With cues that no other set has."""
    return row.labelled._replace(
        cues=[
            np.append(cues, [number(f"apart{item.letter}"), number(f"apart|{item.form}")])
            for item, cues in zip(row.seen.row, row.labelled.cues, strict=True)
        ],
        counts=LOOSE,
    )


def _rows(file: Path, district: Gazetteer) -> list[_Row]:
    told = read_rows(file, "utterance", "place")
    return [_row(row["utterance"], row["place"], district) for row in told if row["utterance"]]


def _row(utterance: str, label: str, district: Gazetteer) -> _Row:
    text, label = (unicodedata.normalize("NFC", words) for words in (utterance, label))
    seen = looked_over(text, NOW, district)
    rules = find_place(seen)
    marks = list(_marks(seen.row, [(span.start, span.stop) for span in where(text, label)]))
    return _Row(seen, label, rules, Labelled(cues_of(seen, rules), marks))


def _marks(row: Sequence[Item], spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Of each item whether it begins a labelled span (1), lies in one (2) or outside (0)."""
    last = -1
    for item in row:
        inside = next((at for at, span in enumerate(spans) if _is_inside(item, *span)), -1)
        yield 0 if inside < 0 else 2 if inside == last else 1
        last = inside if inside >= 0 else last


def _is_inside(item: Item, start: int, end: int) -> bool:
    """Most of it; a name or address also where it goes on after the label."""
    both = min(end, item.span.end) - max(start, item.span.start)
    goes_on = item.letter in "ADLOSo" and both > 0 and start <= item.span.start
    return goes_on or 2 * both > item.span.end - item.span.start


def _fitted(rows: Sequence[_Row], apart: Sequence[Labelled], district: Gazetteer) -> Tagger:
    labels = [row.label for row in rows if row.label and row.label in row.seen.text][::_EVERY]
    answers = [_row(label + _ANSWERS[at % len(_ANSWERS)], label, district) for at, label in enumerate(labels)]
    return fit([*(row.labelled for row in (*rows, *answers) if row.seen.row), *apart])


def _show(rows: dict[Path, list[_Row]], apart: Sequence[Labelled], district: Gazetteer) -> None:
    """Each set by the rules alone, and with an ear that has not seen the fifth that is asked."""
    folds = {file: np.random.default_rng(1).integers(0, FOLDS, len(rows[file])) for file in rows}
    heard: dict[Path, list[tuple[_Row, bool]]] = {file: [] for file in rows}
    for turn in range(FOLDS):
        kept = [row for file in rows for row, at in zip(rows[file], folds[file], strict=True) if at != turn]
        ear = _fitted(kept, apart, district)
        for file, told in rows.items():
            asked = (row for row, at in zip(told, folds[file], strict=True) if at == turn)
            heard[file] += [(row, row.right(ear)) for row in asked]
    for file, told in rows.items():
        by_rules = _figures([(row, row.right(None)) for row in told], "rules")
        show_shares(f"places, {file.name}", by_rules | _figures(heard[file], "learned"))


def _figures(heard: Sequence[tuple[_Row, bool]], by: str) -> dict[str, dict[str, object]]:
    return {
        f"right, {by}": share([right for _, right in heard]),
        f"found, {by}": share([right for row, right in heard if row.label]),
        f"invented, {by}": share([not right for row, right in heard if not row.label]),
    }
