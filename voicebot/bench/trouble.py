"""Fitting what tells a trouble from other talk, on the district's own phrasings and on everyday talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from voicebot.bench import complaints
from voicebot.bench.matching import read_columns
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.faq import load_faq
from voicebot.settings import settings
from voicebot.text.normal import normalise
from voicebot.understand.asking import asks, sentences
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.kinds import Kinds
from voicebot.understand.space import learned_space
from voicebot.understand.trouble import NEARNESS, Trouble, fit_trouble

__all__ = ["fit_trouble_command"]

PASSED = 0.014
"""Share of the negatives that may be taken for a trouble."""
QUESTIONS = 0.2
"""What questions to the office count beside everyday talk: many of them are about the same things."""


def fit_trouble_command(negatives: Path, out: Path | None = None) -> Trouble:
    """Fit the direction, choose the threshold, store and show both.

    What lies at the other end are the learned space's middles of everyday talk and the FAQ's phrasings.

    Args:
        negatives: CSV, column ``Q``: everyday talk, for the threshold only.
        out: JSON file; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    folder, space = settings().district_dir, learned_space()
    embedder = KeptEmbedder(complaints.embedder(), settings().cache_dir / "vectors")
    phrasings = load_categories(folder).phrasings()
    told = space.place(embedder.embed([normalise(one.text) for one in phrasings]))
    asked = space.place(embedder.embed([normalise(one.text) for one in load_faq(folder).phrasings("ko")]))
    direction = fit_trouble(
        told.astype(float), [(space.everyday.astype(float), 1.0), (asked.astype(float), QUESTIONS)]
    )
    left = [row["Q"] for row in read_columns(negatives, "Q")]
    telling = [normalise(text) for text in left if not all(asks(one) for one in sentences(text))]
    vectors, kinds = embedder.embed(telling), Kinds(phrasings, embedder, "ko")
    near = [kinds.scores(text, vector).max() for text, vector in zip(telling, vectors, strict=True)]
    values = np.sort(direction.along(vectors, space) + NEARNESS * np.array(near))[::-1]
    least = _lowest(values, int(PASSED * len(left)))
    facts = {
        "date": date.today().isoformat(),
        "complaints": len(told),
        "everyday": len(space.everyday),
        "questions": len(asked),
        "negatives": len(left),
        "negatives_telling": len(telling),
        "negatives_taken": int(np.sum(values >= least)),
    }
    found = replace(direction, least=least, fitted_on=facts)
    found.save(out or Path(str(files("voicebot.understand"))) / "data" / "trouble.json")
    Console().print(facts)
    return found


def _lowest(descending: NDArray[np.float64], allowed: int) -> float:
    """The lowest threshold that no more than `allowed` values reach."""
    return round(float(descending[allowed]) + 1e-4, 4) if len(descending) > allowed else -1.0
