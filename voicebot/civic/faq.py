"""What the district answers: entries with their provenance, read from one folder of YAML files.

``faq/ko/*.yaml`` and ``faq/en/*.yaml`` hold a list of entries each, one file a group of topics. An entry says
where its facts come from and who has checked them and when; a fact that nobody vouches for is never spoken
without saying so (see `Entry.spoken`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from voicebot.civic.entry import HEDGES, LANGUAGES, Entry, Language
from voicebot.errors import DistrictError
from voicebot.understand.meaning import Phrasing

__all__ = [
    "HEDGES",
    "LANGUAGES",
    "Entry",
    "Faq",
    "Language",
    "Problem",
    "StrictLoader",
    "load_faq",
    "read_faq",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the folder that is no entry.

    Attributes:
        file: path below the folder, such as ``ko/welfare.yaml``.
        entry: its id, or its place in the file; empty when the file itself is wrong.
        what: the field and what is wrong with it.
    """

    file: str
    entry: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}{f', {self.entry}' if self.entry else ''}: {self.what}"


class Faq:
    """All entries of a district; immutable.

    Args:
        entries: in the order in which they should be listed.
        files: the file each came from, by language and id; empty for entries made elsewhere.

    Raises:
        DistrictError: two entries of one language have the same id.
    """

    def __init__(self, entries: Iterable[Entry], files: Mapping[tuple[str, str], str] | None = None) -> None:
        self._entries: dict[str, dict[str, Entry]] = {language: {} for language in LANGUAGES}
        self._files = dict(files or {})
        for entry in entries:
            self._add(entry)
        self.version = self._fingerprint()

    def _add(self, entry: Entry) -> None:
        own = self._entries[entry.language]
        if entry.id in own:
            raise DistrictError(
                "faq_duplicate_id",
                f"Two {entry.language} entries are called {entry.id!r}; rename one of them.",
            )
        own[entry.id] = entry

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for entry in sorted(self, key=lambda e: (e.language, e.id)):
            digest.update(entry.model_dump_json().encode())
        return digest.hexdigest()[:16]

    def __iter__(self) -> Iterator[Entry]:
        return (entry for language in LANGUAGES for entry in self._entries[language].values())

    def __len__(self) -> int:
        return sum(map(len, self._entries.values()))

    def entries(self, language: str) -> Mapping[str, Entry]:
        """The entries of a language by id; none for a language the desk does not have."""
        return MappingProxyType(self._entries.get(language, {}))

    def phrasings(self, language: str) -> list[Phrasing]:
        """Every way to ask for every entry of a language."""
        return [Phrasing(e.id, text) for e in self.entries(language).values() for text in e.phrasings]

    def about(self, language: str) -> dict[str, str]:
        """What every entry of a language is about, by id: its topic, its label and what is said."""
        entries = self.entries(language).items()
        return {name: " ".join([e.topic, e.label, *e.answer_spoken]) for name, e in entries}

    def get(self, entry_id: str, language: str) -> Entry | None:
        """One entry, or nothing when there is none in that language."""
        return self.entries(language).get(entry_id)

    def file(self, entry: Entry) -> str:
        """The file it came from, below the folder; empty when it came from none."""
        return self._files.get((entry.language, entry.id), "")


def load_faq(folder: Path) -> Faq:
    """Read every entry of a district.

    Args:
        folder: holds ``ko/*.yaml`` and ``en/*.yaml``.

    Raises:
        DistrictError: the folder has no Korean entry, or something in it is no entry; the message names every
            file, entry and field.
    """
    faq, problems = read_faq(folder)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise DistrictError(
            "faq_invalid",
            f"{len(problems)} things in {folder} are wrong; correct them and start again:\n{listed}",
        )
    if not faq.entries("ko"):
        raise DistrictError(
            "faq_empty",
            f"{folder} has no Korean entries (ko/*.yaml), so there is nothing to answer; check district_dir.",
        )
    return faq


def read_faq(folder: Path) -> tuple[Faq, list[Problem]]:
    """Read what can be read, and say what cannot."""
    entries: list[Entry] = []
    files: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.yaml")):
            name = f"{language}/{path.name}"
            for item in _read_file(path, name, language):
                if isinstance(item, Problem):
                    problems.append(item)
                elif first := files.get((language, item.id)):
                    problems.append(
                        Problem(name, item.id, f"id: already used in {first}; rename one of them")
                    )
                else:
                    entries.append(item)
                    files[language, item.id] = name
    return Faq(entries, files), problems


def _read_file(path: Path, name: str, language: Language) -> Iterator[Entry | Problem]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        yield Problem(name, "", f"is not readable as YAML in UTF-8: {' '.join(str(error).split())}")
        return
    if not isinstance(raw, list):
        yield Problem(name, "", "must be a list of entries, each beginning with '- id: …'")
        return
    for number, fields in enumerate(raw, 1):
        yield from _read_entry(fields, number, name, language)


def _read_entry(fields: Any, number: int, name: str, language: Language) -> Iterator[Entry | Problem]:  # noqa: ANN401
    if not isinstance(fields, dict):
        yield Problem(name, f"entry {number}", "must be a mapping of fields, beginning with '- id: …'")
        return
    entry = str(fields.get("id", f"entry {number}"))
    if "language" in fields:
        yield Problem(name, entry, "language: is given by the folder; remove it")
        return
    try:
        yield Entry.model_validate({**fields, "language": language})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            where = ".".join(str(part) for part in detail["loc"])
            yield Problem(name, entry, f"{where}: {detail['msg']} (found {detail['input']!r:.60})")


class StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key written twice: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """One mapping, if no key is there twice."""
        keys = [key.value for key, _ in node.value]
        if repeated := {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(
                None, None, f"{', '.join(sorted(repeated))} is written twice in one entry", node.start_mark
            )
        return super().construct_mapping(node, deep=deep)
