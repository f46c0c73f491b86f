"""Reads a district's entries as a careful colleague would, and says what to mend.

Thresholds are design choices: 40 syllables are what a listener of 78 holds in mind at one hearing; six
phrasings are the fewest with which matching was found to work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.district import load_district
from voicebot.civic.entry import LANGUAGES, Entry, Language, has_figure
from voicebot.civic.events import load_events
from voicebot.civic.faq import Faq, read_faq
from voicebot.civic.greetings import read_greetings
from voicebot.errors import DistrictError
from voicebot.text.length import MAX_SYLLABLES, syllables

__all__ = [
    "MAX_SYLLABLES",
    "MIN_PHRASINGS",
    "NEAR",
    "Finding",
    "entry_findings",
    "lint",
    "lint_command",
    "lint_folder",
    "load_plain_words",
    "normal",
    "syllables",
]

MIN_PHRASINGS = 6
NEAR = 92.0
"""Per cent of equal letters; below it questions that differ in one word of meaning are flagged."""
_PLACEHOLDER = "확인 필요"
_UNTIL_RELEASE = frozenset({"expired", "unverified-fact"})  # tolerated while entries are being written


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    Attributes:
        file: path below the folder.
        entry: id of the entry; empty when the file is meant.
        severity: an error must be mended before the entries may be used.
        kind: stable name, such as ``long-sentence``.
        what: what is wrong.
        todo: what to do about it.
    """

    file: str
    entry: str
    severity: Literal["error", "warning"]
    kind: str
    what: str
    todo: str


def lint(
    faq: Faq,
    today: date,
    *,
    words: Mapping[str, str] = MappingProxyType({}),
    recordings: frozenset[str] | None = None,
) -> list[Finding]:
    """Check entries that are already well formed.

    Args:
        faq: all entries of a district.
        today: the district's day.
        words: office Korean and what to say instead.
        recordings: names of the files in ``audio/``; recordings are not checked when empty.
    """
    findings = [
        replace(finding, file=faq.file(entry))
        for entry in faq
        for finding in entry_findings(entry, today, words, recordings)
    ]
    for language in LANGUAGES:
        findings += _duplicates(faq, language)
        findings += _near_duplicates(faq, language)
    return findings + list(_whole(faq))


def lint_folder(folder: Path, today: date) -> list[Finding]:
    """Check a district's folder, files that cannot be read included."""
    faq, problems = read_faq(folder)
    schema = "write it as the other entries do"
    findings = [Finding(p.file, p.entry, "error", "schema", p.what, schema) for p in problems]
    try:
        words = load_plain_words(folder)
    except DistrictError as error:
        words = {}
        findings.append(Finding("plain_words.ko.yaml", "", "error", "schema", error.message, schema))
    findings += _categories(folder, schema)
    findings += _greetings(folder, schema)
    findings += _events(folder, faq, schema)
    recordings = frozenset(path.name for path in (folder / "audio").glob("*"))
    return findings + lint(faq, today, words=words, recordings=recordings)


def _categories(folder: Path, schema: str) -> list[Finding]:
    """What keeps the categories of complaints, if the district has any, from being read."""
    try:
        if (folder / "categories.yaml").exists():
            load_categories(folder)
    except DistrictError as error:
        return [Finding("categories.yaml", "", "error", "schema", error.message, schema)]
    return []


def _greetings(folder: Path, schema: str) -> list[Finding]:
    """What is wrong with the greetings, if the district has any."""
    if not (folder / "greeting").exists():
        return []
    problems = [problem for language in LANGUAGES for problem in read_greetings(folder, language)[1]]
    return [Finding(p.file, p.entry, "error", "schema", p.what, schema) for p in problems]


