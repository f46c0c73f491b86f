"""The prepared voice on disk: graph surgery is done once a machine, not once a start.

The weights lie beside the graph, so that onnxruntime maps them instead of reading them: a start takes half a
second instead of two, and 250 MB less of memory that is only this process's.
"""

from __future__ import annotations

from pathlib import Path

from voicebot.speak.taught import taught, taught_version

__all__ = ["LEAD", "MODEL", "RECIPE", "prepare"]

RECIPE = f"8-{taught_version()}"
"""Changes when the surgery or what was learned does."""

MODEL = "model.onnx"

LEAD, TAIL = 12, 11
"""Units of duration at either end in which the model says nothing, but where it says a syllable or so. Of
twenty texts from 네 to a sentence, Korean and English, the one with the least silence has 15 before and 14
after its sound."""

_WEIGHTS = "model.bin"
_DURATIONS = "/encoder/Clip_output_0"


def prepare(source: Path, folder: Path) -> None:
    """Make the float model whose outputs are the sound and the duration of each token.

    Args:
        source: the packaged, quantised ``model.onnx``.
        folder: where the model and its weights go.

    Raises:
        OSError: the source cannot be read or the folder cannot be written.
    """
    import onnx  # noqa: PLC0415  (only the first start needs it)

    from voicebot.speak.fuse import fuse_norms, fuse_snakes  # noqa: PLC0415  (it imports onnx)
    from voicebot.speak.graph import expose, unquantise  # noqa: PLC0415  (it imports onnx)
    from voicebot.speak.steer import (  # noqa: PLC0415  (it imports onnx)
        PROSODY_TABLE,
        TIMBRE_TABLE,
        add_pitch,
        add_symbols,
        skip_silence,
    )

    model = onnx.load(str(source))
    unquantise(model)
    fuse_norms(model)
    fuse_snakes(model)
    add_pitch(model)
    add_symbols(model, {PROSODY_TABLE: taught().prosody, TIMBRE_TABLE: taught().timbre})
    skip_silence(model, LEAD, TAIL)
    expose(model, _DURATIONS, onnx.TensorProto.FLOAT, [1, "tokens"])
    onnx.save(model, str(folder / MODEL), save_as_external_data=True, location=_WEIGHTS, size_threshold=1024)
