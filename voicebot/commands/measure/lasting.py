"""`voicebot bench flood|cuts|soak`: too many callers, a network that fails, a long day."""

from __future__ import annotations

from typing import Annotated

import typer

from voicebot.commands.measure.options import Json

__all__ = ["lasting"]

lasting = typer.Typer()


@lasting.command("flood")
def bench_flood(times: int = 5, minutes: float = 2.0, sessions: int = 8, json: Json = None) -> None:
    """Far more callers than places: nobody may be dropped in silence."""
    from voicebot.bench.flood import bench_flood as run

    run(times=times, minutes=minutes, sessions=sessions, json_path=json)


@lasting.command("cuts")
def bench_cuts(
    n: Annotated[int, typer.Option(help="How often the network fails.")] = 100,
    instant: Annotated[bool, typer.Option(help="Callers hear at once, not in real time.")] = False,
    json: Json = None,
) -> None:
    """The network fails in the middle of questions and complaints: every one ends, nothing is filed twice."""
    from voicebot.bench.cuts import bench_cuts as run

    run(n, instant=instant, json_path=json)


@lasting.command("soak")
def bench_soak(conversations: int = 2000, json: Json = None) -> None:
    """Many conversations, many of them broken off: how memory grows."""
    from voicebot.bench.soak import soak as run

    run(conversations=conversations, json_path=json)
