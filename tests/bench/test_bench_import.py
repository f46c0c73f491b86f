"""The benchmark of imports makes batches that are what it says they are, and measures them."""

import json
from pathlib import Path

import pytest

from voicebot.bench.importing import bench_import, made_rows


def test_every_tenth_recording_says_another_digit() -> None:
    made = made_rows(50, 20)
    assert [row.file != "" for row in made] == [True] * 20 + [False] * 30
    assert [at for at, row in enumerate(made) if row.said != row.answer] == [0, 10]
    assert made == made_rows(50, 20)


@pytest.mark.models
def test_a_small_batch_is_heard_and_its_mistake_is_caught(tmp_path: Path) -> None:
    found = bench_import(3, 1, json_path=tmp_path / "figures.json")
    assert json.loads((tmp_path / "figures.json").read_text()) == found
    assert (found["mistakes"], found["mistakes_caught"]) == (1, 1)
    assert found["seconds"] > 10
    assert found["speed"] > 0
