"""How well complaints are understood: their kind, place, time and telephone, and what is no complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from voicebot.bench.complaint_rows import SLOTS, Understood, complaint_figures
from voicebot.bench.figures import write_json
from voicebot.bench.labelled import read_rows, read_text
from voicebot.bench.shares import show_shares
from voicebot.civic.complaints.categories import FALLBACK, load_categories, load_ear
from voicebot.civic.district import load_district
from voicebot.civic.faq import load_faq
from voicebot.civic.gazetteer import gazetteer
from voicebot.settings import settings
from voicebot.talk.knowledge import Knowledge
from voicebot.understand.embed import E5, Embedder
from voicebot.understand.meaning import Reading
from voicebot.understand.slots import Gazetteer, Slots, extract
from voicebot.understand.suggest import Suggester, Suggestion

__all__ = ["COLUMNS", "Reader", "embedder", "eval_complaints"]

COLUMNS = ("utterance", "category", "place", "when", "phone")
NOW = dt.datetime(2026, 11, 26, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
"""The clock of every run, so that figures can be compared."""


class Reader:
    """Understands as the desk does: slots, FAQ and kinds of complaint.

    Attributes:
        places: the district's names.
    """

    def __init__(self) -> None:
        folder, model = settings().district_dir, embedder()
        self._faq = Knowledge(load_faq(folder), "ko", model, settings())
        self.places: Gazetteer = gazetteer(load_district(folder), NOW.date())
        self._suggester = Suggester(
            load_categories(folder).phrasings(),
            model,
            fallback=FALLBACK,
            cache_dir=settings().cache_dir / "vectors",
            ear=load_ear(folder, "ko"),
        )

    @property
    def place_names(self) -> tuple[str, ...]:
        """What the recogniser waits for."""
        return (*self.places.landmarks, *self.places.dongs)

    def understand(self, utterance: str) -> tuple[Slots, Suggestion]:
        """The slots of an utterance and the kind of complaint."""
        slots, readings = extract(utterance, NOW, self.places), [Reading(utterance)]
        trouble = slots.what.words if slots.what else ""
        return slots, self._suggester.suggest(readings, self._faq.match(readings), trouble)


def embedder() -> Embedder:
    """The model, as the desk loads it."""
    return E5(threads=settings().threads.embed)


def eval_complaints(
    file: Path, *, negatives: Path | None = None, json_path: Path | None = None, show: bool = False
) -> dict[str, Any]:
    """Complaints as residents say them.

    Args:
        file: tab-separated, columns ``utterance, category, place, when, phone``; a field that was not said is
            empty.
        negatives: one utterance a line, none of them a complaint.
        json_path: where the figures go.
        show: print the rows that were misunderstood; never for a set that has to stay unseen.

    Returns:
        By name ``share``, ``interval`` (95 %), ``n``: ``category_top1``, ``category_top3``, ``filed`` (taken
        as a complaint), ``place_right`` and so on (at least half of the labelled letters found; digit for
        digit for a telephone), ``place_invented`` and so on (of rows where none was said), and
        ``negatives_filed``.

    Raises:
        DistrictError: a file is not what it should be.
    """
    rows, talk = read_rows(file, *COLUMNS), _lines(negatives) if negatives else []
    reader = Reader()
    understood = [Understood(row, *reader.understand(row["utterance"])) for row in rows]
    others = [Understood({"utterance": text}, *reader.understand(text)) for text in talk]
    figures = dict(complaint_figures(understood, others))
    show_shares("complaints", figures)
    if show:
        _show(understood, others)
    write_json(json_path, figures)
    return figures


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in read_text(file).splitlines() if line.strip()]


def _show(complaints: Sequence[Understood], talk: Sequence[Understood]) -> None:
    console = Console(width=200)
    for one in complaints:
        wrong = [slot for slot in SLOTS if not one.right(slot)]
        wrong += ["category"] * (not one.kind_right) + ["door"] * (not one.filed)
        if wrong:
            found = [span.of(one.slots.text) for slot in SLOTS for span in one.found(slot)]
            console.print(*wrong, one.labels["utterance"], found, one.kinds, sep=" | ", markup=False)
    for one in talk:
        if one.filed:
            console.print("negative", one.labels["utterance"], one.kinds[:1], sep=" | ", markup=False)
