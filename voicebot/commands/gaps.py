"""`voicebot faq gaps`: what callers asked in vain, and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from voicebot.commands.console import out
from voicebot.commands.entry_tables import show_gaps
from voicebot.commands.officer import Actor, EntryId, on_desk, on_house, who

if TYPE_CHECKING:
    from voicebot.civic.publishing.gaps import Gap
    from voicebot.talk.desk import Desk

__all__ = ["gaps"]

gaps = typer.Typer(help="What callers asked in vain, grouped by meaning.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="Of the group, as in the list.")]
AT_ONCE = 500
"""Questions grouped before a list: ten seconds of computing; a desk that runs groups them by itself."""


@gaps.command("list")
def list_(
    all_: Annotated[bool, typer.Option("--all", help="Also what was decided about.")] = False,
) -> None:
    """Group what came in since the last time, and list it, the most asked first."""
    states = ("open", "drafted", "added", "not_ours") if all_ else ("open",)

    async def work(desk: Desk) -> tuple[list[Gap], int]:
        await desk.newsroom.group(AT_ONCE)
        house = desk.newsroom.house.gaps
        return await house.listed(states), await house.gaps.waiting()

    found, waiting = on_desk(work)
    show_gaps(found)
    if waiting:
        out.print(f"{waiting} questions are not grouped yet; list again.")


@gaps.command()
def draft(
    number: Number,
    entry: EntryId,
    owner: Annotated[str, typer.Option(help="Who has to keep the entry right.")] = "민원과",
    actor: Actor = "",
) -> None:
    """Make an entry from a group: a draft that knows how people ask, and lacks the answer."""
    on_house(lambda house: house.gaps.draft(number, entry, owner, who(actor)))
    out.print(f"{entry} is a draft. `voicebot faq show {entry} > entry.yaml`, write the answer, then")
    out.print("`voicebot faq draft entry.yaml`.")


@gaps.command()
def add(number: Number, entry: EntryId, actor: Actor = "") -> None:
    """Add how people ask to an entry's phrasings, as a draft."""
    on_house(lambda house: house.gaps.add(number, entry, who(actor)))
    out.print(
        f"A draft of {entry} has them. `voicebot faq check {entry}`, then `voicebot faq review {entry}`."
    )


@gaps.command()
def dismiss(number: Number, actor: Actor = "") -> None:
    """It is nothing that the office answers: not shown again, however often it is asked."""
    on_house(lambda house: house.gaps.dismiss(number, who(actor)))
    out.print(f"Group {number} is not ours.")
