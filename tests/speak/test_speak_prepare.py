from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from voicebot.speak.prepare import prepare


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model with nothing to unquantise, and the values that the handles are fixed to."""
    nodes = [
        helper.make_node("Abs", ["x"], ["/encoder/Clip_output_0"]),
        helper.make_node("Neg", ["x"], ["/encoder/Cast_4_output_0"]),
        helper.make_node("Exp", ["x"], ["/encoder/Reshape_output_0"]),
        helper.make_node("Neg", ["/encoder/Reshape_output_0"], ["y"]),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in ("x", "y")]
    path = tmp_path / "packaged.onnx"
    onnx.save(helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:])), str(path))
    return path


def test_a_prepared_model_says_how_long_each_token_is(source: Path, tmp_path: Path) -> None:
    prepare(source, tmp_path)
    model = onnx.load(str(tmp_path / "model.onnx"))
    assert [output.name for output in model.graph.output] == ["y", "/encoder/Clip_output_0"]
    assert [put.name for put in model.graph.input] == ["x", "pitch"]
