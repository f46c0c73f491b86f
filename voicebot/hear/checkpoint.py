"""An OpenAI Whisper checkpoint from the packaged CTranslate2 weights: the same numbers under other names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicebot.hear.ct2_weights import Weights, read_model

__all__ = ["dimensions", "rename", "write_checkpoint"]

Array = NDArray[np.generic]

_OUTSIDE_BLOCKS = (
    ("encoder.conv1", "encoder/conv1"),
    ("encoder.conv2", "encoder/conv2"),
    ("encoder.ln_post", "encoder/layer_norm"),
    ("decoder.ln", "decoder/layer_norm"),
)
_TABLES = (
    ("encoder.positional_embedding", "encoder/position_encodings/encodings"),
    ("decoder.positional_embedding", "decoder/position_encodings/encodings"),
    ("decoder.token_embedding.weight", "decoder/embeddings/weight"),
)
_IN_BLOCKS = (
    ("attn_ln", "self_attention/layer_norm"),
    ("attn.out", "self_attention/linear_1"),
    ("cross_attn_ln", "attention/layer_norm"),
    ("cross_attn.query", "attention/linear_0"),
    ("cross_attn.out", "attention/linear_2"),
    ("mlp_ln", "ffn/layer_norm"),
    ("mlp.0", "ffn/linear_0"),
    ("mlp.2", "ffn/linear_1"),
)
_FUSED = (
    (("attn.query", "attn.key", "attn.value"), "self_attention/linear_0"),
    (("cross_attn.key", "cross_attn.value"), "attention/linear_1"),
)
_PARTS = (("weight", ("weight", "gamma")), ("bias", ("bias", "beta")))


def _layers(weights: Weights, half: str) -> int:
    return len(
        {name.split("/")[1] for name in weights if name.startswith(f"{half}/layer_") and name.count("/") > 2}
    )


def _parts(weights: Weights, source: str) -> Iterator[tuple[str, Array]]:
    """The weight and the bias of a layer; a layer norm calls them gamma and beta."""
    for part, names in _PARTS:
        for name in names:
            if f"{source}/{name}" in weights:
                yield part, weights[f"{source}/{name}"]


def _block(weights: Weights, target: str, source: str) -> Iterator[tuple[str, Array]]:
    """One transformer block; what CTranslate2 keeps in one matrix is cut along its rows."""
    for ours, theirs in _IN_BLOCKS:
        for part, array in _parts(weights, f"{source}/{theirs}"):
            yield f"{target}.{ours}.{part}", array
    for names, theirs in _FUSED:
        for part, array in _parts(weights, f"{source}/{theirs}"):
            for name, piece in zip(names, np.split(array, len(names)), strict=True):
                # Whisper's keys have no bias; CTranslate2 fills the place with zeros.
                if (name.endswith(".key"), part) != (True, "bias"):
                    yield f"{target}.{name}.{part}", piece


def rename(weights: Weights) -> dict[str, Array]:
    """The state of an OpenAI Whisper model."""
    state = {ours: weights[theirs] for ours, theirs in _TABLES}
    for ours, theirs in _OUTSIDE_BLOCKS:
        state |= {f"{ours}.{part}": array for part, array in _parts(weights, theirs)}
    for half in ("encoder", "decoder"):
        for layer in range(_layers(weights, half)):
            state |= dict(_block(weights, f"{half}.blocks.{layer}", f"{half}/layer_{layer}"))
    return state


def dimensions(weights: Weights) -> dict[str, int]:
    """What OpenAI Whisper calls the sizes of a model."""
    vocabulary, state = weights["decoder/embeddings/weight"].shape
    return {
        "n_mels": weights["encoder/conv1/weight"].shape[1],
        "n_audio_ctx": weights["encoder/position_encodings/encodings"].shape[0],
        "n_audio_state": state,
        "n_audio_head": int(weights["encoder/num_heads"]),
        "n_audio_layer": _layers(weights, "encoder"),
        "n_vocab": vocabulary,
        "n_text_ctx": weights["decoder/position_encodings/encodings"].shape[0],
        "n_text_state": state,
        "n_text_head": int(weights["decoder/num_heads"]),
        "n_text_layer": _layers(weights, "decoder"),
    }


def write_checkpoint(folder: Path, target: Path, torch: Any) -> Path:  # noqa: ANN401 - torch is an extra
    """Convert ``folder/model.bin`` into `target`, once; safe when two processes do it at the same time.

    Raises:
        ModelError: ``model_unusable``.
    """
    if target.exists():
        return target
    weights = read_model(folder / "model.bin").weights
    state = {name: torch.from_numpy(np.array(array)) for name, array in rename(weights).items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        torch.save({"dims": dimensions(weights), "model_state_dict": state}, unfinished)
        Path(unfinished).replace(target)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return target
