"""Kokoro-82M on onnxruntime: the desk's own voice.

The model takes phonemes, a style vector and a speed, and gives sound. It was not trained on Korean; what
makes it speak Korean is the front end (`voicebot.speak.korean`) and the mix of voices chosen in
``docs/decisions/0004-korean-voice.md``.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicebot.audio import Audio
from voicebot.errors import EngineError, ModelError
from voicebot.speak.english import english_words
from voicebot.speak.finish import even_out, moved, trim, widen
from voicebot.speak.korean import korean_words
from voicebot.speak.prepare import LEAD, MODEL, RECIPE, prepare
from voicebot.speak.synthesizer import Capabilities, Timed
from voicebot.speak.taught import taught
from voicebot.speak.version import sound_version
from voicebot.speak.words import Word
from voicebot.weights import load_prepared, locate

__all__ = ["VOICES", "Kokoro", "pieces"]

_RATE = 24_000
_FRAME = 600  # samples a unit of duration
_MOST_TOKENS = 500  # of a piece that was cut between words
_ROWS = 510  # of the style table; the model takes 512 tokens with its two pads
_CLAUSE_ENDS = (",", ".", "!", "?", ";", ":", "…", "—")
_JOINT_S = 0.15  # pause where a long sentence was cut

VOICES: Mapping[str, Mapping[str, float]] = {
    "nari": {"jf_gongitsune": 0.5, "jf_nezumi": 0.5},
    "maru": {"jf_nezumi": 0.5, "jm_kumo": 0.5},
    "gongitsune": {"jf_gongitsune": 1.0},
    "kumo": {"jm_kumo": 1.0},
}
_PACE = 0.9
"""The pace that most callers hear (product.md), made by the model itself; another is stretched from it."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    audio: Audio
    starts: list[float]  # seconds at which each word begins


class Kokoro:
    """Korean and English speech at 24 kHz.

    Args:
        folder: holds ``model.onnx``, ``voices.npz`` and ``vocab.json``; the packaged weights when empty.
        threads: cores for one sentence.

    Raises:
        ModelError: the weights do not load.
    """

    def __init__(self, folder: Path | None = None, threads: int = 2) -> None:
        folder = folder or locate("kokoro-82m")
        try:
            self._symbols: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))["vocab"]
            self._learned = _numbers(self._symbols)
            self._styles = _mixes(folder / "voices.npz")
            self._session = _load(folder / "model.onnx", threads)
        except Exception as error:  # whatever a damaged file makes JSON, numpy, onnx or onnxruntime raise
            raise ModelError(
                "model_broken", f"Kokoro in {folder} does not load ({error}); run `voicebot models verify`."
            ) from error

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities(
            "kokoro",
            sound_version("kokoro.py", "fuse.py", "tune.py", "taught.py", "data"),
            ("ko", "en"),
            tuple(VOICES),
            _RATE,
            _PACE,
        )

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        """Speak one sentence at the desk's own pace."""
        return self.synthesize_timed(text, language=language, voice=voice).audio

    def synthesize_timed(self, text: str, *, language: str, voice: str | None = None) -> Timed:
        """Speak one sentence, and say when each word begins.

        Args:
            text: plain text.
            language: ``ko`` or ``en``.
            voice: a name of `VOICES`; the first when empty.

        Raises:
            EngineError: no such language or voice.
        """
        words = _words(text, language)
        style = self._style(voice, language)
        spoken = [self._speak(piece, style) for piece in pieces(words)]
        return _finish(words, spoken)

    def _style(self, voice: str | None, language: str) -> NDArray[np.float32]:
        name = voice or next(iter(VOICES))
        if name not in self._styles:
            raise EngineError("unknown_voice", f"Kokoro has no voice {name!r}; it has {', '.join(VOICES)}.")
        return self._styles[name] + (taught().style if language == "ko" else np.float32(0))

    def _speak(self, words: list[Word], style: NDArray[np.float32]) -> _Spoken:
        tokens, pitch, firsts = self._tokens(words)
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style[len(tokens) - 1],
            "speed": np.array([_PACE], np.float32),
            "pitch": np.array([[1.0, *pitch, 1.0]], np.float32),
        }
        try:
            samples, durations = self._session.run(None, inputs, _give_back())
        except Exception as error:  # onnxruntime's errors share no base of their own
            raise EngineError("synthesis_failed", f"Kokoro failed on a sentence: {error}") from error
        units = np.concatenate([[0.0], np.cumsum(durations.reshape(-1))])
        skipped = LEAD if len(samples) < units[-1] * _FRAME else 0
        begins = np.maximum(units - skipped, 0.0) * _FRAME / _RATE
        commas = [at for at, token in enumerate(tokens) if token == self._symbols[","]]
        audio, pauses = widen(Audio(samples, _RATE), [float(begins[at + 1]) for at in commas])
        before = [pauses[: bisect_left(commas, first)] for first in firsts]
        starts = [moved(float(begins[at + 1]), passed) for at, passed in zip(firsts, before, strict=True)]
        return _Spoken(audio, starts)

    def _tokens(self, words: list[Word]) -> tuple[list[int], list[float], list[int]]:
        """Symbol numbers with a space between words, the pitch of each, where each word begins."""
        tokens: list[int] = []
        pitch: list[float] = []
        firsts: list[int] = []
        for word in words:
            tokens += [self._symbols[" "]] if tokens else []
            pitch += [1.0] if pitch else []
            firsts.append(len(tokens))
            known = [(number, factor) for number, factor in self._numbered(word) if number is not None]
            tokens += [number for number, _ in known]
            pitch += [factor for _, factor in known]
        return tokens[:_ROWS], pitch[:_ROWS], firsts

    def _numbered(self, word: Word) -> Iterator[tuple[int | None, float]]:
        """Number and pitch of each symbol; a learned one where there is one, none where none is known."""
        pitch = word.pitch or (1.0,) * len(word.phonemes)
        sounds = word.sounds or ("",) * len(word.phonemes)
        for symbol, factor, sound in zip(word.phonemes, pitch, sounds, strict=True):
            yield self._learned.get(sound, self._symbols.get(symbol)), factor


