"""An officer's script: what is asked, what is answered, and the recording of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from voicebot.civic.scripts.problems import Problem
from voicebot.civic.scripts.voice import Voice

__all__ = ["CheckedScript", "Difference", "Script"]


@dataclass(frozen=True, slots=True)
class Script:
    """One answer as an officer hands it in.

    Attributes:
        question: as residents ask.
        phrasings: other ways to ask.
        answer: what is said; empty while it has to be drafted from the recording.
        written: what the page shows; the same when empty.
        source: where the facts come from, an address or words.
        url: where a resident goes to get it done.
        valid_from: the first day the facts hold.
        valid_until: the last one.
        recording: the sound file as it came; not kept with a checked batch, which has `CheckedScript.voice`.
        recording_name: as the officer calls the file; empty where the desk's own voice is to speak.
        language: ISO 639-1 code.
        id: of the entry that it replaces or makes; empty for a new one.
        topic: the group it belongs to.
        owner: who has to keep it right.
        verified_on: when somebody last compared the facts with their source.
    """

    question: str
    phrasings: tuple[str, ...]
    answer: str
    written: str = ""
    source: str = ""
    url: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    recording: bytes | None = field(default=None, repr=False)
    recording_name: str = ""
    language: str = "ko"
    id: str = ""
    topic: str = ""
    owner: str = ""
    verified_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Some words of the text, and what the recording says there.

    Attributes:
        kind: ``kept``; ``missing`` from the recording; ``extra`` in it; ``other`` than in the text.
        text: as written; empty for ``extra``.
        heard: as the recogniser writes it; empty for ``missing``.
        blocks: a number or digits differ, so that it must not be published before somebody has listened.
    """

    kind: str
    text: str
    heard: str
    blocks: bool = False

    @property
    def key(self) -> str:
        """Names it when somebody confirms that they have listened: the same words, the same key."""
        return f"{self.kind}|{self.text}|{self.heard}"


@dataclass(frozen=True, slots=True)
class CheckedScript:
    """A script whose text and recording have been looked at.

    Attributes:
        script: with the drafted answer, if it was drafted; without the bytes of the recording.
        key: names it whenever it is saved again: its batch, line and content.
        drafted: the answer was written by the recogniser, so that a person must read it first.
        differences: the text against the recording, word by word; empty where one of the two is missing.
        voice: the recording as callers hear it; none where the desk's own voice speaks.
        marks: (index of a word's first letter in the answer, millisecond it is heard), for captions.
        problems: of the recording and the text; those that block, block.
        confirmed: keys of differences and problems that a person has listened to and lets pass.
    """

    script: Script
    key: str
    drafted: bool = False
    differences: tuple[Difference, ...] = ()
    voice: Voice | None = None
    marks: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    confirmed: frozenset[str] = frozenset()

    @property
    def open(self) -> tuple[Problem | Difference, ...]:
        """What still stands in the way of publishing."""
        found: tuple[Problem | Difference, ...] = (*self.problems, *self.differences)
        return tuple(one for one in found if one.blocks and one.key not in self.confirmed)

    def as_json(self) -> dict[str, Any]:
        """What of it is kept beside the script: plain values."""
        return {
            "answer": self.script.answer,
            "drafted": self.drafted,
            "differences": [[one.kind, one.text, one.heard, one.blocks] for one in self.differences],
            "voice": self.voice.as_json() if self.voice else None,
            "marks": [list(mark) for mark in self.marks],
            "problems": [problem.as_json() for problem in self.problems],
        }