def _events(folder: Path, faq: Faq, schema: str) -> list[Finding]:
    """Entries that nobody finds who looks through what happens in a life, and ids that stand for none."""
    try:
        events = load_events(folder)
    except DistrictError as error:
        return [Finding("events.yaml", "", "error", "schema", error.message, schema)]
    known = faq.entries("ko") if events else {}
    unknown = [
        Finding("events.yaml", event, "error", "no-entry", f"{name} is no entry", "remove or correct the id")
        for event, name in events.unknown(known)
    ]
    todo = "add it to an event in events.yaml"
    return unknown + [
        Finding(faq.file(known[name]), name, "warning", "no-event", "is in no event of events.yaml", todo)
        for name in events.left_out(known)
    ]


def load_plain_words(folder: Path) -> dict[str, str]:
    """Office Korean and what to say instead; none when the district has no list.

    Raises:
        DistrictError: the list is not one of words.
    """
    path = folder / "plain_words.ko.yaml"
    if not path.exists():
        return {}
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DistrictError("words_unreadable", f"{path} is not readable as YAML: {error}") from error
    if not isinstance(words, dict) or not all(isinstance(t, str) for pair in words.items() for t in pair):
        raise DistrictError("words_invalid", f"{path} must hold lines of 'word: plainer word'.")
    return words


def lint_command(folder: Path, *, release: bool) -> int:
    """Print what is to be mended in a district's folder.

    Args:
        folder: the district's folder.
        release: nothing expired or unchecked may be spoken as fact.

    Returns:
        The exit code: 0 when there is no error.
    """
    findings: list[Finding] = []
    try:
        today = datetime.now(load_district(folder).zone).date()
    except DistrictError as error:
        today = datetime.now().astimezone().date()
        findings.append(Finding("district.toml", "", "error", "schema", error.message, "correct the file"))
    findings += lint_folder(folder, today)
    if release:
        findings = [replace(f, severity="error") if f.kind in _UNTIL_RELEASE else f for f in findings]
    _print(findings)
    return int(any(f.severity == "error" for f in findings))


def _print(findings: list[Finding]) -> None:
    console = Console()
    if findings:
        table = Table("where", "", "what", "what to do", show_lines=False)
        for f in sorted(findings, key=lambda f: (f.severity, f.file, f.entry)):
            colour = "red" if f.severity == "error" else "yellow"
            table.add_row(f"{f.file}\n{f.entry}".strip(), f"[{colour}]{f.severity}[/]", f.what, f.todo)
        console.print(table)
    errors = sum(f.severity == "error" for f in findings)
    console.print(f"{errors} errors, {len(findings) - errors} warnings")


def entry_findings(
    entry: Entry, today: date, words: Mapping[str, str], recordings: frozenset[str] | None
) -> Iterator[Finding]:
    """What is to be mended in one entry, whatever the others are; see `lint`."""
    yield from _sentences(entry)
    if entry.language == "ko":
        yield from _plain(entry, words)
    yield from _provenance(entry, today)
    yield from _facts(entry, today)
    if len(entry.phrasings) < MIN_PHRASINGS:
        yield _warning(
            entry,
            "few-phrasings",
            f"only {len(entry.phrasings)} ways to ask",
            f"add ways people say it, at least {MIN_PHRASINGS}",
        )
    if entry.audio and recordings is not None and entry.audio not in recordings:
        yield _error(
            entry, "missing-recording", f"audio/{entry.audio} is not there", "upload it, or empty the field"
        )


def _sentences(entry: Entry) -> Iterator[Finding]:
    for sentence in entry.answer_spoken:
        if (count := syllables(sentence)) > MAX_SYLLABLES:
            what = f"about {count} syllables at one breath: {sentence}"
            yield _error(entry, "long-sentence", what, f"make two of it, at most {MAX_SYLLABLES} each")


def _plain(entry: Entry, words: Mapping[str, str]) -> Iterator[Finding]:
    for word, plain in words.items():
        pattern = re.compile(rf"(?<![가-힣]){re.escape(word)}")
        if any(map(pattern.search, entry.answer_spoken)):
            yield _error(entry, "office-word", f"'{word}' is spoken", f"say '{plain}'")
        elif pattern.search(entry.answer_written):
            yield _warning(entry, "office-word", f"'{word}' is written", f"write '{plain}'")


