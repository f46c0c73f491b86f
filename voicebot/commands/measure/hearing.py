"""`voicebot eval speech|turns|guard|short|numbers|fit-digits`: sound to words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.measure.options import Json, Limit, Speech

__all__ = ["hearing"]

hearing = typer.Typer()


@hearing.command("speech")
def eval_speech(manifest: Path, json: Json = None, limit: Limit = None) -> None:
    """Character error rate and time by group, against the 30 s-padded path in the same run.

    MANIFEST is tab-separated: path, source, speaker, group, transcript.
    """
    from voicebot.bench.speech import eval_speech as run

    run(manifest, json_path=json, limit=limit)


@hearing.command("turns")
def eval_turns(
    speech: Speech = None,
    json: Json = None,
    limit: Limit = None,
    latency_s: Annotated[
        float | None, typer.Option(help="Seconds of a recognition; measured when left out.")
    ] = None,
) -> None:
    """Who is cut off, and how soon turns end: speakers who stop to think, against fixed silences."""
    from voicebot.bench.turn_taking import eval_turns as run

    run(speech=speech, json_path=json, limit=limit, latency_s=latency_s)


@hearing.command("guard")
def eval_guard(
    json: Json = None,
    limit: Limit = None,
    expecting: Annotated[
        str, typer.Option(help="What the desk asked for: nothing, yes_no, digits.")
    ] = "nothing",
) -> None:
    """Silence, noise, music and crowds: how many are answered as if somebody had spoken."""
    from voicebot.bench.guard import eval_guard as run

    run(json, limit, expecting=expecting)


@hearing.command("short")
def eval_short(json: Json = None, limit: Limit = None) -> None:
    """Answers of one syllable, "네" and digits, where the desk waits for one."""
    from voicebot.bench.short_answers import eval_short as run

    run(json, limit)


@hearing.command("numbers")
def eval_numbers(
    count: Annotated[int, typer.Option(help="How many numbers.")] = 64,
    seed: Annotated[int, typer.Option(help="Which numbers.")] = 2,
    json: Json = None,
    show: Annotated[bool, typer.Option(help="Print what was heard of each.")] = False,
) -> None:
    """Telephone numbers said aloud: taken at once, after the desk asked, not at all, or wrongly believed."""
    from voicebot.bench.numbers import eval_numbers as run

    run(count, seed, json, show=show)


@hearing.command("fit-digits")
def fit_digits(
    count: Annotated[int, typer.Option(help="Utterances to make.")] = 600,
    seed: Annotated[int, typer.Option(help="Which.")] = 1,
    path: Annotated[
        Path | None, typer.Option(help="Where the weights go; the packaged ones if empty.")
    ] = None,
) -> None:
    """Fit the ear for dictated digits on speech that is made for it (half an hour)."""
    from voicebot.bench.digit_fit import fit_digits as run
    from voicebot.hear.digit_ear import PATH

    typer.echo(run(count, seed, path or PATH))
