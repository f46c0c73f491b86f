"""Undo the quantisation of an ONNX graph: integer convolutions and matrix products become float ones.

Dynamic quantisation writes ``DynamicQuantizeLinear → ConvInteger (→ Add bias) → Cast → Mul`` for one
convolution. Measuring its input and rescaling its output costs more than the integer product saves, so at
load every such chain becomes one float ``Conv`` with the same weights (and the same for ``MatMulInteger``).
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

__all__ = ["Graph", "expose", "unquantise"]

_Weights = NDArray[np.float32]


class Graph:
    """An ONNX graph with its edges at hand: who makes a value, who uses it."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.constants = {item.name: item for item in model.graph.initializer}
        self.index()

    def index(self) -> None:
        """Read the edges again after a change."""
        self.makers: dict[str, onnx.NodeProto] = {}
        self.users: dict[str, list[onnx.NodeProto]] = defaultdict(list)
        for node in self.model.graph.node:
            self.makers.update((name, node) for name in node.output)
            for name in node.input:
                self.users[name].append(node)

    def array(self, name: str) -> NDArray[np.float32]:
        """A constant's values."""
        return numpy_helper.to_array(self.constants[name]).astype(np.float32)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant; its name."""
        if name not in self.constants:
            item = numpy_helper.from_array(np.ascontiguousarray(values), name)
            self.model.graph.initializer.append(item)
            self.constants[name] = item
        return name

    def maker(self, name: str, kind: str) -> onnx.NodeProto | None:
        """The node that makes a value, if it is of this kind."""
        node = self.makers.get(name)
        return node if node is not None and node.op_type == kind else None

    def replace(self, new: dict[str, list[onnx.NodeProto]]) -> None:
        """Put new nodes where the values they make (the keys) were made, then drop what nothing uses."""
        nodes = [fresh for node in self.model.graph.node for fresh in new.get(node.output[0], [node])]
        del self.model.graph.node[:]
        self.model.graph.node.extend(nodes)
        self.prune()

    def prune(self) -> None:
        """Drop nodes and constants that no output needs."""
        needed = {output.name for output in self.model.graph.output}
        kept: list[onnx.NodeProto] = []
        for node in reversed(self.model.graph.node):
            if needed.intersection(node.output):
                kept.append(node)
                needed.update(node.input)
        constants = [item for item in self.model.graph.initializer if item.name in needed]
        del self.model.graph.node[:], self.model.graph.initializer[:]
        self.model.graph.node.extend(reversed(kept))
        self.model.graph.initializer.extend(constants)
        self.constants = {item.name: item for item in self.model.graph.initializer}
        self.index()


def unquantise(model: onnx.ModelProto) -> int:
    """Replace every dynamically quantised convolution and matrix product by a float one, in place.

    Args:
        model: nodes in topological order.

    Returns:
        How many were replaced.
    """
    graph = Graph(model)
    new: dict[str, list[onnx.NodeProto]] = {}
    for node in model.graph.node:
        if node.op_type in {"ConvInteger", "MatMulInteger"}:
            last, bias = _end(graph, node)
            new[last] = [_float_node(graph, node, last, bias)]
    graph.replace(new)
    return len(new)


def expose(model: onnx.ModelProto, name: str, kind: int, dims: list[str | int]) -> None:
    """Make an inner value an output of the model, in place."""
    model.graph.output.append(onnx.helper.make_tensor_value_info(name, kind, dims))


def _end(graph: Graph, node: onnx.NodeProto) -> tuple[str, str | None]:
    """The value at the end of the chain that an integer product starts, and its float bias if it has one."""
    (user,) = graph.users[node.output[0]]
    bias = None
    if user.op_type == "Add":
        bias = _bias(graph, user.input[1])
        (user,) = graph.users[user.output[0]]
    (scaled,) = graph.users[user.output[0]]
    if (user.op_type, scaled.op_type) != ("Cast", "Mul"):
        raise ValueError(f"{node.name}: not a chain of dynamic quantisation")
    return scaled.output[0], bias


def _bias(graph: Graph, name: str) -> str:
    """The float constant behind a quantised bias (Reshape ← Cast ← Floor ← Div ← bias)."""
    while name not in graph.constants:
        name = graph.makers[name].input[0]
    return name


def _float_node(graph: Graph, node: onnx.NodeProto, output: str, bias: str | None) -> onnx.NodeProto:
    source = graph.makers[node.input[0]].input[0]
    weights = graph.constant(f"{node.input[1]}_float", _weights(graph, node, output))
    inputs = [source, weights] + ([bias] if bias else [])
    kind = node.op_type.removesuffix("Integer")
    new = onnx.helper.make_node(kind, inputs, [output], name=f"{node.name}_float")
    new.attribute.extend(node.attribute)
    return new


def _weights(graph: Graph, node: onnx.NodeProto, output: str) -> _Weights:
    values = graph.array(node.input[1])
    zero = graph.array(node.input[3]) if len(node.input) > 3 else np.float32(0)
    scales = graph.makers[graph.makers[output].input[1]]  # scale of the input × scale of the weights
    scale = graph.array(next(name for name in scales.input if name in graph.constants))
    return (values - zero) * scale
