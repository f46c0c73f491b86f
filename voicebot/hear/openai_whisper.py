"""OpenAI's own Whisper, an extra: slower, the same weights, for those who want the original."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np

from voicebot.audio.resample import resample
from voicebot.audio.sound import Audio, Samples
from voicebot.errors import EngineError
from voicebot.hear.checkpoint import write_checkpoint
from voicebot.hear.features import RATE
from voicebot.hear.joining import joined
from voicebot.hear.repetition import cut_repeats
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcript
from voicebot.hear.windows import quiet_windows
from voicebot.settings import settings
from voicebot.weights import locate

__all__ = ["OpenAIWhisper"]


def _extra(module: str) -> Any:  # noqa: ANN401 - an optional package without types
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise EngineError(
            "engine_absent",
            f"the openai-whisper engine needs the package {error.name}, which is not installed; "
            "install requirements-openai-whisper.lock with pip, or set VOICEBOT_TRANSCRIBER=faster-whisper",
        ) from error


class OpenAIWhisper:
    """The same protocol on the original implementation; greedy, 30 s of context, one reading.

    Args:
        folder: CTranslate2 model to convert; the packaged base model when empty.
        threads: cores for one recognition (of the whole process: torch knows no other way).

    Raises:
        EngineError: ``engine_absent``.
    """

    def __init__(self, folder: Path | None = None, threads: int = 2) -> None:
        self._whisper = _extra("whisper")
        torch = _extra("torch")
        torch.set_num_threads(threads)
        folder = folder or locate("whisper-base")
        target = settings().cache_dir / "openai-whisper" / f"{folder.name}.pt"
        self._model = self._whisper.load_model(str(write_checkpoint(folder, target, torch)), device="cpu")

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities("openai-whisper", ("ko", "en"), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        """Hear one utterance; see `voicebot.hear.transcriber.Transcriber`.

        Raises:
            EngineError: ``language_unknown``, ``recogniser_failed``.
        """
        if language not in self.capabilities.languages:
            raise EngineError("language_unknown", f"the recogniser does not hear {language!r}; pin ko or en")
        options = self._whisper.DecodingOptions(
            language=language, without_timestamps=True, fp16=False, prompt=hints or None
        )
        parts = quiet_windows(resample(audio, RATE).samples, RATE)
        try:
            windows = [self._window(part, language, options) for part in parts]
        except RuntimeError as error:
            raise EngineError("recogniser_failed", f"torch failed on an utterance: {error}") from error
        return joined(windows, language)

    def _window(self, samples: Samples, language: str, options: Any) -> Transcript:  # noqa: ANN401
        """Hear up to 27 s."""
        sound = self._whisper.pad_or_trim(np.ascontiguousarray(samples))
        result = self._whisper.decode(self._model, self._whisper.log_mel_spectrogram(sound), options)
        text = cut_repeats(result.text.strip())
        readings = (Hypothesis(text, float(result.avg_logprob)),) if text else ()
        return Transcript(
            readings,
            language,
            no_speech=float(result.no_speech_prob),
            duration=len(samples) / RATE,
            context=30.0,
        )
