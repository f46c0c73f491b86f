"""The converter on a toy model; that it hears is shown where openai-whisper is installed."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from voicebot.errors import ModelError
from voicebot.hear.checkpoint import dimensions, rename
from voicebot.hear.ct2_weights import Weights, read_model, write_model

WIDTH = 4


def block(source: str, *, cross: bool) -> Weights:
    wide = {"self_attention/linear_0": 3, "self_attention/linear_1": 1, "ffn/linear_0": 1, "ffn/linear_1": 1}
    norms = ["self_attention/layer_norm", "ffn/layer_norm"]
    if cross:
        wide |= {"attention/linear_0": 1, "attention/linear_1": 2, "attention/linear_2": 1}
        norms.append("attention/layer_norm")
    arrays: Weights = {}
    for name, times in wide.items():
        arrays[f"{source}/{name}/weight"] = np.arange(times * WIDTH * WIDTH, dtype=np.float32).reshape(
            -1, WIDTH
        )
        arrays[f"{source}/{name}/bias"] = np.arange(times * WIDTH, dtype=np.float32)
    for name in norms:
        arrays[f"{source}/{name}/gamma"] = np.ones(WIDTH, np.float32)
        arrays[f"{source}/{name}/beta"] = np.zeros(WIDTH, np.float32)
    return arrays


def toy() -> Weights:
    arrays: Weights = {
        "encoder/conv1/weight": np.ones((WIDTH, 80, 3), np.float16),
        "encoder/conv1/bias": np.ones(WIDTH, np.float16),
        "encoder/conv2/weight": np.ones((WIDTH, WIDTH, 3), np.float16),
        "encoder/conv2/bias": np.ones(WIDTH, np.float16),
        "encoder/position_encodings/encodings": np.ones((15, WIDTH), np.float32),
        "decoder/position_encodings/encodings": np.ones((7, WIDTH), np.float32),
        "decoder/embeddings/weight": np.ones((20, WIDTH), np.float32),
        "encoder/num_heads": np.array(2, np.int8),
        "decoder/num_heads": np.array(2, np.int8),
    }
    for half in ("encoder", "decoder"):
        arrays[f"{half}/layer_norm/gamma"] = np.ones(WIDTH, np.float32)
        arrays[f"{half}/layer_norm/beta"] = np.zeros(WIDTH, np.float32)
        arrays |= block(f"{half}/layer_0", cross=half == "decoder")
    return arrays


def written(arrays: Weights, aliases: dict[str, str], version: int = 6) -> bytes:
    types = {"float32": 0, "int8": 1, "int16": 2, "int32": 3, "float16": 4}

    def word(text: str) -> bytes:
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    data = struct.pack("<I", version) + word("WhisperSpec") + struct.pack("<II", 3, len(arrays))
    for name, array in arrays.items():
        data += word(name) + struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
        data += struct.pack("<BI", types[array.dtype.name], array.nbytes) + array.tobytes()
    data += struct.pack("<I", len(aliases))
    return data + b"".join(word(alias) + word(target) for alias, target in aliases.items())


def test_arrays_and_aliases_come_back(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(written(toy(), {"decoder/projection/weight": "decoder/embeddings/weight"}))
    weights = read_model(file).weights
    for name, array in toy().items():
        np.testing.assert_array_equal(weights[name], array)
        assert weights[name].dtype == array.dtype
    assert weights["decoder/projection/weight"] is weights["decoder/embeddings/weight"]


def test_a_written_model_is_the_file_that_was_read(tmp_path: Path) -> None:
    data = written(toy(), {"decoder/projection/weight": "decoder/embeddings/weight"})
    (tmp_path / "model.bin").write_bytes(data)
    write_model(read_model(tmp_path / "model.bin"), tmp_path / "again.bin")
    assert (tmp_path / "again.bin").read_bytes() == data


@pytest.mark.parametrize("spoil", [lambda d: d[:-40], lambda d: b"\x07" + d[1:], lambda d: b""])
def test_a_spoilt_file_is_an_error(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    file = tmp_path / "model.bin"
    file.write_bytes(spoil(written(toy(), {})))
    with pytest.raises(ModelError) as caught:
        read_model(file)
    assert caught.value.code == "model_unusable"


def test_the_state_has_openais_names() -> None:
    state = rename(toy())
    assert len(state) == 3 + 2 * 4 + (15 + 24)
    assert "decoder.blocks.0.cross_attn.key.bias" not in state
    fused = toy()["decoder/layer_0/attention/linear_1/weight"]
    np.testing.assert_array_equal(state["decoder.blocks.0.cross_attn.key.weight"], fused[:WIDTH])
    np.testing.assert_array_equal(state["decoder.blocks.0.cross_attn.value.weight"], fused[WIDTH:])


def test_dimensions() -> None:
    sizes = dimensions(toy())
    assert sizes["n_mels"] == 80
    assert (sizes["n_audio_layer"], sizes["n_text_layer"]) == (1, 1)
    assert (sizes["n_vocab"], sizes["n_audio_ctx"], sizes["n_text_ctx"]) == (20, 15, 7)
