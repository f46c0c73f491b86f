"""Say the same with fewer passes over memory: two rewrites of Kokoro's generator.

Most of its nodes each read and write millions of numbers to do one addition. Fused, convolutions are most of
what is left. The sound is the same to the ear, not to the bit: rounding in the norms that predict pitch moves
the phase of the harmonics a little.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import helper

from voicebot.speak.graph import Graph

__all__ = ["fuse_norms", "fuse_snakes"]


def fuse_norms(model: onnx.ModelProto) -> int:
    """Make each adaptive instance norm, nine nodes as exported, one ``InstanceNormalization``.

    The pattern is ``(x - mean) / sqrt(variance + eps) * scale + bias`` with scale and bias from the voice.

    Returns:
        How many norms were fused.
    """
    graph = Graph(model)
    new: dict[str, list[onnx.NodeProto]] = {}
    flat = graph.constant("flat_shape", np.array([-1], np.int64))
    for divide in [node for node in model.graph.node if node.op_type == "Div"]:
        found = _norm_input(graph, divide)
        if found is None:
            continue
        source, epsilon = found
        for scaled in graph.users[divide.output[0]]:
            (shifted,) = graph.users[scaled.output[0]]
            output = shifted.output[0]
            gain, bias = f"{output}_gain", f"{output}_bias"
            new[output] = [
                helper.make_node("Reshape", [_other(scaled, divide.output[0]), flat], [gain]),
                helper.make_node("Reshape", [_other(shifted, scaled.output[0]), flat], [bias]),
                helper.make_node("InstanceNormalization", [source, gain, bias], [output], epsilon=epsilon),
            ]
    graph.replace(new)
    return len(new)


def fuse_snakes(model: onnx.ModelProto) -> int:
    """Make each snake, ``y + sin²(ay) / a``, three nodes, and move its factors out of the way.

    With ``u = ay`` it is ``(u + sin² u) / a``: the norm before can give ``u`` and the convolution after takes
    the factor. (``1 - cos 2u`` would save one more pass, but its constant is wrong beside the zero padding,
    and some ``a`` are so small that this is heard.)

    Returns:
        How many snakes were fused.
    """
    graph = Graph(model)
    new: dict[str, list[onnx.NodeProto]] = {}
    for sine in [node for node in model.graph.node if node.op_type == "Sin"]:
        chain = _snake(graph, sine)
        if chain is not None:
            new.update(_fused_snake(graph, *chain))
    graph.replace(new)
    return len(new) // 2


def _other(node: onnx.NodeProto, name: str) -> str:
    return str(next(value for value in node.input if value != name))


def _norm_input(graph: Graph, divide: onnx.NodeProto) -> tuple[str, float] | None:
    """The normalised value and epsilon, if this division ends an instance norm."""
    root = graph.maker(divide.input[1], "Sqrt")
    padded = root and graph.maker(root.input[0], "Add")
    variance = padded and graph.maker(padded.input[0], "ReduceMean")
    centred = graph.maker(divide.input[0], "Sub")
    if not (padded and variance and centred):
        return None
    return centred.input[0], float(graph.array(padded.input[1]))


def _snake(graph: Graph, sine: onnx.NodeProto) -> tuple[onnx.NodeProto, str, onnx.NodeProto] | None:
    """The norm, the name of ``a`` and the convolution around a sine, if it is a snake's."""
    angle = graph.maker(sine.input[0], "Mul")
    if angle is None or angle.input[0] not in graph.constants:
        return None
    norm = graph.maker(angle.input[1], "InstanceNormalization")
    (square,) = graph.users[sine.output[0]]
    if norm is None or square.op_type != "Pow":
        return None
    (scaled,) = graph.users[square.output[0]]
    (total,) = graph.users[scaled.output[0]]
    (convolution,) = graph.users[total.output[0]]
    return (norm, angle.input[0], convolution) if convolution.op_type == "Conv" else None


def _fused_snake(
    graph: Graph, norm: onnx.NodeProto, alpha: str, convolution: onnx.NodeProto
) -> dict[str, list[onnx.NodeProto]]:
    factors = graph.array(alpha).reshape(-1)
    name = norm.output[0]
    factor = graph.constant(f"{name}_factor", factors)
    gain, bias = f"{name}_steep_gain", f"{name}_steep_bias"
    sine, square, snake = f"{name}_sin", f"{name}_square", f"{name}_snake"
    weights = graph.array(convolution.input[1]) / factors[None, :, None]
    inputs = [snake, graph.constant(f"{name}_weights", weights), convolution.input[2]]
    return {
        name: [
            helper.make_node("Mul", [norm.input[1], factor], [gain]),
            helper.make_node("Mul", [norm.input[2], factor], [bias]),
            _with_inputs(norm, [norm.input[0], gain, bias]),
        ],
        convolution.output[0]: [
            helper.make_node("Sin", [name], [sine]),
            helper.make_node("Mul", [sine, sine], [square]),
            helper.make_node("Add", [name, square], [snake]),
            _with_inputs(convolution, inputs),
        ],
    }


def _with_inputs(node: onnx.NodeProto, inputs: list[str]) -> onnx.NodeProto:
    copy = onnx.NodeProto()
    copy.CopyFrom(node)
    del copy.input[:]
    copy.input.extend(inputs)
    return copy
