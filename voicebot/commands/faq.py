"""`voicebot faq`: what the desk knows."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.console import Language, err, out
from voicebot.commands.entries import add_to as add_entries
from voicebot.commands.entry_trying import add_to as add_trying
from voicebot.commands.gaps import gaps
from voicebot.commands.scripts import add_to as add_scripts
from voicebot.settings import settings

__all__ = ["faq"]

faq = typer.Typer(help="What the desk knows: check it, ask it, change it, bring more.", no_args_is_help=True)
add_scripts(faq)
add_entries(faq)
add_trying(faq)
faq.add_typer(gaps, name="gaps")


@faq.command("lint")
def faq_lint(
    folder: Annotated[Path | None, typer.Argument(help="The district's folder.")] = None,
    release: Annotated[bool, typer.Option(help="Also fail on facts that nobody has verified.")] = False,
) -> None:
    """Check the entries: form, plain Korean, staleness, sources, duplicates."""
    from voicebot.civic.lint import lint_command

    raise typer.Exit(lint_command(folder or settings().district_dir, release=release))


@faq.command("ask")
def faq_ask(question: str, language: Language = "ko") -> None:
    """Show which entry would answer, how sure the desk is, and the runners-up."""
    from voicebot.client.ask import explain

    explain(settings(), question, language, out)


@faq.command("index")
def faq_index() -> None:
    """Index the entries now instead of at the next start."""
    from voicebot.client.ask import index

    asyncio.run(index(settings(), err))


@faq.command("fit")
def faq_fit(
    negatives: Annotated[Path, typer.Argument(help="CSV with a column Q: talk that must not be answered.")],
    language: Language = "ko",
) -> None:
    """Fit the thresholds on the entries' own phrasings and on talk that must not be answered."""
    from voicebot.bench.matching import fit_command

    fit_command(negatives, language=language)


@faq.command("fit-danger")
def faq_fit_danger(
    sets: Annotated[
        list[Path], typer.Argument(help="Folders with positives.ko.dev.tsv and negatives.ko.dev.tsv.")
    ],
    calm: Annotated[
        list[Path], typer.Option(help="CSV or TSV with a column Q or text: talk without danger.")
    ],
) -> None:
    """Fit the second ear for danger; after more has been written of what people say in danger."""
    from voicebot.bench.ear_sets import fit_danger

    fit_danger(sets, calm)


@faq.command("tune-danger")
def faq_tune_danger(
    sets: Annotated[
        list[Path], typer.Argument(help="Folders with positives.ko.dev.tsv and negatives.ko.dev.tsv.")
    ],
    calm: Annotated[
        list[Path], typer.Option(help="CSV or TSV with a column Q or text: talk without danger.")
    ],
    epochs: Annotated[int, typer.Option(min=1, help="How often every sentence is seen.")] = 3,
) -> None:
    """Tune the model that is weighed beside that ear; needs torch, and about four minutes an epoch."""
    from voicebot.bench.tune_danger import tune_danger

    tune_danger(sets, calm, epochs=epochs)


@faq.command("fit-wishes")
def faq_fit_wishes(
    sets: Annotated[
        list[Path], typer.Argument(help="Folders with commands.ko.dev.tsv and not_commands.ko.dev.tsv.")
    ],
    calm: Annotated[
        list[Path], typer.Option(help="CSV or TSV with a column Q or text: talk that holds no wish.")
    ],
) -> None:
    """Fit the ear for wishes such as 다시 and 천천히; after more has been written of how people say them."""
    from voicebot.bench.ear_sets import fit_wishes

    fit_wishes(sets, calm)


@faq.command("fit-going-on")
def faq_fit_going_on(
    sets: Annotated[list[Path], typer.Argument(help="Dialogues in JSON lines, as for `eval followups`.")],
    calm: Annotated[
        list[Path], typer.Option(help="CSV or TSV with a column Q or text: talk that goes on with nothing.")
    ],
) -> None:
    """Fit the ear for questions that go on with an answer; after more dialogues have been written."""
    from voicebot.bench.ear_sets import fit_going_on

    fit_going_on(sets, calm)


@faq.command("fit-complaints")
def faq_fit_complaints(
    sets: Annotated[
        list[Path],
        typer.Argument(help="Tab-separated files, utterance and category: how residents complain."),
    ],
) -> None:
    """Fit the district's ear for kinds of complaint; after categories.yaml or the files have changed."""
    from voicebot.bench.ear_sets import fit_complaints

    fit_complaints(sets)


@faq.command("fit-places")
def faq_fit_places(
    sets: Annotated[
        list[Path],
        typer.Argument(help="Tab-separated files, utterance and place: how residents tell where."),
    ],
    loose: Annotated[
        list[Path], typer.Option(help="The same, labelled by another measure; such rows count less.")
    ] = [],  # noqa: B006
) -> None:
    """Fit the ear for places; after the rules for them, or the files, have changed."""
    from voicebot.bench.place_sets import fit_places

    fit_places(sets, loose)


@faq.command("fit-trouble")
def faq_fit_trouble(
    negatives: Annotated[Path, typer.Argument(help="CSV with a column Q: talk that begins no complaint.")],
) -> None:
    """Fit what tells a complaint from other talk; after categories.yaml has changed much."""
    from voicebot.bench.trouble import fit_trouble_command

    fit_trouble_command(negatives)
