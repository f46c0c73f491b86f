"""What `voicebot models list` and `voicebot models verify` do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table

from voicebot.errors import ModelError
from voicebot.weights.card import Card, load_card, load_cards
from voicebot.weights.folder import folder_of, stamped
from voicebot.weights.locate import ready

__all__ = ["list_models", "verify_models"]


def list_models(console: Console | None = None) -> None:
    """Print a table of every card and whether its weights are here."""
    table = Table(Column("name", no_wrap=True), "what it does", "languages", "licence", "MB", "state")
    for card in load_cards().values():
        table.add_row(
            card.name, card.task, " ".join(card.languages), card.licence, _megabytes(card), _state(card)
        )
    (console or Console()).print(table)


def verify_models(names: Sequence[str] | None = None, console: Console | None = None) -> None:
    """Make models ready and check every byte of them, stamp or no stamp.

    Args:
        names: which; every needed one if none.
        console: where the outcome goes; progress goes to standard error.

    Raises:
        ModelError: the first one that is not right.
    """
    out = console or Console()
    cards = [load_card(name) for name in names] if names else _needed()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for card in cards:
            task = progress.add_task(f"checking {card.name}", total=_bytes(card) or None)
            folder = ready(card, full=True, count=partial(progress.advance, task))
            out.print(
                f"[green]right[/] {card.name}: {len(card.files)} files, {_megabytes(card)} MB, {folder}",
                soft_wrap=True,
                highlight=False,
            )


def _bytes(card: Card) -> int:
    """As far as the card knows."""
    return sum(file.size or 0 for file in card.files)


def _needed() -> list[Card]:
    return [card for card in load_cards().values() if card.needed]


def _megabytes(card: Card) -> str:
    known = f"{_bytes(card) / 1e6:.0f}"
    return known if all(file.size for file in card.files) else "?" if known == "0" else f"{known}+"


def _state(card: Card) -> str:
    try:
        folder = folder_of(card)
    except ModelError:
        return "package not installed"
    if stamped(card, folder):
        return "ready"
    if folder.is_dir():
        return "here, not yet checked"
    return "assembled when first used" if card.packaged else "not fetched"
