"""What Whisper's decoder is told and what it says, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from voicebot.errors import EngineError, ModelError

__all__ = ["WhisperTokens"]

_HINT_TOKENS = 120
_SPACE = "Ġ"
"""How byte-level vocabularies write a space."""


class WhisperTokens:
    """The vocabulary of a multilingual Whisper model.

    Args:
        folder: where ``tokenizer.json`` is.

    Raises:
        ModelError: ``model_unusable``.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the package raises nothing narrower
            raise ModelError(
                "model_unusable",
                f"{folder.name}/tokenizer.json does not load ({error}); run voicebot models verify",
            ) from error
        self._end = self._id("<|endoftext|>")

    def _id(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise EngineError(
                "language_unknown",
                f"the recogniser's vocabulary has no {token}: the language is not one it hears; pin ko or en",
            )
        return int(number)

    def prompt(self, language: str, hints: str = "") -> list[int]:
        """The start of the transcript: the words to expect, the language, no timestamps.

        Raises:
            EngineError: ``language_unknown``.
        """
        start = [
            self._id(token)
            for token in ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>")
        ]
        return [*self._previous(hints), *start]

    def _previous(self, hints: str) -> list[int]:
        if not hints.strip():
            return []
        words = self._tokenizer.encode(" " + hints.strip(), add_special_tokens=False).ids
        return [self._id("<|startofprev|>"), *words[-_HINT_TOKENS:]]

    def numbers(self, text: str) -> list[int]:
        """The tokens of a text, as they follow the start of a transcript."""
        return [int(number) for number in self._tokenizer.encode(f" {text}", add_special_tokens=False).ids]

    def begins_word(self, token: int) -> bool:
        """Whether a space stands before it."""
        return str(self._tokenizer.id_to_token(token)).startswith(_SPACE)

    def text(self, tokens: Sequence[int]) -> str:
        """The words, up to the last complete letter: a token may hold half of a Hangul syllable."""
        spoken = [token for token in tokens if token < self._end]
        return str(self._tokenizer.decode(spoken)).replace("\ufffd", "").strip()
