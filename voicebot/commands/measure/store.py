"""`voicebot bench complaints|board|kill|live`: the store when it is full, killed, changed."""

from __future__ import annotations

from typing import Annotated

import typer

from voicebot.commands.measure.options import Json

__all__ = ["store"]

store = typer.Typer()

Database = Annotated[
    str | None,
    typer.Option(help="A PostgreSQL server on which databases may be made (its URL); else SQLite."),
]


@store.command("complaints")
def bench_complaints(
    count: Annotated[int, typer.Option(min=100, help="So many complaints.")] = 1_000_000,
    database: Database = None,
    runs: Annotated[int, typer.Option(min=1, help="Time everything so often.")] = 3,
    json: Json = None,
) -> None:
    """Fill a store of its own: how long to find a complaint, to file one, to show a page of the board."""
    from voicebot.bench.archive import bench_archive as run

    run(count, server=database, runs=runs, json_path=json)


@store.command("board")
def bench_board(
    count: Annotated[int, typer.Option(min=1000, help="So many open complaints.")] = 100_000,
    times: Annotated[int, typer.Option(min=1, help="Ask for every page so often.")] = 5,
    json: Json = None,
) -> None:
    """Fill a store with open complaints: how long every page of the staff's board takes."""
    from voicebot.bench.board_pages import bench_board as run

    run(count, times=times, json_path=json)


@store.command("kill")
def bench_kill(
    times: Annotated[int, typer.Option(min=1, help="So many kills.")] = 200,
    database: Database = None,
    json: Json = None,
) -> None:
    """Kill processes while they file: no receipt that was given out is lost, nothing is filed twice."""
    from voicebot.bench.killing import bench_kill as run

    found = run(times, server=database, json_path=json)
    if found["lost"] or found["twice"] or found["problems"]:
        raise typer.Exit(1)


@store.command("live")
def bench_live(
    times: Annotated[int, typer.Option(min=1, help="So many changes.")] = 24,
    database: Database = None,
    json: Json = None,
) -> None:
    """Lead a complaint on from the command line: how soon an open page and an open call know."""
    from voicebot.bench.live_news import bench_live as run

    if not run(times, server=database, json_path=json)["kept"]:
        raise typer.Exit(1)
