import json

import numpy as np
import pytest

from voicebot.speak.korean import korean_words
from voicebot.speak.taught import taught, taught_version


def test_every_learned_sound_has_its_rows() -> None:
    learned = taught()
    assert len(set(learned.sounds)) == len(learned.sounds) > 100
    assert learned.prosody.shape == (len(learned.sounds), 128)
    assert learned.timbre.shape == (len(learned.sounds), 512)
    assert learned.style.shape == (256,)
    assert all(np.isfinite(rows).all() for rows in (learned.prosody, learned.timbre, learned.style))


def test_what_is_said_every_day_is_all_learned() -> None:
    words = korean_words(
        "안녕하세요. 여권은 구청 일 층 민원실에서 만들어요. 까치, 빨리, 찌개, 쌀, 코피, 춥다."
    )
    used = {sound for word in words for sound in word.sounds if sound}
    assert used <= set(taught().sounds)


def test_the_version_is_that_of_the_file() -> None:
    assert len(taught_version()) == 8
    int(taught_version(), 16)


@pytest.mark.models
def test_learned_symbols_follow_those_of_the_model() -> None:
    import onnx

    from voicebot.speak.prepare import MODEL, RECIPE, prepare
    from voicebot.weights import load_prepared, locate

    source = locate("kokoro-82m")
    packaged = source / "model.onnx"
    model = load_prepared(
        packaged,
        RECIPE,
        lambda to: prepare(packaged, to),
        lambda made: onnx.load(str(made / MODEL), load_external_data=False),
    )
    symbols = json.loads((source / "vocab.json").read_text("utf-8"))["vocab"]
    tables = [item for item in model.graph.initializer if item.name.endswith("_table")]
    assert {table.dims[0] for table in tables} == {max(symbols.values()) + 1 + len(taught().sounds)}
