"""What the learned ears are fitted on: sets of sentences written by people, and talk that is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from voicebot.bench.ear_fit import fit, out_of_fold, show_trade
from voicebot.bench.followups import AGAIN, later_turns, read_dialogues
from voicebot.bench.labelled import read_rows, read_texts
from voicebot.bench.manner import wanted_wish
from voicebot.bench.safety import read_labelled
from voicebot.bench.shares import share, show_shares
from voicebot.civic.complaints.categories import EAR, load_categories
from voicebot.civic.faq import LANGUAGES, load_faq
from voicebot.civic.smalltalk import load_small_talk
from voicebot.settings import settings
from voicebot.understand.commands import COMMANDS, plain_wish
from voicebot.understand.followups import ASPECTS
from voicebot.understand.learned import Learned, path_of
from voicebot.understand.safety import Kind, rules_said
from voicebot.understand.traits import traits_of

__all__ = ["danger_sets", "fit_complaints", "fit_danger", "fit_going_on", "fit_wishes"]

Labelled = tuple[str, str]
"""A text and its kind; empty where it is none."""


def fit_danger(sets: Sequence[Path], calm: Sequence[Path], out: Path | None = None) -> Learned:
    """Fit the second ear for danger, store it, and show what it would have said of texts it had not seen.

    The district's own phrasings count as calm, but those that the rules take for danger: some are.

    Args:
        sets: folders with ``positives.LANGUAGE.dev.tsv`` and ``negatives.LANGUAGE.dev.tsv``.
        calm: everyday talk, and other talk at the office; see `read_texts`.
        out: where the weights go; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    return _fit(*danger_sets(sets, calm), list(Kind), out or path_of("danger"))


def danger_sets(sets: Sequence[Path], calm: Sequence[Path]) -> tuple[list[Labelled], list[str]]:
    """What is danger and what only sounds like it, and talk that is neither; see `fit_danger`.

    Raises:
        DistrictError: a file is not what it should be.
    """
    hard = [(row.text, row.kind if row.danger else "") for row in read_labelled(sets, "dev")]
    others = [text for text in _others(calm) if not (found := rules_said(text)) or not found.certain]
    return hard, others


def fit_wishes(sets: Sequence[Path], calm: Sequence[Path], out: Path | None = None) -> Learned:
    """Fit the ear for wishes, as `fit_danger` does; other talk with a plain wish in it is left out.

    Args:
        sets: folders with ``commands.LANGUAGE.dev.tsv`` and ``not_commands.LANGUAGE.dev.tsv``.
        calm: see `fit_danger`.
        out: where the weights go; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    hard = [pair for folder in sets for pair in _wishes(folder)]
    there = {kind for _, kind in hard}
    others = [text for text in _others(calm) if not any(plain_wish(text, name) for name in LANGUAGES)]
    return _fit(hard, others, [name for name in COMMANDS if name in there], out or path_of("wishes"))


def fit_complaints(sets: Sequence[Path], out: Path | None = None) -> Learned:
    """Fit the district's ear for kinds of complaint, store it, and show how often it is right.

    Args:
        sets: tab-separated, columns ``utterance`` and ``category``; the categories' phrasings are taken too.
        out: where the weights go; the district's folder when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    folder = settings().district_dir
    known = load_categories(folder)
    rows = [row for file in sets for row in read_rows(file, "utterance", "category")]
    pairs = [
        *((row["utterance"], row["category"]) for row in rows),
        *((one.text, one.entry) for one in known.phrasings()),
    ]
    traits, kinds = traits_of([text for text, _ in pairs]), [kind for _, kind in pairs]
    names = [one.id for one in known.categories]
    fitted = fit(traits, kinds, names)
    fitted.save(out or folder / EAR)
    heard = out_of_fold(traits, kinds, names)[: len(rows)]
    right = [name == kind for (_, name), kind in zip(heard, kinds, strict=False)]
    show_shares("kinds of complaint, not seen", {"right": share(right)})
    return fitted


def fit_going_on(sets: Sequence[Path], calm: Sequence[Path], out: Path | None = None) -> Learned:
    """Fit the ear for words that go on with what was answered, as `fit_danger` does.

    Args:
        sets: dialogues, see `voicebot.bench.followups`; what is only to be said again is left out.
        calm: see `fit_danger`.
        out: where the weights go; with the project when left out.

    Raises:
        DistrictError: a file is not what it should be.
    """
    said = [pair for file in sets for row in read_dialogues(file) for pair in later_turns(row)]
    hard = [(text, want if want in ASPECTS else "") for text, want in said if want != AGAIN]
    return _fit(hard, _others(calm), list(ASPECTS), out or path_of("going_on"))


def _wishes(folder: Path) -> Iterator[Labelled]:
    for file in sorted(folder.glob("commands.*.dev.tsv")):
        yield from ((row["text"], wanted_wish(row)) for row in read_rows(file, "text", "command"))
    for file in sorted(folder.glob("not_commands.*.dev.tsv")):
        yield from ((text, "") for text in read_texts(file))


def _others(calm: Sequence[Path]) -> list[str]:
    """Talk of other things, the district's own phrasings among it."""
    folder = settings().district_dir
    return [
        *(text for file in calm for text in read_texts(file)),
        *(one.text for name in LANGUAGES for one in load_faq(folder).phrasings(name)),
        *(one.text for one in load_categories(folder).phrasings()),
        *(one.text for name in LANGUAGES for one in load_small_talk(folder).phrasings(name)),
    ]


def _fit(hard: Sequence[Labelled], others: Sequence[str], names: Sequence[str], out: Path) -> Learned:
    texts, kinds = [text for text, _ in hard] + [*others], [kind for _, kind in hard] + [""] * len(others)
    traits = traits_of(texts)
    fitted = fit(traits, kinds, names)
    fitted.save(out)
    show_trade(out_of_fold(traits, kinds, names), kinds, len(hard))
    return fitted
