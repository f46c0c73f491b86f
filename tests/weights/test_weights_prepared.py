"""Models made from packaged ones: once, whole, and again when broken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voicebot.settings import settings
from voicebot.weights.prepared import load_prepared, prepared_folder


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "cache_dir", tmp_path / "cache")
    path = tmp_path / "a-model" / "model.bin"
    path.parent.mkdir()
    path.write_bytes(b"weights")
    return path


def write(folder: Path) -> None:
    (folder / "made").write_text("whole")


def made(folder: Path) -> str:
    text = (folder / "made").read_text()
    if text != "whole":
        raise RuntimeError("cannot load")
    return text


def test_several_at_once_leave_one_whole_folder(source: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        (folder,) = set(pool.map(lambda _: prepared_folder(source, "1", write), range(8)))
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert made(folder) == "whole"


def test_another_recipe_and_another_source_are_other_folders(source: Path) -> None:
    first, second = (prepared_folder(source, recipe, write) for recipe in ("1", "2"))
    source.write_bytes(b"other weights")
    assert len({first, second, prepared_folder(source, "1", write)}) == 3


def test_a_folder_that_does_not_load_is_made_again(source: Path) -> None:
    (prepared_folder(source, "1", write) / "made").write_text("ha")
    assert load_prepared(source, "1", write, made) == "whole"


def test_what_cannot_be_made_leaves_nothing_behind(source: Path) -> None:
    def fail(folder: Path) -> None:
        write(folder)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        load_prepared(source, "1", fail, made)
    assert list((settings().cache_dir / "prepared").iterdir()) == []