def _provenance(entry: Entry, today: date) -> Iterator[Finding]:
    if entry.source_url is None and entry.confidence != "low":
        what = f"confidence is {entry.confidence}, but there is no source address"
        yield _error(entry, "no-source", what, "give source_url, or set confidence to low")
    if entry.verified_on and entry.verified_on > today:
        yield _error(
            entry, "future-check", f"was checked on {entry.verified_on}?", "write the day it was checked"
        )
    if entry.stale(today):
        what = f"last checked on {entry.verified_on}; it is hedged until then"
        yield _warning(
            entry, "stale", what, f"{entry.review_owner}: compare with the source, set verified_on"
        )
    if entry.valid_until and entry.valid_until < today:
        what = f"held until {entry.valid_until}; callers are sent to 120"
        yield _warning(entry, "expired", what, f"{entry.review_owner}: write what holds now")


def _facts(entry: Entry, today: date) -> Iterator[Finding]:
    if any(_PLACEHOLDER in sentence for sentence in entry.answer_spoken):
        what = f"'{_PLACEHOLDER}' is spoken"
        yield _warning(entry, "unverified-fact", what, "find out, or say that 120 has to be asked")
    if entry.urgent and entry.doubtful(today) and any(map(has_figure, entry.answer_spoken)):
        yield _warning(
            entry, "unverified-fact", "a figure nobody vouches for is said unhedged", "leave it out"
        )


def _duplicates(faq: Faq, language: Language) -> Iterator[Finding]:
    askers: dict[str, list[str]] = defaultdict(list)
    for phrasing in faq.phrasings(language):
        askers[normal(phrasing.text)].append(phrasing.entry)
    for text, entries in askers.items():
        if len(entries) > 1:
            entry = faq.entries(language)[entries[-1]]
            first = faq.entries(language)[entries[0]]
            elsewhere = first.id != entry.id
            where = f"is asked in {first.id} too" if elsewhere else "is written twice"
            finding = _error if elsewhere else _warning
            found = finding(entry, "duplicate", f"'{text}' {where}", "keep it in one place only")
            yield replace(found, file=faq.file(entry))


def _near_duplicates(faq: Faq, language: Language) -> Iterator[Finding]:
    phrasings = faq.phrasings(language)
    texts = [normal(p.text) for p in phrasings]
    if not texts:
        return
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=NEAR, workers=1)
    for one, other in zip(*scores.nonzero(), strict=True):
        a, b = phrasings[one], phrasings[other]
        if one < other and a.entry != b.entry and texts[one] != texts[other]:
            entry = faq.entries(language)[b.entry]
            what = f"'{b.text}' is nearly '{a.text}' of {a.entry}"
            found = _warning(entry, "near-duplicate", what, "say one of them in other words")
            yield replace(found, file=faq.file(entry))


def _whole(faq: Faq) -> Iterator[Finding]:
    for entry in faq.entries("en").values():
        if faq.get(entry.id, "ko") is None:
            found = _error(
                entry, "english-only", "has no Korean entry", "write the Korean one, or remove this one"
            )
            yield replace(found, file=faq.file(entry))
    unchecked = sum(entry.verified_on is None for entry in faq)
    if unchecked:
        what = f"{unchecked} of {len(faq)} answers were never compared with their source; they are hedged"
        todo = "compare, correct, and set verified_on"
        yield Finding("", "", "warning", "never-checked", what, todo)


def normal(text: str) -> str:
    """A question without what does not tell questions apart: spaces, marks, capitals."""
    return re.sub(r"\W+", "", text.casefold())


def _error(entry: Entry, kind: str, what: str, todo: str) -> Finding:
    return Finding("", entry.id, "error", kind, what, todo)


def _warning(entry: Entry, kind: str, what: str, todo: str) -> Finding:
    return Finding("", entry.id, "warning", kind, what, todo)
