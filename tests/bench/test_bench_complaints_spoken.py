"""Complaints said aloud, with a voice and an ear that stand in for the models."""

import json
from pathlib import Path

import numpy as np
import pytest
from test_bench_matching import Letters

from voicebot.audio import Audio
from voicebot.bench import complaints, complaints_spoken
from voicebot.bench.complaints_spoken import eval_spoken_complaints
from voicebot.settings import settings

ROWS = (
    "utterance\tcategory\tplace\twhen\tphone\n"
    "석남시장 앞 가로등이 나갔어요\tstreet_light\t석남시장 앞\t\t\n"
    "가로등이 나갔어요 010-1234-5678로 전화 주세요\tstreet_light\t\t\t010-1234-5678\n"
)


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []

    def say(text: str, number: int) -> Audio:
        said.append(text)
        return Audio(np.full(8000, 0.1, np.float32), 16000)

    monkeypatch.setattr(complaints, "embedder", Letters)
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")
    monkeypatch.setattr(complaints_spoken, "_voice", lambda: say)
    monkeypatch.setattr(
        complaints_spoken, "_ear", lambda lead: lambda sound: said[-1].replace("석남", "석람")
    )


def test_figures_come_for_each_condition(tmp_path: Path) -> None:
    file = tmp_path / "c.tsv"
    file.write_text(ROWS, encoding="utf-8")
    figures = eval_spoken_complaints(file, noise=True, json_path=tmp_path / "out.json")
    assert set(figures) == {"clean", "20 dB", "10 dB"}
    clean = figures["clean"]
    assert (clean["category_top1"]["share"], clean["category_top1"]["n"]) == (1.0, 2)
    assert (clean["place_right"]["share"], clean["place_invented"]["n"]) == (1.0, 1)
    assert (clean["phone_right"]["share"], clean["phone_right"]["n"]) == (1.0, 1)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["10 dB"]["filed"]["n"] == 2


def test_only_so_many_rows_are_said(tmp_path: Path) -> None:
    file = tmp_path / "c.tsv"
    file.write_text(ROWS, encoding="utf-8")
    assert eval_spoken_complaints(file, limit=1)["clean"]["category_top1"]["n"] == 1
