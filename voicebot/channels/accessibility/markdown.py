"""The statement as pages of the documentation, one a language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voicebot.channels.accessibility.statement import Clause, Standard, Statement, statement
from voicebot.languages import LANGUAGES, Language, table

__all__ = ["page", "write_pages"]

NAMES: dict[Language, str] = {"en": "accessibility.md", "ko": "accessibility.ko.md"}


def page(language: Language, told: Statement | None = None) -> str:
    """The page in a language: what is wanting first, then every clause."""
    told, words = told or statement(), table("accessibility", language)
    lines = [f"# {words['title']}", "", words["generated"], ""]
    lines += [f"- {line}" for line in summary(told, language)] + [""]
    lines += [f"## {words['how_checked']}", ""]
    lines += [f"- {words[f'how_checked_{number}']}" for number in (1, 2, 3)] + [""]
    for standard in told.standards.values():
        lines += [f"## {standard.name(language)}", "", standard.about(language), "", *_head(words)]
        lines += [_row(told, clause, language, words) for clause in standard.clauses] + [""]
    return "\n".join(lines)


def summary(told: Statement, language: Language) -> Iterator[str]:
    """A line for each standard: how many clauses are met, are about nothing here, or are up to the place."""
    words = table("accessibility", language)
    for standard in told.standards.values():
        yield " ".join(_counted(standard, language, words))


def _counted(standard: Standard, language: Language, words: dict[str, Any]) -> Iterator[str]:
    counts = standard.counts
    yield words["counted"].format(name=standard.name(language), all=len(standard.clauses), met=counts["met"])
    for state in ("none", "site"):
        if counts[state]:
            yield words[f"counted_{state}"].format(**{state: counts[state]})


def _head(words: dict[str, Any]) -> list[str]:
    return [
        f"| {words['clause']} | {words['state']} | {words['how']} | {words['shown_by']} |",
        "|---|---|---|---|",
    ]


def _row(told: Statement, clause: Clause, language: Language, words: dict[str, Any]) -> str:
    name = " ".join(
        filter(None, [clause.id, clause.name(language), f"({clause.level})" if clause.level else ""])
    )
    tests = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in told.tests(clause))
    return f"| {name} | {words['states'][clause.state]} | {' '.join(told.how(clause, language))} | {tests} |"


def write_pages(folder: Path) -> list[Path]:
    """Write them into the folder of the documentation."""
    for language in LANGUAGES:
        (folder / NAMES[language]).write_text(page(language), encoding="utf-8")
    return [folder / NAMES[language] for language in LANGUAGES]
