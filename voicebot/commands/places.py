"""`voicebot places`: where shelters, toilets and pharmacies are."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voicebot.commands.console import err, out
from voicebot.commands.officer import on_ledger
from voicebot.settings import settings

if TYPE_CHECKING:
    from voicebot.civic.overlay.place_desk import PlaceDesk
    from voicebot.store.ledger import Ledger

__all__ = ["places"]

places = typer.Typer(help="Places people look for: import them, look them up.", no_args_is_help=True)

_SHOWN = 20


@places.command("import")
def places_import(
    file: Annotated[Path, typer.Argument(help="CSV from the open data portal, UTF-8 or CP949.")],
    kind: Annotated[
        str | None,
        typer.Option(help="heat_shelter, cold_shelter, toilet, pharmacy or senior_centre; else by the file."),
    ] = None,
) -> None:
    """Put the places of a file in the stead of those of their kind; a row that is wrong is named."""
    from rich.progress import Progress

    from voicebot.civic.district import load_district
    from voicebot.civic.places.importing import read_places

    district = load_district(settings().district_dir)
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(f"Reading {file.name}")
        found = read_places(
            file, district, kind, lambda done, total: progress.update(task, completed=done, total=total)
        )
    for line, wrong in found.problems[:_SHOWN]:
        err.print(f"line {line}: {wrong.said('en')}", highlight=False, markup=False)
    if len(found.problems) > _SHOWN:
        err.print(f"… and {len(found.problems) - _SHOWN} more lines")
    if not found.places:
        err.print("No place of this district was found, so nothing has changed.")
        raise typer.Exit(1)
    actor = f"shell:{getpass.getuser()}"[:64]
    on_ledger(lambda ledger: _desk(ledger).take(found, actor, dt.datetime.now(dt.UTC)))
    out.print(
        f"{found.kind}: {len(found.places)} places taken, {found.outside} of other districts left out, "
        f"{len(found.problems)} lines passed over",
        highlight=False,
    )


@places.command("near")
def places_near(
    where: Annotated[str, typer.Argument(help="A dong or landmark, such as 가좌동.")],
    kind: Annotated[str, typer.Option(help="Of the places.")] = "heat_shelter",
) -> None:
    """Show what the desk would find."""
    shelf = on_ledger(lambda ledger: _desk(ledger).shelf())
    found = shelf.around(kind, where, 5)
    for one in found:
        away = "" if one.metres is None else f"{one.metres:.0f} m  "
        out.print(f"{away}{one.place.name}  {one.place.address}", highlight=False, markup=False)
    if not found:
        err.print("None is known there. Import some: voicebot places import FILE")
        raise typer.Exit(1)


def _desk(ledger: Ledger) -> PlaceDesk:
    from voicebot.civic.overlay.place_desk import PlaceDesk

    return PlaceDesk(ledger, settings().places_dir)
