import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.bench import matching
from voicebot.bench.matching import eval_heldout, eval_match, eval_refuse, read_columns
from voicebot.bench.matching_speed import bench_matching
from voicebot.errors import DistrictError
from voicebot.settings import settings
from voicebot.understand.embed import Vectors
from voicebot.understand.learn import Own
from voicebot.understand.meaning import Phrasing


class Letters:
    """384 numbers from the letters of a text, for the space that ships."""

    digest = "letters-of-a-text"

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), 384), 0.01, np.float32)
        for row, text in enumerate(texts):
            for char in text:
                vectors[row, ord(char) % 384] += not char.isspace()
        found: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return found


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(matching, "_embedder", Letters)
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "rows.csv"
    path.write_bytes(text.encode(encoding))
    return path


SETS = "set_id,sentence\na,여권 만들기\na,여권 만들기요\nb,소파 버리기\nb,소파 버리기요\nb,소파 버리기\n"


def test_paraphrases_index_the_first_of_a_set_and_ask_the_rest(tmp_path: Path) -> None:
    figures = eval_match(write(tmp_path, SETS), json_path=tmp_path / "out.json")
    assert (figures["sets"], figures["n"], figures["top1"], figures["top5"]) == (2, 3, 1.0, 1.0)
    stored = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {"top1", "top5", "ms_p50", "ms_p95"} <= set(stored)


def test_small_talk_counts_what_is_answered(tmp_path: Path) -> None:
    ours = [Phrasing("passport", "여권 만들기"), Phrasing("sofa", "소파 버리기")]
    figures = eval_refuse(
        write(tmp_path, "Q,A\n룰루랄라,x\n하하,y\n"), phrasings=ours, json_path=tmp_path / "o.json"
    )
    assert figures["n"] == 2
    assert figures["answered"] == 0
    assert {"answered", "asked_back", "n"} <= set(
        json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    )


def test_held_out_shares_add_up_and_unknown_entries_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [Phrasing("passport", "여권 만들기"), Phrasing("sofa", "소파 버리기")]
    monkeypatch.setattr(matching, "_own", lambda _: Own(ours, {}))
    rows = "id,phrasing\npassport,여권 만들기\nsofa,소파\nnobody,아무거나\n"
    figures = eval_heldout(write(tmp_path, rows), language="ko")
    assert (figures["n"], figures["absent"]) == (2, 1)
    shares = [figures[name] for name in ("right", "wrong", "offered", "asked_back", "unknown")]
    assert sum(shares) == pytest.approx(1)
    assert figures["right_interval"][0] <= figures["right"] <= figures["right_interval"][1]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("id,text\n1,x\n", "csv_columns", "line 1"),
        ("", "csv_columns", "line 1"),
        ("Q\n가\n \n", "csv_row", "line 3"),
        ('Q\n"가\n나"\n""\n', "csv_row", "line 4"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: str) -> None:
    with pytest.raises(DistrictError) as caught:
        read_columns(write(tmp_path, text), "Q")
    assert caught.value.code == code
    assert line in caught.value.message


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DistrictError, match="line 2") as caught:
        read_columns(write(tmp_path, "Q\n여권\n", "cp949"), "Q")
    assert caught.value.code == "csv_encoding"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DistrictError) as caught:
        read_columns(tmp_path / "nothing.csv", "Q")
    assert caught.value.code == "csv_missing"


def test_the_mark_that_spreadsheets_put_first_is_no_trouble(tmp_path: Path) -> None:
    assert read_columns(write(tmp_path, "\ufeffQ\n여권\n"), "Q") == [{"Q": "여권"}]


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "rows.csv"
    path.write_bytes(raw)
    try:
        outcome = all(row["Q"] for row in read_columns(path, "Q"))
    except DistrictError as error:
        outcome = error.code.startswith("csv_")
    assert outcome


def test_speed_reports_every_size(tmp_path: Path) -> None:
    figures = bench_matching((60,), questions=3, json_path=tmp_path / "o.json", embedder=Letters())
    assert set(figures["60"]) == {"without", "with", "WRatio", "partial_ratio", "build_s"}
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8")) == figures
