"""A recogniser whose transcripts are kept on disk: what is made of them can soon be measured again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from voicebot.audio import Audio
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcriber, Transcript
from voicebot.text.spoken_digits import DigitRow

__all__ = ["KeptHearing"]


class KeptHearing:
    """Works as the recogniser does that it asks.

    Args:
        engine: asked for what was not heard before.
        folder: made when needed; to be emptied when the engine's model changes.
    """

    def __init__(self, engine: Transcriber, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    @property
    def capabilities(self) -> Capabilities:
        """The engine's."""
        return self._engine.capabilities

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        """As `Transcriber.transcribe`."""
        asked = (self.capabilities.name, language, str(n_best), hints, str(audio.rate))
        said = hashlib.sha256("\x1f".join(asked).encode() + audio.to_pcm16()).hexdigest()[:40]
        path = self._folder / said[:2] / f"{said}.json"
        if path.exists():
            return _read(path)
        heard = self._engine.transcribe(audio, language=language, n_best=n_best, hints=hints)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(heard), ensure_ascii=False), encoding="utf-8")
        return heard


def _read(path: Path) -> Transcript:
    kept = json.loads(path.read_text(encoding="utf-8"))
    hypotheses = tuple(Hypothesis(**one) for one in kept["hypotheses"])
    rows = tuple(DigitRow(*one) for one in kept["rows"])
    return Transcript(**{**kept, "hypotheses": hypotheses, "rows": rows})
