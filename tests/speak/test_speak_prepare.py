from concurrent.futures import ThreadPoolExecutor
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
    path = tmp_path / "model.onnx"
    onnx.save(helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:])), str(path))
    return path


def test_a_prepared_model_says_how_long_each_token_is(source: Path, tmp_path: Path) -> None:
    prepare(source, tmp_path / "made" / "here")
    model = onnx.load(str(tmp_path / "made" / "here" / "model.onnx"))
    assert [output.name for output in model.graph.output] == ["y", "/encoder/Clip_output_0"]
    assert [put.name for put in model.graph.input] == ["x", "pitch"]


def test_several_at_once_leave_one_whole_folder(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "made" / "here"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: prepare(source, target), range(4)))
    assert [path.name for path in target.parent.iterdir()] == ["here"]
    assert (target / "model.onnx").exists()


def test_a_broken_source_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"\x00broken")
    with pytest.raises(Exception, match="pars"):
        prepare(tmp_path / "model.onnx", tmp_path / "made" / "here")
    assert not (tmp_path / "made" / "here").exists()
