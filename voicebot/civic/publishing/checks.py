"""What is to be mended in a draft before callers may hear it; the same rules as for the district's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from voicebot.civic.entry import Entry
from voicebot.civic.faq import Faq
from voicebot.civic.lint import NEAR, Finding, entry_findings, load_plain_words, normal
from voicebot.civic.publishing.recordings import recording_findings
from voicebot.civic.publishing.texts import as_entry, entry_problems
from voicebot.civic.publishing.timeline import Key

__all__ = ["Checks"]


class Checks:
    """Reads drafts as a careful colleague would. Computes for milliseconds; call it from a thread.

    Args:
        folder: the district's, with its list of office words.
        recordings: folders in which recordings lie.
    """

    def __init__(self, folder: Path, recordings: tuple[Path, ...]) -> None:
        self._words = load_plain_words(folder)
        self._recordings = recordings

    def findings(self, key: Key, fields: Mapping[str, Any], edition: Faq, today: dt.date) -> list[Finding]:
        """What is to be mended in a text, as one of an edition.

        Args:
            key: of the entry.
            fields: of the text.
            edition: what is spoken now; the entry's own text in it does not count.
            today: the district's day.
        """
        problems = entry_problems(key, fields)
        if problems:
            todo = "write it as the other entries do"
            return [Finding("", key[1], "error", "schema", problem.what, todo) for problem in problems]
        entry = as_entry(key, fields)
        own = list(entry_findings(entry, today, self._words, self._present()))
        return [
            *own,
            *self._recorded(entry),
            *_twice(entry),
            *_clashes(entry, edition),
            *_alone(entry, edition),
        ]

    def _recorded(self, entry: Entry) -> Iterator[Finding]:
        """What its recording says otherwise: the first of that name, which is the one that callers hear."""
        paths = (folder / entry.audio for folder in self._recordings if entry.audio)
        path = next((path for path in paths if path.is_file()), None)
        return recording_findings(entry, path) if path else iter(())

    def _present(self) -> frozenset[str]:
        return frozenset(path.name for folder in self._recordings for path in folder.glob("*"))


def _twice(entry: Entry) -> Iterator[Finding]:
    seen: set[str] = set()
    for text in entry.phrasings:
        if normal(text) in seen:
            yield Finding("", entry.id, "warning", "duplicate", f"'{text}' is written twice", "leave one out")
        seen.add(normal(text))


def _clashes(entry: Entry, edition: Faq) -> Iterator[Finding]:
    """Phrasings that another entry has too, or nearly."""
    others = [one for one in edition.phrasings(entry.language) if one.entry != entry.id]
    if not others:
        return
    own, theirs = [normal(text) for text in entry.phrasings], [normal(one.text) for one in others]
    scores = process.cdist(own, theirs, scorer=fuzz.ratio, score_cutoff=NEAR, workers=1)
    for mine, its in zip(*scores.nonzero(), strict=True):
        text, other = entry.phrasings[mine], others[its]
        if own[mine] == theirs[its]:
            what, todo = f"'{text}' is asked in {other.entry} too", "keep it in one place only"
            yield Finding("", entry.id, "error", "duplicate", what, todo)
        else:
            what, todo = f"'{text}' is nearly '{other.text}' of {other.entry}", "say one in other words"
            yield Finding("", entry.id, "warning", "near-duplicate", what, todo)


def _alone(entry: Entry, edition: Faq) -> Iterator[Finding]:
    if entry.language != "ko" and edition.get(entry.id, "ko") is None:
        what, todo = "has no Korean entry that is spoken", "publish the Korean one first"
        yield Finding("", entry.id, "error", "english-only", what, todo)
