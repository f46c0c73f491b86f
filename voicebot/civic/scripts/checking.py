"""One script, looked at: its recording prepared and heard, laid beside its text, timed, and drafted from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicebot.civic.scripts.captions import caption_marks
from voicebot.civic.scripts.comparing import Aligned, align, differences, likeness
from voicebot.civic.scripts.listening import Heard
from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.script import CheckedScript, Script
from voicebot.civic.scripts.spoken import spoken, written_words
from voicebot.civic.scripts.voice import Voice

__all__ = ["Listened", "check_script"]

_UNSURE = 0.45
"""Confidence below which nobody should rely on what was heard; clear recordings reach 0.7 and more."""
_ANOTHER = 0.5
"""Share of letters that agree below which it is another text; the recogniser's own errors leave 0.8."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What came of a recording: the costly part, the same for the same file.

    Attributes:
        voice: as callers hear it; nothing when it cannot be heard.
        heard: what it says.
        problems: of the recording.
    """

    voice: Voice | None
    heard: Heard
    problems: tuple[Problem, ...] = ()


def check_script(script: Script, key: str, listened: Listened | None) -> CheckedScript:
    """Look at a script; pure, and a millisecond or two.

    Args:
        script: as it was handed in.
        key: names it.
        listened: to its recording; nothing where it has none.
    """
    bare = replace(script, recording=None)
    if listened is None or listened.voice is None:
        return CheckedScript(bare, key, problems=listened.problems if listened else ())
    problems = [*listened.problems, *_understood(listened.heard)]
    if not script.answer:
        bare = replace(bare, answer=listened.heard.text)
        problems.append(Problem.of("drafted"))
    words = written_words(bare.answer)
    aligned = align(
        spoken([word for word, _ in words], script.language),
        spoken([word.text for word in listened.heard.words], script.language),
    )
    return CheckedScript(
        bare,
        key,
        drafted=not script.answer,
        differences=differences(aligned, script.language),
        voice=listened.voice,
        marks=caption_marks(aligned, [at for _, at in words], listened.heard.words, listened.voice.seconds),
        problems=(*problems, *_another_text(aligned)),
    )


def _understood(heard: Heard) -> list[Problem]:
    return [Problem.of("not_understood")] if not heard.words or heard.confidence < _UNSURE else []


def _another_text(aligned: Aligned) -> list[Problem]:
    alike = likeness(aligned)
    return [Problem.of("another_text", share=round(100 * alike))] if alike < _ANOTHER else []
