"""Give Kokoro's graph what it was exported without: pitch as an input, further symbols, less silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from voicebot.speak.graph import Graph

__all__ = ["PITCH", "PROSODY_TABLE", "TIMBRE_TABLE", "add_pitch", "add_symbols", "skip_silence"]

PITCH = "pitch"

PROSODY_TABLE = "/encoder/bert/embeddings/word_embeddings/Gather_output_0"
TIMBRE_TABLE = "/encoder/text_encoder/embedding/Gather_output_0"
"""What is read from a table of symbols: dequantised rows, shape (1, tokens, width)."""

_CURVE = "/encoder/Reshape_output_0"  # predicted pitch in hertz, shape (1, 2 x frames)
_ALIGNMENT = "/encoder/Cast_4_output_0"  # 1 where a frame belongs to a token, shape (tokens, frames)
_GENERATOR = "/decoder/decoder/generator/"
_TO_GENERATOR = ("/decoder/decoder/decode.3/Div_4_output_0", "/decoder/decoder/Unsqueeze_output_0")
_A_UNIT = 2  # frames of what the generator reads
_SPARED = 8
"""Units that are left at least; 0.2 s. What is shorter has less silence around it."""


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


def add_symbols(model: onnx.ModelProto, rows: Mapping[str, NDArray[np.float32]]) -> int:
    """Append rows to tables of symbols, which become float ones; in place.

    Args:
        model: reads each table with ``Gather → DequantizeLinear``.
        rows: by the value that is read from a table, rows of its width, as many for each.

    Returns:
        The number of the first new symbol.

    Raises:
        KeyError: the model reads no such table.
    """
    graph = Graph(model)
    known, new = 0, {}
    for read, further in rows.items():
        dequantise = graph.makers[read]
        gather = graph.makers[dequantise.input[0]]
        scale, zero = (graph.array(name) for name in dequantise.input[1:3])
        table = (graph.array(gather.input[0]) - zero) * scale
        known = len(table)
        longer = graph.constant(f"{read}_table", np.concatenate([table, further]).astype(np.float32))
        new[read] = [helper.make_node("Gather", [longer, gather.input[1]], [read], axis=0)]
    graph.replace(new)
    return known


def skip_silence(
    model: onnx.ModelProto,
    lead: int,
    tail: int,
    values: Sequence[str] = _TO_GENERATOR,
    reader: str = _GENERATOR,
) -> None:
    """Let the generator, which is most of the work, begin later and end sooner; in place.

    Of what is too short to spare it ("아"), as long as both together or a little more, it gets all.

    Args:
        model: hands features and pitch, both of shape (1, width, frames), to its generator.
        lead: units of duration that it does not get from the start.
        tail: and from the end.
        values: what it reads.
        reader: what the names of its nodes begin with.
    """
    graph = Graph(model)
    order = list(model.graph.node)
    made = sorted(values, key=lambda value: order.index(graph.makers[value]))
    new = {graph.makers[value].output[0]: [graph.makers[value]] for value in values}
    new[graph.makers[made[0]].output[0]] += _ends(graph, made[0], lead * _A_UNIT, tail * _A_UNIT)
    for value in values:
        inner = f"{value}_inner"
        slice_ = helper.make_node("Slice", [value, "skip_from", "skip_to", "skip_axis"], [inner])
        new[graph.makers[value].output[0]].append(slice_)
        for user in graph.users[value]:
            if user.name.startswith(reader):
                user.input[list(user.input).index(value)] = inner
    graph.replace(new)
    del model.graph.value_info[:]  # sizes that no longer hold


def _ends(graph: Graph, value: str, lead: int, tail: int) -> list[onnx.NodeProto]:
    """Where to begin and to end, in frames, as ``skip_from`` and ``skip_to``."""
    numbers = {"axis": 2, "lead": lead, "tail": tail, "none": 0, "short": lead + tail + _SPARED * _A_UNIT}
    for name, number in numbers.items():
        graph.constant(f"skip_{name}", np.array([number], np.int64))
    return [
        helper.make_node("Shape", [value], ["skip_shape"]),
        helper.make_node("Gather", ["skip_shape", "skip_axis"], ["skip_frames"]),
        helper.make_node("Less", ["skip_frames", "skip_short"], ["skip_nothing"]),
        helper.make_node("Where", ["skip_nothing", "skip_none", "skip_lead"], ["skip_from"]),
        helper.make_node("Sub", ["skip_frames", "skip_tail"], ["skip_end"]),
        helper.make_node("Where", ["skip_nothing", "skip_frames", "skip_end"], ["skip_to"]),
    ]
