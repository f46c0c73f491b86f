"""A decoder that can only write Korean: the same model without the words of a hundred other languages.

For every token it writes, Whisper weighs 51,865 others; half of the decoder's work is that, and a desk that
pins the language never needs most of them. Rows of the table of words are left out, nothing is trained; what
remains can still spell any word (figures: docs/decisions/0002).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from voicebot.hear.ct2_weights import Ct2Model, read_model, write_model

__all__ = ["KEPT", "RECIPE", "korean_words", "write_lean"]

RECIPE = "ko-1"
"""Changes when other words are kept."""

KEPT = "kept.json"
"""The numbers that the kept words have in the whole vocabulary, in order."""

_FREQUENT = 5000
"""Tokens are numbered by how often they were merged; English words after the first so many are spelt out."""

_ID_LISTS = ("lang_ids", "suppress_ids", "suppress_ids_begin")


def _bytes_of_letters() -> dict[str, int]:
    """How byte-level BPE writes each byte as a letter (GPT-2's table, which Whisper uses)."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + i): byte for i, byte in enumerate(others)}


_BYTES = _bytes_of_letters()


def _is_korean(number: int, word: str) -> bool:
    """Whether a token may be needed: Hangul, parts of letters, digits, marks, frequent English."""
    try:
        text = bytes(_BYTES[letter] for letter in word).decode()
    except UnicodeDecodeError:
        return True  # a part of a letter: with these every letter can be written
    alphabets = {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
    return alphabets <= {"HANGUL"} or (number < _FREQUENT and text.isascii())


def korean_words(vocabulary: Sequence[str]) -> list[int]:
    """Numbers of the words that a Korean caller may need, and all that steer the decoder but times.

    Args:
        vocabulary: every token as the model's vocabulary file writes it; the last ordinary one comes before
            ``<|endoftext|>``, times after ``<|notimestamps|>``.
    """
    end, times = vocabulary.index("<|endoftext|>"), vocabulary.index("<|notimestamps|>") + 1
    return [i for i, word in enumerate(vocabulary[:end]) if _is_korean(i, word)] + list(range(end, times))


def _vocabulary(folder: Path) -> list[str]:
    """CTranslate2 keeps it as JSON or, older, a word a line."""
    listed = folder / "vocabulary.json"
    if listed.exists():
        return list(json.loads(listed.read_text(encoding="utf-8")))
    return (folder / "vocabulary.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _lean_weights(model: Ct2Model, size: int, kept: Sequence[int]) -> Ct2Model:
    """Only the kept rows of every array that has one a word."""
    rows = np.array(kept)
    arrays = {
        name: array[rows] if array.ndim and array.shape[0] == size else array
        for name, array in model.arrays.items()
    }
    return replace(model, arrays=arrays)


def _lean_config(config: dict[str, Any], kept: Sequence[int]) -> dict[str, Any]:
    numbers = {old: new for new, old in enumerate(kept)}
    lists = {name: [numbers[i] for i in config.get(name, []) if i in numbers] for name in _ID_LISTS}
    return config | lists


def write_lean(source: Path, folder: Path) -> None:
    """Write the Korean decoder of a multilingual CTranslate2 Whisper model.

    Args:
        source: the folder of the whole model.
        folder: where the lean one goes.

    Raises:
        ModelError: ``model_unusable``.
        OSError: a file cannot be read or written.
        ValueError: the vocabulary is not a multilingual Whisper's.
    """
    vocabulary = _vocabulary(source)
    kept = korean_words(vocabulary)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    write_model(_lean_weights(read_model(source / "model.bin"), len(vocabulary), kept), folder / "model.bin")
    (folder / "config.json").write_text(json.dumps(_lean_config(config, kept)), encoding="utf-8")
    words = [vocabulary[i] for i in kept]
    (folder / "vocabulary.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")
