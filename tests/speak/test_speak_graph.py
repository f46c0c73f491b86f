from collections.abc import Sequence

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from voicebot.speak.fuse import fuse_norms, fuse_snakes
from voicebot.speak.graph import expose, unquantise
from voicebot.speak.steer import add_pitch, add_symbols, skip_silence

Floats = NDArray[np.float32]


def _run(model: onnx.ModelProto, x: Floats) -> list[Floats]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return list(session.run(None, {"x": x}))


def _model(
    nodes: list[onnx.NodeProto], constants: dict[str, NDArray[np.generic]], shape: Sequence[int | str]
) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def _quantised_conv(*, bias: bool) -> onnx.ModelProto:
    """The chain that dynamic quantisation writes for one convolution."""
    rng = np.random.default_rng(1)
    constants: dict[str, NDArray[np.generic]] = {
        "w": rng.integers(0, 255, (4, 3, 3)).astype(np.uint8),
        "w_zero": np.array(127, np.uint8),
        "w_scale": np.array(0.01, np.float32),
    }
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["x"], ["xq", "xs", "xz"]),
        helper.make_node("ConvInteger", ["xq", "w", "xz", "w_zero"], ["c"], pads=[1, 1], kernel_shape=[3]),
        helper.make_node("Mul", ["xs", "w_scale"], ["scale"]),
    ]
    if bias:
        constants |= {"b": rng.normal(size=4).astype(np.float32), "shape": np.array([1, 4, 1], np.int64)}
        nodes += [
            helper.make_node("Div", ["b", "scale"], ["b1"]),
            helper.make_node("Floor", ["b1"], ["b2"]),
            helper.make_node("Cast", ["b2"], ["b3"], to=TensorProto.INT32),
            helper.make_node("Reshape", ["b3", "shape"], ["b4"]),
            helper.make_node("Add", ["c", "b4"], ["cb"]),
        ]
    nodes += [
        helper.make_node("Cast", ["cb" if bias else "c"], ["f"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["f", "scale"], ["y"]),
    ]
    return _model(nodes, constants, [1, 3, 40])


@pytest.mark.parametrize("bias", [True, False])
def test_a_quantised_convolution_becomes_one_float_convolution(bias: bool) -> None:
    x = np.random.default_rng(2).normal(size=(1, 3, 40)).astype(np.float32)
    model = _quantised_conv(bias=bias)
    before = _run(model, x)[0]
    assert unquantise(model) == 1
    assert [node.op_type for node in model.graph.node] == ["Conv"]
    assert len(model.graph.initializer) == (2 if bias else 1)
    np.testing.assert_allclose(_run(model, x)[0], before, atol=0.15)


def test_an_unknown_chain_is_refused() -> None:
    model = _quantised_conv(bias=False)
    model.graph.node[-2].op_type = "Relu"
    del model.graph.node[-2].attribute[:]
    with pytest.raises(ValueError, match="dynamic quantisation"):
        unquantise(model)


def _norm_and_snake() -> onnx.ModelProto:
    rng = np.random.default_rng(3)
    constants: dict[str, NDArray[np.generic]] = {
        "last": np.array([-1], np.int64),
        "eps": np.array(1e-5, np.float32),
        "gain": rng.normal(1, 0.2, (1, 3, 1)).astype(np.float32),
        "bias": rng.normal(0, 0.2, (1, 3, 1)).astype(np.float32),
        "alpha": np.array([0.4, 1e-4, -1.3], np.float32).reshape(1, 3, 1),
        "inverse": (1 / np.array([0.4, 1e-4, -1.3])).astype(np.float32).reshape(1, 3, 1),
        "two": np.array(2.0, np.float32),
        "w": rng.normal(size=(2, 3, 5)).astype(np.float32),
        "b": rng.normal(size=2).astype(np.float32),
    }
    nodes = [
        helper.make_node("ReduceMean", ["x", "last"], ["mean"]),
        helper.make_node("Sub", ["x", "mean"], ["centred"]),
        helper.make_node("Mul", ["centred", "centred"], ["squares"]),
        helper.make_node("ReduceMean", ["squares", "last"], ["variance"]),
        helper.make_node("Add", ["variance", "eps"], ["padded"]),
        helper.make_node("Sqrt", ["padded"], ["root"]),
        helper.make_node("Div", ["centred", "root"], ["normal"]),
        helper.make_node("Mul", ["gain", "normal"], ["scaled"]),
        helper.make_node("Add", ["scaled", "bias"], ["normed"]),
        helper.make_node("Mul", ["alpha", "normed"], ["angle"]),
        helper.make_node("Sin", ["angle"], ["sine"]),
        helper.make_node("Pow", ["sine", "two"], ["square"]),
        helper.make_node("Mul", ["inverse", "square"], ["wave"]),
        helper.make_node("Add", ["normed", "wave"], ["snake"]),
        helper.make_node("Conv", ["snake", "w", "b"], ["y"], pads=[2, 2], kernel_shape=[5]),
    ]
    return _model(nodes, constants, [1, 3, 50])


def test_norm_and_snake_fused_sound_the_same() -> None:
    x = np.random.default_rng(4).normal(size=(1, 3, 50)).astype(np.float32)
    model = _norm_and_snake()
    before = _run(model, x)[0]
    assert (fuse_norms(model), fuse_snakes(model)) == (1, 1)
    kinds = [node.op_type for node in model.graph.node]
    assert "Div" not in kinds
    assert "Pow" not in kinds
    np.testing.assert_allclose(_run(model, x)[0], before, rtol=1e-3, atol=1e-3)


def test_a_pitch_input_scales_the_frames_of_its_token() -> None:
    constants: dict[str, NDArray[np.generic]] = {
        "raw": np.array([[100, 100, 200, 200, 300, 300]], np.float32),
        "alignment": np.array([[1, 0, 0], [0, 1, 1]], np.float32),
    }
    nodes = [helper.make_node("Add", ["raw", "x"], ["f0"]), helper.make_node("Identity", ["f0"], ["y"])]
    model = _model(nodes, constants, [1, 6])
    add_pitch(model, curve="f0", alignment="alignment")
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    pitch = np.array([[1.0, 1.5]], np.float32)
    (curve,) = session.run(None, {"x": np.zeros((1, 6), np.float32), "pitch": pitch})
    np.testing.assert_allclose(curve, [[100, 100, 300, 300, 450, 450]])


def test_further_symbols_follow_those_of_a_quantised_table() -> None:
    constants: dict[str, NDArray[np.generic]] = {
        "quantised": np.array([[100, 110], [120, 130]], np.uint8),
        "scale": np.array(0.5, np.float32),
        "zero": np.array(100, np.uint8),
        "tokens": np.array([0, 2, 1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["quantised", "tokens"], ["rows"]),
        helper.make_node("DequantizeLinear", ["rows", "scale", "zero"], ["read"]),
        helper.make_node("Add", ["read", "x"], ["y"]),
    ]
    model = _model(nodes, constants, [3, 2])
    assert add_symbols(model, {"read": np.array([[7, 8]], np.float32)}) == 2
    assert "DequantizeLinear" not in [node.op_type for node in model.graph.node]
    np.testing.assert_allclose(_run(model, np.zeros((3, 2), np.float32))[0], [[0, 5], [7, 8], [10, 15]])


@pytest.mark.parametrize(("frames", "first", "last"), [(30, 2, 26), (22, 2, 18), (21, 0, 21), (6, 0, 6)])
def test_the_generator_gets_neither_the_first_nor_the_last_silence(
    frames: int, first: int, last: int
) -> None:
    """But of what is too short to spare it, everything."""
    nodes = [
        helper.make_node("Neg", ["x"], ["features"]),
        helper.make_node("Neg", ["features"], ["whole"], name="encoder/last"),
        helper.make_node("Neg", ["features"], ["y"], name="generator/first"),
    ]
    model = _model(nodes, {}, [1, 1, "frames"])
    expose(model, "whole", TensorProto.FLOAT, [1, 1, "frames"])
    skip_silence(model, lead=1, tail=2, values=["features"], reader="generator/")
    x = np.arange(frames, dtype=np.float32).reshape(1, 1, frames)
    y, whole = _run(model, x)[:2]
    np.testing.assert_array_equal(y.reshape(-1), np.arange(first, last))
    np.testing.assert_array_equal(whole, x)


def test_an_inner_value_becomes_an_output() -> None:
    model = _norm_and_snake()
    expose(model, "mean", TensorProto.FLOAT, [1, 3, 1])
    x = np.ones((1, 3, 50), np.float32)
    assert _run(model, x)[1].shape == (1, 3, 1)
