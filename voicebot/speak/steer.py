"""Give Kokoro's graph a handle it was exported without: the pitch of each token."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper

from voicebot.speak.graph import Graph

__all__ = ["PITCH", "add_pitch"]

PITCH = "pitch"
_CURVE = "/encoder/Reshape_output_0"  # predicted pitch in hertz, shape (1, 2 x frames)
_ALIGNMENT = "/encoder/Cast_4_output_0"  # 1 where a frame belongs to a token, shape (tokens, frames)


def add_pitch(model: onnx.ModelProto, curve: str = _CURVE, alignment: str = _ALIGNMENT) -> None:
    """Add an input, shape (1, tokens), by which the predicted pitch of each token is multiplied; in place.

    The model spreads tokens over frames with its alignment, and predicts two values of pitch a frame.

    Raises:
        KeyError: the model has no such values.
    """
    graph = Graph(model)
    maker, axis = graph.makers[curve], graph.constant("pitch_axis", np.array([2], np.int64))
    row = graph.constant("pitch_row", np.array([1, -1], np.int64))
    raw = f"{curve}_raw"
    maker.output[list(maker.output).index(curve)] = raw
    steps = [
        helper.make_node("MatMul", [PITCH, alignment], ["pitch_frames"]),
        helper.make_node("Unsqueeze", ["pitch_frames", axis], ["pitch_column"]),
        helper.make_node("Concat", ["pitch_column", "pitch_column"], ["pitch_pairs"], axis=2),
        helper.make_node("Reshape", ["pitch_pairs", row], ["pitch_curve"]),
        helper.make_node("Mul", [raw, "pitch_curve"], [curve]),
    ]
    graph.index()
    graph.replace({maker.output[0]: [maker, *steps]})
    model.graph.input.append(helper.make_tensor_value_info(PITCH, TensorProto.FLOAT, [1, "tokens"]))
