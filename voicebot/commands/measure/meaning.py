"""`voicebot eval match|refuse|heldout|complaints|safety`: what questions and complaints mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.console import Language
from voicebot.commands.measure.options import Json, Limit, Show

__all__ = ["meaning"]

meaning = typer.Typer()


@meaning.command("match")
def eval_match(file: Path, json: Json = None) -> None:
    """Paraphrases: FILE has the columns set_id and sentence; one of a set is indexed, the rest asked."""
    from voicebot.bench.matching import eval_match as run

    run(file, json_path=json)


@meaning.command("refuse")
def eval_refuse(file: Path, json: Json = None) -> None:
    """Talk that is not for the desk: FILE has the column Q; how much of it is wrongly answered."""
    from voicebot.bench.matching import eval_refuse as run

    run(file, json_path=json)


@meaning.command("heldout")
def eval_heldout(file: Path, language: Language = "ko", json: Json = None) -> None:
    """Questions of our own entries in words nobody has seen: FILE has the columns id and phrasing."""
    from voicebot.bench.matching import eval_heldout as run

    run(file, language=language, json_path=json)


@meaning.command("complaints")
def eval_complaints(
    file: Path,
    negatives: Annotated[
        Path | None, typer.Option(help="Utterances, one a line, none of them a complaint.")
    ] = None,
    json: Json = None,
    show: Show = False,
    spoken: Annotated[
        bool, typer.Option(help="Say each with the desk's voice and recognise it first.")
    ] = False,
    noise: Annotated[bool, typer.Option(help="With --spoken: also 20 and 10 dB above noise.")] = False,
    limit: Limit = None,
) -> None:
    """Complaints: kind, place, time and telephone, found and invented.

    FILE is tab-separated: utterance, category, place, when, phone.
    """
    if spoken:
        from voicebot.bench.complaints_spoken import eval_spoken_complaints

        eval_spoken_complaints(file, noise=noise, json_path=json, limit=limit, show=show)
        return
    from voicebot.bench.complaints import eval_complaints as run

    run(file, negatives=negatives, json_path=json, show=show)


@meaning.command("safety")
def eval_safety(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of them.")],
    half: Annotated[str, typer.Option(help="Which half of a folder's sets: dev or final.")] = "dev",
    spoken: Annotated[bool, typer.Option(help="Speak, add noise, recognise, then ask.")] = False,
    noise: Annotated[float, typer.Option(help="How much fainter than the voice the noise is, dB.")] = 15.0,
    json: Json = None,
    limit: Limit = None,
    show: Annotated[bool, typer.Option(help="Print what was got wrong; never of the final half.")] = False,
) -> None:
    """Danger: how much of it is heard, and how often there is none. Prints totals only.

    Files are tab-separated: text, kind, note; named positives.LANGUAGE.HALF.tsv and negatives.….
    """
    from voicebot.bench.safety import eval_safety as run

    noise_db = noise if spoken else None
    run(paths, half=half, noise_db=noise_db, limit=limit, json_path=json, show=show)
