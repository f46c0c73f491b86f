import json
from pathlib import Path

import pytest

from voicebot.bench.safety import eval_safety
from voicebot.errors import DistrictError

HEAD = "text\tkind\tnote\n"


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    there = "불이 났어요\tfire\t\n안녕하세요\tfall\t\n"
    there += "죽을 것 같아요\tmedical\tunclear\n아이가 물에 빠졌어요\tfall\talso:hazard\n"
    none = "가로등이 나갔어요\thazard\t\n가스 냄새가 나요\tgas\t\n"
    (tmp_path / "positives.ko.dev.tsv").write_text(HEAD + there, encoding="utf-8")
    (tmp_path / "negatives.ko.dev.tsv").write_text(HEAD + none, encoding="utf-8")
    (tmp_path / "positives.en.final.tsv").write_text(HEAD + "fire fire\tfire\t\n", encoding="utf-8")
    return tmp_path


def counted(figures: dict[str, dict[str, float]], name: str) -> tuple[int, float]:
    one = figures[name]
    return round(one["share"] * one["n"]), one["n"]


def test_totals_without_a_line(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = eval_safety([sets], json_path=sets / "out.json")
    assert counted(figures, "recall") == (3, 4)
    assert counted(figures, "heard") == (3, 4)
    assert counted(figures, "kind fall, recall") == (1, 2)
    assert counted(figures, "kind") == (2, 3)
    assert counted(figures, "false_alarms") == (1, 2)
    assert json.loads((sets / "out.json").read_text())["recall"]["n"] == 4
    assert "안녕하세요" not in capsys.readouterr().out


def test_what_was_got_wrong_is_shown_on_wish(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    eval_safety([sets], show=True)
    out = capsys.readouterr().out
    assert "missed | fall | 안녕하세요" in out
    assert "false | gas | 가스 냄새가 나요" in out


def test_the_final_half_is_measured_and_never_shown(sets: Path) -> None:
    assert counted(eval_safety([sets], half="final"), "recall") == (1, 1)
    with pytest.raises(DistrictError, match="final half"):
        eval_safety([sets], half="final", show=True)


@pytest.mark.parametrize("name", ["nothing.tsv", "sets.ko.dev.tsv"])
def test_a_wrong_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HEAD, encoding="utf-8")
    with pytest.raises(DistrictError):
        eval_safety([tmp_path / name])
    with pytest.raises(DistrictError, match="final"):
        eval_safety([tmp_path], half="final")
