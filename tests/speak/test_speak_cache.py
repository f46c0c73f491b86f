import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.speak.cache import SpeechCache, SpeechKey
from voicebot.speak.synthesizer import Timed

KEY = SpeechKey("fake", "1", "a", "ko", "네, 알겠어요.")


def _timed(seconds: float = 0.5, seed: int = 0) -> Timed:
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * 24_000)).astype(np.float32)
    return Timed(Audio(samples, 24_000), (("네,", 0.1), ("알겠어요.", 0.3)))


def _file(folder: Path) -> Path:
    (path,) = folder.glob("*/*.flac")
    return path


def test_a_sentence_comes_back_with_its_times(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path)
    assert KEY not in cache
    assert cache.get(KEY) is None
    cache.put(KEY, timed := _timed())
    assert KEY in cache
    got = SpeechCache(tmp_path).get(KEY)
    assert got is not None
    assert got.words == timed.words
    assert got.audio.rate == 24_000
    np.testing.assert_allclose(got.audio.samples, timed.audio.samples, atol=1e-4)
    assert not list(tmp_path.glob("*/*.part"))


def test_the_key_is_what_makes_it_sound_so() -> None:
    others = [
        replace(KEY, engine="b"),
        replace(KEY, version="2"),
        replace(KEY, voice="b"),
        replace(KEY, language="en"),
        replace(KEY, text="네"),
    ]
    assert len({key.digest for key in [KEY, *others]}) == 6
    decomposed = "네, 알겠어요."  # the same letters as separate jamo
    assert replace(KEY, text=f"  {decomposed}\n").digest == KEY.digest


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text"])
def test_a_damaged_file_counts_as_missing(tmp_path: Path, damage: str) -> None:
    cache = SpeechCache(tmp_path)
    cache.put(KEY, _timed())
    path = _file(tmp_path)
    data = bytearray(path.read_bytes())
    if damage == "cut":
        data = data[: len(data) // 2]
    elif damage == "flip":
        data[len(data) // 2] ^= 0xFF
    else:
        data = bytearray(b"" if damage == "empty" else b"not a sound at all")
    path.write_bytes(bytes(data))
    assert cache.get(KEY) is None
    assert not path.exists()
    cache.put(KEY, _timed())
    assert cache.get(KEY) is not None


def test_the_one_unused_longest_goes_first(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, max_bytes=130_000)
    keys = [replace(KEY, text=str(i)) for i in range(3)]
    for age, key in enumerate(keys):
        cache.put(key, _timed(1.0, seed=age))
        path = tmp_path / key.digest[:2] / f"{key.digest}.flac"
        if path.exists():
            os.utime(path, (1000 + age, 1000 + age))
    assert [key in cache for key in keys] == [False, True, True]


def test_use_makes_a_sentence_young_again(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path)
    cache.put(KEY, _timed())
    os.utime(_file(tmp_path), (1000, 1000))
    cache.get(KEY)
    assert _file(tmp_path).stat().st_mtime > 1000


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_cache(tmp_path: Path) -> None:
    (tmp_path / KEY.digest[:2]).mkdir()
    cache = SpeechCache(tmp_path)
    (tmp_path / KEY.digest[:2] / f"{KEY.digest}.flac").mkdir()  # a folder where the file belongs
    cache.put(KEY, _timed())
    assert not list(tmp_path.glob("*/*.part"))
