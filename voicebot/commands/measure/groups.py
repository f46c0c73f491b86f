"""The two groups of commands, put together."""

from __future__ import annotations

import typer

from voicebot.commands.measure.aloud import aloud
from voicebot.commands.measure.hearing import hearing
from voicebot.commands.measure.lasting import lasting
from voicebot.commands.measure.manner import manner
from voicebot.commands.measure.meaning import meaning
from voicebot.commands.measure.pages import pages
from voicebot.commands.measure.scripts import scripts
from voicebot.commands.measure.speed import speed
from voicebot.commands.measure.store import store

__all__ = ["bench", "evals"]

evals = typer.Typer(
    help="Measure quality on sets of your own. Every one takes --json FILE.", no_args_is_help=True
)
bench = typer.Typer(help="Measure speed and memory.", no_args_is_help=True)

for group in (hearing, meaning, manner, aloud):
    evals.add_typer(group)
for group in (speed, scripts, lasting, pages, store):
    bench.add_typer(group)
