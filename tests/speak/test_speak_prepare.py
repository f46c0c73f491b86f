from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from voicebot.speak.prepare import prepare
from voicebot.speak.steer import PROSODY_TABLE, TIMBRE_TABLE

GENERATED = ("/decoder/decoder/decode.3/Div_4_output_0", "/decoder/decoder/Unsqueeze_output_0")


def table(read: str, width: int) -> tuple[list[onnx.NodeProto], onnx.TensorProto]:
    """A quantised table of two symbols, and how a row of it is read."""
    nodes = [
        helper.make_node("Gather", [f"{read}_kept", "tokens"], [f"{read}_quantised"]),
        helper.make_node("DequantizeLinear", [f"{read}_quantised", "scale", "zero"], [read]),
    ]
    return nodes, numpy_helper.from_array(np.zeros((2, width), np.uint8), f"{read}_kept")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model with nothing to unquantise, and the values that the handles are fixed to."""
    prosody, timbre = table(PROSODY_TABLE, 128), table(TIMBRE_TABLE, 512)
    nodes = [
        *prosody[0],
        *timbre[0],
        helper.make_node("Abs", ["x"], ["/encoder/Clip_output_0"]),
        helper.make_node("Neg", ["x"], ["/encoder/Cast_4_output_0"]),
        helper.make_node("Exp", [PROSODY_TABLE], ["/encoder/Reshape_output_0"]),
        helper.make_node("Concat", [TIMBRE_TABLE, "/encoder/Reshape_output_0"], [GENERATED[0]], axis=-1),
        helper.make_node("Neg", [GENERATED[0]], [GENERATED[1]]),
        helper.make_node("Sum", list(GENERATED), ["y"], name="/decoder/decoder/generator/all"),
    ]
    constants = [
        prosody[1],
        timbre[1],
        numpy_helper.from_array(np.array(1, np.float32), "scale"),
        numpy_helper.from_array(np.array(0, np.uint8), "zero"),
        numpy_helper.from_array(np.array([0], np.int64), "tokens"),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in ("x", "y")]
    path = tmp_path / "packaged.onnx"
    graph = helper.make_graph(nodes, "g", ends[:1], ends[1:], constants)
    onnx.save(helper.make_model(graph), str(path))
    return path


def test_a_prepared_model_says_how_long_each_token_is(source: Path, tmp_path: Path) -> None:
    prepare(source, tmp_path)
    model = onnx.load(str(tmp_path / "model.onnx"))
    assert [output.name for output in model.graph.output] == ["y", "/encoder/Clip_output_0"]
    assert [put.name for put in model.graph.input] == ["x", "pitch"]


def test_a_prepared_model_knows_what_was_learned_and_skips_silence(source: Path, tmp_path: Path) -> None:
    prepare(source, tmp_path)
    model = onnx.load(str(tmp_path / "model.onnx"))
    kinds = [node.op_type for node in model.graph.node]
    assert "DequantizeLinear" not in kinds
    assert kinds.count("Slice") == 2
    (last,) = [node for node in model.graph.node if node.op_type == "Sum"]
    assert set(last.input) == {f"{value}_inner" for value in GENERATED}
