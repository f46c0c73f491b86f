"""`voicebot languages`: which there are, and what each still lacks."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from voicebot.commands.console import err, out

__all__ = ["languages"]

languages = typer.Typer(help="The languages of the desk's own words: a folder each.", no_args_is_help=True)

Folder = Annotated[
    Path | None, typer.Option(help="Look at folders of languages here, not at those that come with the desk.")
]


@languages.command("list")
def show(folder: Folder = None) -> None:
    """Show every language that has a folder, and how many phrases it still lacks."""
    from voicebot.languages import languages as known

    rows = Table("language", "missing", "other fields", "unknown")
    for name in known(folder or _here()):
        kinds = Counter(kind for _, _, kind, _ in _gaps(name, folder))
        rows.add_row(name, *(str(kinds[kind]) for kind in ("missing", "fields", "unknown")))
    out.print(rows)


@languages.command()
def missing(
    language: Annotated[str, typer.Argument(help="Its code, such as vi.")] = "en",
    folder: Folder = None,
    answers: Annotated[bool, typer.Option(help="List the district's answers, too.")] = False,
) -> None:
    """List what a language lacks, file by file, with the Korean words; exit code 1 if anything does."""
    found = [*_gaps(language, folder), *(_answers(language) if answers else [])]
    rows = Table("file", "phrase", "", "in Korean")
    for part, name, kind, korean in found:
        rows.add_row(part, name, "" if kind == "missing" else kind, escape(korean))
    if found:
        out.print(rows)
    err.print(f"{language}: {len(found)} to do", highlight=False)
    raise typer.Exit(bool(found))


def _here() -> Path:
    return Path(str(files("voicebot.languages")))


def _gaps(language: str, folder: Path | None) -> list[tuple[str, str, str, str]]:
    """(file, phrase, kind, Korean) of the desk's own words."""
    from voicebot.languages.missing import MEASURE, beside, gaps

    found = gaps(language, folder or _here())
    if folder is None and language != MEASURE:
        found += beside(language, files("voicebot"))
    return [(gap.part, gap.name, gap.kind, gap.korean) for gap in found]


def _answers(language: str) -> list[tuple[str, str, str, str]]:
    """The same of the district's answers."""
    from voicebot.civic.faq import load_faq
    from voicebot.languages import LANGUAGES
    from voicebot.languages.missing import MEASURE
    from voicebot.settings import settings

    faq = load_faq(settings().district_dir)
    there = faq.entries(language) if language in LANGUAGES else {}
    return [
        ("faq", name, "missing", e.question) for name, e in faq.entries(MEASURE).items() if name not in there
    ]
