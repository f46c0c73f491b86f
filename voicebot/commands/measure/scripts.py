"""`voicebot bench import|publish`: what officers bring, while callers talk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json

__all__ = ["scripts"]

scripts = typer.Typer()


@scripts.command("import")
def bench_import(
    rows: Annotated[int, typer.Option(min=1, help="Of the spreadsheet.")] = 1000,
    recordings: Annotated[int, typer.Option(min=0, help="So many of them have one, of about 15 s.")] = 200,
    callers: Annotated[
        int, typer.Option(min=0, help="So many ask a desk meanwhile: what they notice of it.")
    ] = 0,
    minutes: Annotated[float, typer.Option(min=0.1, help="They ask at rest, and again beside it.")] = 3.0,
    json: Json = None,
) -> None:
    """A batch of scripts: how fast its recordings are heard, and which wrong digits are caught."""
    if callers:
        from voicebot.bench.importing_beside import bench_beside

        bench_beside(rows, recordings, callers=callers, minutes=minutes, json_path=json)
    else:
        from voicebot.bench.importing import bench_import as run

        run(rows, recordings, json_path=json)


@scripts.command("publish")
def bench_publish(callers: int = 20) -> None:
    """How soon a published text is heard, and what callers who are talking notice of it."""
    from tempfile import TemporaryDirectory

    from voicebot.bench.publishing import publish_command
    from voicebot.commands.console import out
    from voicebot.settings import settings

    with TemporaryDirectory() as folder:
        publish_command(settings(), callers, Path(folder), out)
