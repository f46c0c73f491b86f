"""The figures of moods, wishes, everyday talk and dialogues."""

import json
from pathlib import Path

import pytest
from test_bench_matching import Letters

from voicebot.bench.followups import eval_followups
from voicebot.bench.manner import eval_commands, eval_mood, eval_smalltalk, f1
from voicebot.errors import DistrictError
from voicebot.settings import settings


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_f1_of_one_label() -> None:
    pairs = [("sad", "sad"), ("sad", "neutral"), ("glad", "sad")]
    assert f1(pairs, "sad") == {"f1": 0.5, "precision": 0.5, "recall": 0.5, "n": 2}
    assert f1(pairs, "angry")["f1"] == 0


def test_moods_are_counted_by_language(tmp_path: Path) -> None:
    korean = write(
        tmp_path / "mood.ko.tsv", "text\tmood\tnote", "슬퍼요\tsad\t", "등본 한 통에 얼마예요\tneutral\t"
    )
    english = write(tmp_path / "mood.en.tsv", "text\tmood", "I am so lonely\tlonely", "I feel dizzy\tsad")
    figures = eval_mood([korean, english], json_path=tmp_path / "out.json")
    assert figures["right"]["share"] == 0.75
    assert figures["moods"]["lonely"]["f1"] == 1
    assert json.loads((tmp_path / "out.json").read_text())["right"]["n"] == 4


def test_wishes_and_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = write(
        tmp_path / "c.ko.tsv", "text\tcommand", "다시 말해 줘\trepeat", "그거 말고\tnot_that", "여권요\tstop"
    )
    talk = write(tmp_path / "talk.csv", "Q,A", "천천히,x", "여권은 어디서 만들어요,x")
    figures = eval_commands([wishes], negatives=[talk], show=True)
    assert figures["right"]["all"]["share"] == pytest.approx(2 / 3)
    assert figures["taken_for_a_command"]["talk.csv"]["share"] == 0.5
    assert "여권요" in capsys.readouterr().out


def test_everyday_talk_in_its_own_words_is_right(tmp_path: Path) -> None:
    file = write(tmp_path / "talk.ko.tsv", "topic\ttext", "bored\t심심해", "sing\t노래 한 곡 불러 줘")
    figures = eval_smalltalk(file, embedder=Letters())
    assert figures["right"]["share"] == 1


def test_dialogues_are_held(tmp_path: Path) -> None:
    rows = [
        {
            "turns": ["인감증명서는 어떻게 떼요?", "얼마예요?", "다시요"],
            "entry": "seal-certificate",
            "wants": ["fee", "repeat"],
        },
        {
            "turns": ["인감증명서는 어떻게 떼요?", "얼마예요?"],
            "entry": "seal-certificate",
            "wants": ["place"],
        },
    ]
    file = write(tmp_path / "f.ko.jsonl", *(json.dumps(row, ensure_ascii=False) for row in rows))
    figures = eval_followups([file], embedder=Letters())
    assert figures["followups"]["n"] == 3
    assert figures["followups"]["share"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [("a.tsv", "x\ty", "tsv_columns"), ("b.jsonl", "{", "jsonl_invalid"), ("c.jsonl", "{}", "jsonl_invalid")],
)
def test_a_wrong_file_is_told(tmp_path: Path, name: str, line: str, code: str) -> None:
    file = write(tmp_path / name, line)
    with pytest.raises(DistrictError) as caught:
        eval_mood([file]) if name.endswith("tsv") else eval_followups([file], embedder=Letters())
    assert caught.value.code == code
