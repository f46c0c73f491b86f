"""Voice activity: how likely is it that somebody speaks, every 32 ms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto

from voicebot.audio.sound import Samples
from voicebot.errors import ModelError

__all__ = ["RATE", "WINDOW", "SileroModel", "SileroState", "VoiceActivity", "WindowHeard"]

RATE = 16_000
"""Samples a second."""

WINDOW = 512
"""Samples that are judged together."""

_CONTEXT = 64
_WIDTH = 128
_LEVELS = (0.5, 0.35)
_ANSWER_LEVELS = (0.4, 0.3)
"""Probability from which, and below which no longer, somebody speaks; lower where a syllable is waited for:
팔 said alone is short and breathy (`voicebot eval short`)."""


@dataclass(frozen=True, slots=True)
class SileroState:
    """What the model remembers of B sounds.

    Attributes:
        hidden: LSTM output, shape (1, B, 128).
        cell: LSTM memory, shape (1, B, 128).
        context: the last samples of the window before, shape (B, 64).
    """

    hidden: NDArray[np.float32]
    cell: NDArray[np.float32]
    context: NDArray[np.float32]

    @classmethod
    def fresh(cls, sounds: int = 1) -> SileroState:
        """Nothing heard yet."""
        shape = (1, sounds, _WIDTH)
        return cls(
            np.zeros(shape, np.float32), np.zeros(shape, np.float32), np.zeros((sounds, _CONTEXT), np.float32)
        )

    @classmethod
    def joined(cls, states: Sequence[SileroState]) -> SileroState:
        """The states of several sounds as one."""
        every = [cls.fresh(0), *states]
        return cls(
            np.concatenate([state.hidden for state in every], axis=1),
            np.concatenate([state.cell for state in every], axis=1),
            np.concatenate([state.context for state in every]),
        )

    def part(self, start: int, stop: int) -> SileroState:
        """A copy of the state of some of the sounds."""
        rows = slice(start, stop)
        return SileroState(self.hidden[:, rows].copy(), self.cell[:, rows].copy(), self.context[rows].copy())


class SileroModel:
    """Silero VAD v6, one window of each of B sounds at a time.

    The packaged graph hears B windows one after the other, of one sound. Two transposes are changed at load,
    so that its memory runs along the batch instead: B sounds, one window each.

    Args:
        folder: where ``silero_vad_v6.onnx`` is.
        threads: cores; one is enough (0.1 ms a window).

    Raises:
        ModelError: ``model_unusable``.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            graph = _batched(onnx.load(folder / "silero_vad_v6.onnx"))
            self._session = onnxruntime.InferenceSession(
                graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnx and onnxruntime share no error class
            raise ModelError(
                "model_unusable",
                f"the voice activity model does not load ({error}); run voicebot models verify",
            ) from error

    def run(self, frames: Samples, state: SileroState) -> tuple[NDArray[np.float32], SileroState]:
        """Judge one window of each sound.

        Args:
            frames: shape (B, 512) at 16 kHz.
            state: what the window before returned, of the same B sounds.

        Returns:
            Probability of speech, shape (B,), and the state for the next window.
        """
        inputs = {
            "input": np.concatenate([state.context, frames], axis=1),
            "h": state.hidden,
            "c": state.cell,
        }
        probabilities, hidden, cell = self._session.run(None, inputs)
        return probabilities, SileroState(hidden, cell, frames[:, -_CONTEXT:])


def _batched(model: ModelProto) -> ModelProto:
    """Let the memory run along the batch: (B, 1, 128) windows of one sound become (1, B, 128) of B sounds."""
    memory = next(node for node in model.graph.node if node.op_type == "LSTM")
    _transpose(model, memory.input[0], towards_input=True).attribute[0].ints[:] = [2, 0, 1]
    _transpose(model, memory.output[0], towards_input=False).attribute[0].ints[:] = [0, 2, 1]
    for value in [*model.graph.input, *model.graph.output]:
        shape = value.type.tensor_type.shape.dim
        if len(shape) == 3:
            shape[1].dim_param = "sounds"
        else:
            shape[0].dim_param = "sounds"
    del model.graph.value_info[:]
    return model


def _transpose(model: ModelProto, value: str, *, towards_input: bool) -> NodeProto:
    """The nearest Transpose before or after a value."""
    for node in model.graph.node:
        if towards_input and value in node.output:
            return (
                node if node.op_type == "Transpose" else _transpose(model, node.input[0], towards_input=True)
            )
        if not towards_input and value in node.input:
            return (
                node
                if node.op_type == "Transpose"
                else _transpose(model, node.output[0], towards_input=False)
            )
    raise ValueError("the graph has another shape than Silero VAD v6")


@dataclass(frozen=True, slots=True)
class WindowHeard:
    """One window of 32 ms.

    Attributes:
        end: seconds since the first sample, at the end of the window.
        probability: of speech, 0–1.
        speech: with hysteresis: on at 0.5, off below 0.35; at 0.4 and 0.3 where an answer is waited for.
        samples: shape (512,), 16 kHz.
    """

    end: float
    probability: float
    speech: bool
    samples: Samples


class VoiceActivity:
    """Voice activity of one sound that comes in pieces of any size.

    Args:
        model: may be shared by all callers.

    Attributes:
        state: the model's memory of this sound; `cut`, `judged` and this are for who judges many sounds at
            once (`voicebot.hear.activity`).
    """

    def __init__(self, model: SileroModel) -> None:
        self._model = model
        self._rest = np.zeros(0, np.float32)
        self._windows = 0
        self._speech = False
        self._levels = _LEVELS
        self.state = SileroState.fresh()

    def push(self, samples: Samples) -> list[WindowHeard]:
        """Hear more, shape (n,) at 16 kHz; what does not fill a window is kept for the next time."""
        return [self._hear(frame) for frame in self.cut(samples)]

    def await_answer(self, waiting: bool) -> None:
        """Whether a short answer is waited for: then fainter speech counts."""
        self._levels = _ANSWER_LEVELS if waiting else _LEVELS

    def cut(self, samples: Samples) -> Samples:
        """The windows that more samples fill, shape (k, 512), to be judged in this order."""
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) // WINDOW * WINDOW
        self._rest = sound[whole:]
        return sound[:whole].reshape(-1, WINDOW)

    def judged(self, frame: Samples, probability: float) -> WindowHeard:
        """Take in what the model says of the next window."""
        on, off = self._levels
        self._speech = probability >= (off if self._speech else on)
        self._windows += 1
        return WindowHeard(self._windows * WINDOW / RATE, probability, self._speech, frame)

    def _hear(self, frame: Samples) -> WindowHeard:
        probabilities, self.state = self._model.run(frame[None], self.state)
        return self.judged(frame, float(probabilities[0]))
