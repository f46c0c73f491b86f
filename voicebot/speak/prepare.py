"""The prepared model on disk: graph surgery is done once a machine, not once a start.

The weights lie beside the graph, so that onnxruntime maps them instead of reading them: a start takes half a
second instead of two, and 250 MB less of memory that is only this process's.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from voicebot.settings import settings

__all__ = ["prepare", "prepared_model"]

_SURGERY = "4"  # changes when the surgery does
_DURATIONS = "/encoder/Clip_output_0"
_MODEL, _WEIGHTS = "model.onnx", "model.bin"


def prepared_model(source: Path) -> Path:
    """The float model made from a quantised one, from the cache or made now.

    Args:
        source: the packaged ``model.onnx``.

    Returns:
        A model whose outputs are the sound and the duration of each token.

    Raises:
        OSError: the source cannot be read or the cache cannot be written.
    """
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    target = settings().cache_dir / "prepared" / f"{source.parent.name}-{digest}-{_SURGERY}"
    if not (target / _MODEL).exists():
        prepare(source, target)
    return target / _MODEL


def prepare(source: Path, target: Path) -> None:
    """Write a folder beside the target and move it: two processes may do it at once, one of them wins."""
    import onnx  # noqa: PLC0415  (only the first start needs it)

    from voicebot.speak.fuse import fuse_norms, fuse_snakes  # noqa: PLC0415  (it imports onnx)
    from voicebot.speak.graph import expose, unquantise  # noqa: PLC0415  (it imports onnx)
    from voicebot.speak.steer import add_pitch  # noqa: PLC0415  (it imports onnx)

    model = onnx.load(str(source))
    unquantise(model)
    fuse_norms(model)
    fuse_snakes(model)
    add_pitch(model)
    expose(model, _DURATIONS, onnx.TensorProto.FLOAT, [1, "tokens"])
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=target.parent, suffix=".part"))
    try:
        onnx.save(
            model, str(part / _MODEL), save_as_external_data=True, location=_WEIGHTS, size_threshold=1024
        )
        if not target.exists():
            part.rename(target)
    except OSError:
        if not (target / _MODEL).exists():  # else another process was first
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
