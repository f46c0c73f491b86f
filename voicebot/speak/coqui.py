"""Coqui TTS behind the desk's protocol: an extra, for districts that have a model and a licence for it.

It needs torch, so it lives in its own environment (``make test-coqui``); nothing of it is imported until an
engine is made.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from voicebot.audio import Audio
from voicebot.errors import EngineError, ModelError
from voicebot.speak.finish import even_out, trim
from voicebot.speak.synthesizer import Capabilities
from voicebot.weights import locate

__all__ = ["Coqui"]


class Coqui:
    """A Coqui model from a folder: ``config.json`` and a checkpoint, ``*.pth``.

    Args:
        folder: the model; the ``xtts-v2`` of the model cards when empty.
        threads: cores for one sentence.
        language: the language of a model that speaks one; of a multilingual one they are its own.
        speaker_wav: a voice to imitate, for models that clone voices.

    Raises:
        EngineError: ``engine_absent``: Coqui TTS is not installed here.
        ModelError: ``model_missing`` or ``model_unusable``.
    """

    def __init__(
        self,
        folder: Path | None = None,
        threads: int = 2,
        *,
        language: str = "ko",
        speaker_wav: Path | None = None,
    ) -> None:
        api = _api(threads)
        folder = folder or locate("xtts-v2")
        self._language, self._speaker_wav = language, speaker_wav
        self._tts = _load(api, folder)
        self._name = folder.name

    @property
    def capabilities(self) -> Capabilities:
        """What the loaded model can do."""
        languages = tuple(self._tts.languages or ()) if self._tts.is_multi_lingual else (self._language,)
        voices = tuple(self._tts.speakers or ()) if self._tts.is_multi_speaker else ()
        rate = int(self._tts.synthesizer.output_sample_rate)
        return Capabilities("coqui-tts", self._name, languages, voices or (self._name,), rate)

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        """Speak one sentence.

        Raises:
            EngineError: ``unknown_language``, ``unknown_voice`` or ``synthesis_failed``.
        """
        can = self.capabilities
        if language not in can.languages:
            raise EngineError(
                "unknown_language", f"This Coqui model speaks {', '.join(can.languages)}, not {language}."
            )
        if voice is not None and voice not in can.voices:
            raise EngineError("unknown_voice", f"This Coqui model has no voice {voice!r}.")
        try:
            samples = self._tts.tts(text, **self._options(language, voice or can.voices[0]))
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError("synthesis_failed", f"Coqui failed on a sentence: {error}") from error
        sound, _ = trim(Audio(np.asarray(samples, np.float32), can.rate))
        return even_out(sound)

    def _options(self, language: str, voice: str) -> dict[str, Any]:
        options: dict[str, Any] = {"split_sentences": False}
        if self._tts.is_multi_lingual:
            options["language"] = language
        if self._speaker_wav is not None:
            options["speaker_wav"] = str(self._speaker_wav)
        elif self._tts.is_multi_speaker:
            options["speaker"] = voice
        return options


def _api(threads: int) -> Any:  # noqa: ANN401  (an extra without types)
    try:
        import torch  # noqa: PLC0415  (an extra)
        from TTS.api import TTS  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise EngineError(
            "engine_absent",
            f"Coqui TTS is not installed whole here ({error}); in an environment of its own run "
            "`pip install 'voicebot[coqui-tts]'` (about 7 GB), or choose synthesizer=kokoro.",
        ) from error
    torch.set_num_threads(threads)
    return TTS


def _load(api: Any, folder: Path) -> Any:  # noqa: ANN401
    config = folder / "config.json"
    checkpoints = sorted(folder.glob("*.pth"))
    if not config.is_file() or not checkpoints:
        raise ModelError(
            "model_missing",
            f"{folder} holds no Coqui model; put config.json and the checkpoint (*.pth) there.",
        )
    model = next((path for path in checkpoints if path.name == "model.pth"), checkpoints[0])
    target = folder if len(checkpoints) > 1 else model  # XTTS is a folder of several parts
    try:
        return api(model_path=str(target), config_path=str(config), progress_bar=False)
    except Exception as error:  # whatever a damaged checkpoint makes pickle, torch or coqpit raise
        raise ModelError("model_unusable", f"Coqui cannot load {folder}: {error}") from error
