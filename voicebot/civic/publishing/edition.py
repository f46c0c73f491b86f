"""The edition that is spoken: the district's files, with what the store has published over them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from voicebot.civic.entry import LANGUAGES, Entry
from voicebot.civic.faq import Faq
from voicebot.civic.publishing.texts import as_yaml, fields_of
from voicebot.civic.publishing.timeline import Key

__all__ = ["export", "merged"]

ADDED = "added.yaml"
"""Where an export puts entries that are in no file yet."""


def merged(first: Faq, over: Mapping[Key, Entry | None]) -> Faq:
    """The first edition with entries replaced where they stand, new ones at the end, and some hidden.

    Args:
        first: the district's files.
        over: by language and id; nothing where an entry is not spoken.
    """
    entries = [over.get((entry.language, entry.id), entry) for entry in first]
    new = [entry for key, entry in over.items() if first.get(key[1], key[0]) is None]
    kept = [entry for entry in (*entries, *new) if entry]
    return Faq(kept, {(one.language, one.id): first.file(one) for one in kept if first.file(one)})


def export(edition: Faq, folder: Path) -> list[Path]:
    """Write an edition as files that the desk could start from.

    Args:
        edition: any.
        folder: made if need be; files of the same names in it are replaced.
    """
    files: dict[Path, list[Entry]] = {}
    for language in LANGUAGES:
        for entry in edition.entries(language).values():
            name = edition.file(entry) or f"{language}/{ADDED}"
            files.setdefault(folder / name, []).append(entry)
    for path, entries in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml([(one.id, fields_of(one)) for one in entries]), encoding="utf-8")
    return list(files)
