"""How well moods, wishes and everyday talk are understood: shares with 95 % intervals, totals only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from voicebot.bench.figures import write_json
from voicebot.bench.labelled import language_of, read_rows, read_texts
from voicebot.bench.shares import share, shares, show_row, show_shares
from voicebot.civic.faq import load_faq
from voicebot.civic.smalltalk import load_small_talk
from voicebot.settings import settings
from voicebot.talk.chatter import Chatter
from voicebot.talk.knowledge import Knowledge
from voicebot.understand.commands import command
from voicebot.understand.embed import E5, Embedder
from voicebot.understand.meaning import Reading, Zone
from voicebot.understand.mood import MOODS, NEUTRAL, feel

__all__ = ["eval_commands", "eval_mood", "eval_smalltalk", "f1", "wanted_wish"]

_ALSO = {"not_that": "reject"}
"""Names of wishes in the sets, as the protocol has them."""


def eval_mood(files: Sequence[Path], *, json_path: Path | None = None, show: bool = False) -> dict[str, Any]:
    """Moods, labelled.

    Args:
        files: tab-separated, columns ``text, mood``; the language is in the name (``mood.ko.dev.tsv``).
        json_path: where the figures go.
        show: print what was misunderstood; never for a set that has to stay unseen.

    Returns:
        ``macro_f1`` over the moods, `NEUTRAL` not counted; ``moods``: F1, precision, recall and n of each;
        ``right`` (share, 95 % interval, n).

    Raises:
        DistrictError: a file is not what it should be.
    """
    pairs = []
    for file in files:
        for row in read_rows(file, "text", "mood"):
            found = feel(row["text"], language_of(file))
            pairs.append((row["mood"], found.name))
            show_row(show and found.name != row["mood"], row["mood"], found.name, row["text"], *found.words)
    moods = {name: f1(pairs, name) for name in (*MOODS, NEUTRAL)}
    figures: dict[str, Any] = {
        "macro_f1": sum(moods[name]["f1"] for name in MOODS) / len(MOODS),
        "moods": moods,
        "right": share(wanted == found for wanted, found in pairs),
    }
    table = Table("mood", "F1", "precision", "recall", "n", title=f"macro-F1 {figures['macro_f1']:.3f}")
    for name, one in moods.items():
        table.add_row(
            name, *(f"{one[figure]:.3f}" for figure in ("f1", "precision", "recall")), str(one["n"])
        )
    Console().print(table)
    show_shares("moods", {"right": figures["right"]})
    write_json(json_path, figures)
    return figures


def f1(pairs: Sequence[tuple[str, str]], name: str) -> dict[str, float]:
    """How well one label is found, from pairs of wanted and found; 0 where it never is."""
    hits = sum(wanted == found == name for wanted, found in pairs)
    n, said = sum(wanted == name for wanted, _ in pairs), sum(found == name for _, found in pairs)
    return {
        "f1": 2 * hits / max(n + said, 1),
        "precision": hits / max(said, 1),
        "recall": hits / max(n, 1),
        "n": n,
    }


def eval_commands(
    files: Sequence[Path],
    *,
    negatives: Sequence[Path] = (),
    json_path: Path | None = None,
    show: bool = False,
) -> dict[str, Any]:
    """Wishes, labelled, and what is none.

    Args:
        files: tab-separated, columns ``text, command``; the language is in the name.
        negatives: ordinary talk and questions: tab- or comma-separated with a column ``text``, ``Q`` or
            ``phrasing``.
        json_path: where the figures go.
        show: print what was misunderstood; never for a set that has to stay unseen.

    Returns:
        ``right`` and ``taken_for_a_command`` by file and altogether (share, 95 % interval, n).

    Raises:
        DistrictError: a file is not what it should be.
    """
    rights: dict[str, list[bool]] = {}
    for file in files:
        for row in read_rows(file, "text", "command"):
            wanted, found = wanted_wish(row), command(row["text"], language_of(file))
            rights.setdefault(language_of(file), []).append(wanted == found)
            show_row(show and wanted != found, wanted, found or "nothing", row["text"])
    taken: dict[str, list[bool]] = {}
    for file in negatives:
        for text in read_texts(file):
            found = command(text, language_of(file))
            taken.setdefault(file.name, []).append(found is not None)
            show_row(show and found is not None, "no wish", found or "", text)
    figures: dict[str, Any] = {
        "right": {**shares(rights), "all": share(hit for hits in rights.values() for hit in hits)},
        "taken_for_a_command": {
            **shares(taken),
            "all": share(hit for hits in taken.values() for hit in hits),
        },
    }
    show_shares("wishes right", figures["right"])
    show_shares("taken for a wish", figures["taken_for_a_command"])
    write_json(json_path, figures)
    return figures


def wanted_wish(row: Mapping[str, str]) -> str:
    """The wish that a row of a set tells of, by its name in the protocol."""
    return _ALSO.get(row["command"], row["command"])


def eval_smalltalk(
    file: Path, *, json_path: Path | None = None, show: bool = False, embedder: Embedder | None = None
) -> dict[str, Any]:
    """Everyday talk: the right topic, a harmless "I do not know", asking back, another topic, or an entry.

    Args:
        file: tab-separated, columns ``topic, text``; the language is in the name.
        json_path: where the figures go.
        show: print what was misunderstood; never for a set that has to stay unseen.
        embedder: makes vectors; the model when left out.

    Returns:
        ``right_or_declined`` and each outcome (share, 95 % interval, n).

    Raises:
        DistrictError: the file is not what it should be.
    """
    language, own = language_of(file), settings()
    made = embedder or E5(threads=own.threads.embed)
    known = Knowledge(load_faq(own.district_dir), language, made, own)
    chatter = Chatter(load_small_talk(own.district_dir), language, made, own)
    outcomes = []
    for row in read_rows(file, "topic", "text"):
        outcome, said = _talked(row["text"], row["topic"], language, known, chatter)
        outcomes.append(outcome)
        show_row(show and outcome != "right", row["topic"], outcome, row["text"], said)
    names = ("right", "declined", "command", "asked_back", "another_topic", "answered_from_entries")
    figures: dict[str, Any] = {name: share(one == name for one in outcomes) for name in names}
    figures["right_or_declined"] = share(one in ("right", "declined") for one in outcomes)
    show_shares("everyday talk", figures)
    write_json(json_path, figures)
    return figures


def _talked(text: str, wanted: str, language: str, known: Knowledge, chatter: Chatter) -> tuple[str, str]:
    """What becomes of words, as in a conversation, and what was found."""
    wish = command(text, language)
    if wish:
        return "command", wish
    readings = [Reading(text)]
    match = known.match(readings)
    topic = chatter.verbatim(readings)
    if match.zone is Zone.ANSWER and topic is None:
        return "answered_from_entries", match.candidates[0].entry
    topic = topic or chatter.meant(readings)
    if topic:
        return "right" if topic.topic == wanted else "another_topic", topic.topic
    return ("asked_back" if match.zone is Zone.ASK else "declined"), ""
