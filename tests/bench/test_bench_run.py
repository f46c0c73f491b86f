from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from test_bench_matching import Letters

from voicebot.bench import matching, matching_speed
from voicebot.bench.run import PARTS, Given
from voicebot.settings import settings


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    """Small sets, and letters for an embedder."""
    monkeypatch.setattr(matching, "_embedder", Letters)
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")
    (tmp_path / "parakqc_dev.csv").write_text("set_id,sentence\na,여권 만들기\na,여권 만들기요\n", "utf-8")
    (tmp_path / "smalltalk_dev.csv").write_text("Q\n룰루랄라\n하하\n", "utf-8")
    monkeypatch.setattr(matching, "bench_matching", _a_thousand)
    return Given(tmp_path, None, quick=True)


def _a_thousand(sizes: Sequence[int]) -> dict[str, Any]:
    del sizes
    return partial(matching_speed.bench_matching, (1000,), questions=3, embedder=Letters())()


def test_the_part_on_matching_reads_every_figure_that_it_measures(small: Given) -> None:
    figures, rows = PARTS["matching"](small)
    assert set(figures) == {"match", "refuse", "heldout", "speed"}
    shown = {row.what: row for row in rows}
    assert shown["paraphrases, top-1"].figure == "1.0000"
    speed = figures["speed"]["1000"]
    row = shown["matching among 1,000 phrasings, p95 without / with embedding"]
    assert row.figure == f"{speed['without']['p95']:.1f} / {speed['with']['p95']:.1f} ms"
    assert row.kept is (speed["without"]["p95"] <= 5 and speed["with"]["p95"] <= 35)
