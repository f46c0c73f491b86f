"""An answer's recording against its text: a number that differs is never published.

A recording was compared with a text when it was brought in, and whoever confirmed it has listened. That text
is kept in its file (`voicebot.speak.recorded`); what an officer writes afterwards is laid beside it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voicebot.civic.entry import Entry
from voicebot.civic.lint import Finding
from voicebot.civic.scripts.comparing import align, differences
from voicebot.civic.scripts.script import Difference
from voicebot.civic.scripts.spoken import spoken
from voicebot.speak.recorded import recorded_text, same_text

__all__ = ["recording_findings"]


def recording_findings(entry: Entry, path: Path) -> Iterator[Finding]:
    """What the recording of an entry says otherwise than its text.

    Args:
        entry: with a recording.
        path: where that lies; of one that nobody has compared with a text nothing is known.
    """
    said, text = recorded_text(path), " ".join(entry.answer_spoken)
    if not said or same_text(said, text):
        return
    found = _differences(text, said, entry.language)
    numbers = [one for one in found if one.blocks]
    for one in numbers:
        what = f"the recording says '{one.heard or '–'}' where the text says '{one.text or '–'}'"
        yield Finding("", entry.id, "error", "recording", what, "correct the text, or record it anew")
    if not numbers and any(one.kind != "kept" for one in found):
        what = "the recording says something else than the text"
        yield Finding("", entry.id, "warning", "recording", what, "listen to it; record it anew")


def _differences(text: str, said: str, language: str) -> tuple[Difference, ...]:
    aligned = align(spoken(text.split(), language), spoken(said.split(), language))
    return differences(aligned, language)
