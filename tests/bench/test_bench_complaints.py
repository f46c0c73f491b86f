import json
from pathlib import Path

import pytest
from test_bench_matching import Letters

from voicebot.bench import complaints
from voicebot.bench.complaint_rows import overlaps
from voicebot.bench.complaints import eval_complaints
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.understand.slots import Span

ROWS = (
    "utterance\tcategory\twhat\tplace\twhen\tphone\n"
    "우리 골목 가로등이 어제부터 나갔어요\tstreet_light\t가로등이 나갔어요\t우리 골목\t어제부터\t\n"
    "가로등이 나갔어요 공일공 일이삼사 오육칠팔로 전화 주세요\tstreet_light\t\t\t\t010-1234-5678\n"
    "석남동 우체국 앞 도로에 구멍이 났어요\troad\t\t\t\t\n"
)


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(complaints, "embedder", Letters)
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_count_what_is_right_and_what_is_invented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = write(tmp_path, "talk.txt", "가로등 고장은 어디에 신고해요\n\n안녕하세요\n")
    figures = eval_complaints(write(tmp_path, "c.tsv", ROWS), negatives=talk, json_path=tmp_path / "out.json")
    counted = {name: (round(one["share"] * one["n"]), one["n"]) for name, one in figures.items()}
    assert counted["phone_right"] == (3, 3)
    assert counted["when_right"] == (3, 3)
    assert counted["place_right"] == (2, 3)  # the third row's place is not labelled, so it counts as invented
    assert counted["place_invented"] == (1, 2)
    assert counted["phone_invented"] == (0, 2)
    assert counted["negatives_filed"] == (0, 2)
    assert counted["category_top1"][1] == 3
    stored = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert stored["place_right"]["share"] == pytest.approx(2 / 3)
    low, high = stored["place_right"]["interval"]
    assert low < 2 / 3 < high
    assert "우체국" not in capsys.readouterr().out


def test_rows_are_shown_only_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    eval_complaints(write(tmp_path, "c.tsv", ROWS), show=True)
    assert "석남동 우체국 앞 도로에 구멍이 났어요" in capsys.readouterr().out


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DistrictError, match="category"):
        eval_complaints(write(tmp_path, "c.tsv", "utterance\tplace\twhen\tphone\na\tb\t\t\n"))
    with pytest.raises(DistrictError, match=r"none\.tsv"):
        eval_complaints(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("label", "span", "enough"),
    [
        ("우리 골목", (0, 5), True),
        ("우리 골목", (3, 5), True),
        ("우리 골목 끝", (0, 2), False),
        ("골목 가로등", (6, 9), True),
        ("가로등 골목", (6, 9), True),
        ("시장", (0, 9), False),
    ],
)
def test_half_of_the_labelled_letters_is_enough(label: str, span: tuple[int, int], enough: bool) -> None:
    assert overlaps("우리 골목 가로등", label, [Span(*span)]) is enough