def _words(text: str, language: str) -> list[Word]:
    if language == "ko":
        return korean_words(text)
    if language == "en":
        return english_words(text)
    raise EngineError("unknown_language", f"Kokoro speaks ko and en here, not {language!r}.")


def _numbers(symbols: Mapping[str, int]) -> dict[str, int]:
    """Numbers of the learned symbols: they follow the model's own."""
    return {sound: number for number, sound in enumerate(taught().sounds, max(symbols.values()) + 1)}


def _mixes(path: Path) -> dict[str, NDArray[np.float32]]:
    """Style tables, shape (510, 1, 256), one a voice of ours: weighted means of the packaged ones."""
    with np.load(path) as packaged:
        return {
            name: np.sum([packaged[part] * weight for part, weight in mix.items()], axis=0, dtype=np.float32)
            for name, mix in VOICES.items()
        }


def _give_back() -> Any:  # noqa: ANN401
    """Run options that return the working memory of a sentence (some 180 MB) when it is spoken."""
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def _load(source: Path, threads: int) -> Any:  # noqa: ANN401
    def make(folder: Path) -> None:
        prepare(source, folder)

    return load_prepared(source, RECIPE, make, lambda folder: _session(folder / MODEL, threads))


def _session(model: Path, threads: int) -> Any:  # noqa: ANN401  (onnxruntime has no types)
    import onnxruntime  # noqa: PLC0415  (half a second, and only this engine needs it)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def pieces(words: list[Word]) -> Iterator[list[Word]]:
    """Cut what the model cannot take in one go: after a clause mark if there is one, else between words."""
    while words:
        end = _fits(words)
        if end < len(words):
            clauses = [i + 1 for i in range(end) if words[i].phonemes.endswith(_CLAUSE_ENDS)]
            end = clauses[-1] if clauses else end
        yield words[:end]
        words = words[end:]


def _fits(words: list[Word]) -> int:
    """How many words the model can take at once; at least one."""
    lengths = np.cumsum([len(word.phonemes) + 1 for word in words])
    return max(1, int(np.searchsorted(lengths, _MOST_TOKENS, side="right")))


def _finish(words: list[Word], spoken: list[_Spoken]) -> Timed:
    """Trim each piece, join them, level the whole, and move the words' times along."""
    sounds: list[Audio] = []
    starts: list[float] = []
    for piece in spoken:
        sounds += [Audio.silence(_JOINT_S, _RATE)] if sounds else []
        offset = sum(sound.duration for sound in sounds)
        sound, cut = trim(piece.audio)
        sounds.append(sound)
        starts += [max(0.0, offset + start - cut) for start in piece.starts]
    audio = even_out(Audio.join(sounds)) if sounds else Audio.silence(_JOINT_S, _RATE)
    return Timed(audio, tuple((word.letters, start) for word, start in zip(words, starts, strict=True)))
