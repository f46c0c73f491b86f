"""Answers without a recording: the desk's own voice speaks them, made beforehand whenever nobody needs it."""

from __future__ import annotations

from collections.abc import Iterable

from voicebot.civic.scripts.script import CheckedScript
from voicebot.speak.sentences import split_sentences

__all__ = ["sentences_to_make"]


def sentences_to_make(scripts: Iterable[CheckedScript]) -> list[tuple[str, str]]:
    """(language, sentence) of every answer that has no recording, each once, in order.

    What the desk makes of entries is `voicebot.talk.ahead`; this tells how much a batch will be.
    """
    said = (
        (checked.script.language, sentence)
        for checked in scripts
        if checked.voice is None
        for sentence in split_sentences(checked.script.answer)
    )
    return list(dict.fromkeys(said))
