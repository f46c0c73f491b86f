"""The tuned model: written once, heard beside the linear ear, refused where it is not the right one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from voicebot.errors import ModelError
from voicebot.understand.embed import E5, Vectors, packaged
from voicebot.understand.safety import danger_said
from voicebot.understand.tuned import TunedEar, tuned_ear
from voicebot.understand.tuning import read_arrays, write_tuned

IN_DANGER = ["할머니가 쓰러지셨는데 숨을 안 쉬어요", "My father has fallen and cannot get up"]
CALM = ["여권은 어디서 만들어요?", "배고파 죽겠네", "Where do I pay my car tax?"]


@pytest.mark.models
def test_it_tells_danger_from_what_is_none() -> None:
    ear = tuned_ear("danger", 2)
    assert min(ear.hears(IN_DANGER)) > 0 > max(ear.hears(CALM))
    assert ear.hears([]) == []


@pytest.mark.models
def test_it_is_another_model_than_the_packaged_one_and_both_go_on_working() -> None:
    plain, ear = E5(threads=1), tuned_ear("danger", 1)
    before = plain.embed(CALM)
    assert not np.allclose(before, ear.model.embed(CALM), atol=0.01)
    np.testing.assert_array_equal(before, plain.embed(CALM))


@pytest.mark.models
def test_only_what_is_named_is_written_anew(tmp_path: Path) -> None:
    changed = {"emb.ln.b": np.arange(384, dtype=np.float32)}
    write_tuned(packaged(), changed, tmp_path / "model.bin")
    before = read_arrays(packaged().read_bytes())
    after = read_arrays((tmp_path / "model.bin").read_bytes())
    np.testing.assert_array_equal(after.pop("emb.ln.b").view("<f4"), changed["emb.ln.b"])
    assert all(np.array_equal(numbers, before[name]) for name, numbers in after.items())


@pytest.mark.models
def test_numbers_for_another_model_are_refused(tmp_path: Path) -> None:
    for changed in ({"emb.ln.b": np.zeros(3, np.float32)}, {"l99.q.b": np.zeros(384, np.float32)}):
        with pytest.raises(ModelError) as caught:
            write_tuned(packaged(), changed, tmp_path / "model.bin")
        assert caught.value.code == "model_altered"
    assert not (tmp_path / "model.bin").exists()


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"no model of meaning")
    with pytest.raises(ModelError):
        write_tuned(tmp_path / "other.bin", {}, tmp_path / "model.bin")


def test_odds_are_a_linear_layer_on_the_vectors() -> None:
    class Model:
        digest = "-"

        def embed(self, texts: Sequence[str]) -> Vectors:
            return np.array([[1.0, len(text)] for text in texts], np.float32)

    ear = TunedEar(Model(), np.array([2.0, -0.5], np.float32), 1.0)
    assert ear.hears(["네", "네네네"]) == [2.5, 1.5]


def test_the_model_talks_the_linear_ear_out_of_it_and_into_it() -> None:
    unclear = "아까부터 대답을 안 하세요"
    assert danger_said(unclear, alarm=8.0)
    assert danger_said(unclear, alarm=-8.0) is None


def test_nothing_talks_the_desk_out_of_a_cry_for_help() -> None:
    for cry in ("사람 살려요", "살려 주세요"):
        found = danger_said(cry, alarm=-9.0)
        assert found
        assert found.certain
