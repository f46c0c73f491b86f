"""`voicebot eval` and `voicebot bench`: quality and speed, measured."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voicebot.commands.console import Language
from voicebot.commands.measure_store import store

__all__ = ["bench", "evals"]

evals = typer.Typer(
    help="Measure quality on sets of your own. Every one takes --json FILE.", no_args_is_help=True
)
bench = typer.Typer(help="Measure speed and memory.", no_args_is_help=True)
bench.add_typer(store)

Json = Annotated[Path | None, typer.Option("--json", help="Write the figures to this file too.")]
Limit = Annotated[int | None, typer.Option(help="Only so many rows, for a quick look.")]
Url = Annotated[str | None, typer.Option(help="A desk that runs already; else one of our own.")]
Speech = Annotated[Path | None, typer.Option(help="Manifest of human speech (see eval speech).")]


@evals.command("speech")
def eval_speech(manifest: Path, json: Json = None, limit: Limit = None) -> None:
    """Character error rate and time by group, against the 30 s-padded path in the same run.

    MANIFEST is tab-separated: path, source, speaker, group, transcript.
    """
    from voicebot.bench.speech import eval_speech as run

    run(manifest, json_path=json, limit=limit)


@evals.command("match")
def eval_match(file: Path, json: Json = None) -> None:
    """Paraphrases: FILE has the columns set_id and sentence; one of a set is indexed, the rest asked."""
    from voicebot.bench.matching import eval_match as run

    run(file, json_path=json)


@evals.command("refuse")
def eval_refuse(file: Path, json: Json = None) -> None:
    """Talk that is not for the desk: FILE has the column Q; how much of it is wrongly answered."""
    from voicebot.bench.matching import eval_refuse as run

    run(file, json_path=json)


@evals.command("heldout")
def eval_heldout(file: Path, language: Language = "ko", json: Json = None) -> None:
    """Questions of our own entries in words nobody has seen: FILE has the columns id and phrasing."""
    from voicebot.bench.matching import eval_heldout as run

    run(file, language=language, json_path=json)


@evals.command("complaints")
def eval_complaints(
    file: Path,
    negatives: Annotated[
        Path | None, typer.Option(help="Utterances, one a line, none of them a complaint.")
    ] = None,
    json: Json = None,
    show: Annotated[
        bool, typer.Option(help="Print what was misunderstood; not on a set that stays unseen.")
    ] = False,
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


Show = Annotated[bool, typer.Option(help="Print what was misunderstood; not on a set that stays unseen.")]


@evals.command("mood")
def eval_mood(files: list[Path], json: Json = None, show: Show = False) -> None:
    """Moods by their words: FILES are tab-separated, text and mood; the name says .ko. or .en."""
    from voicebot.bench.manner import eval_mood as run

    run(files, json_path=json, show=show)


@evals.command("commands")
def eval_commands(
    files: list[Path],
    negatives: Annotated[
        list[Path] | None, typer.Option(help="Ordinary questions and talk; may be given several times.")
    ] = None,
    json: Json = None,
    show: Show = False,
) -> None:
    """Wishes such as 다시 and 천천히: FILES are tab-separated, text and command."""
    from voicebot.bench.manner import eval_commands as run

    run(files, negatives=negatives or [], json_path=json, show=show)


@evals.command("smalltalk")
def eval_smalltalk(file: Path, json: Json = None, show: Show = False) -> None:
    """Everyday talk: FILE is tab-separated, topic and text."""
    from voicebot.bench.manner import eval_smalltalk as run

    run(file, json_path=json, show=show)


@evals.command("followups")
def eval_followups(files: list[Path], json: Json = None, show: Show = False) -> None:
    """Dialogues of several turns: FILES hold a JSON object a line, with turns, entry and wants."""
    from voicebot.bench.followups import eval_followups as run

    run(files, json_path=json, show=show)


@evals.command("safety")
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


@evals.command("voice")
def eval_voice(texts: Path, json: Json = None, limit: Limit = None) -> None:
    """Speak each line of TEXTS, recognise it, and report errors and the real-time factor."""
    from voicebot.bench.voice import eval_voice as run

    run(texts, json_path=json, limit=limit)


@evals.command("spoken")
def eval_spoken(file: Path, json: Json = None, limit: Limit = None) -> None:
    """Speak held-out questions in three voices, clean, noisy and over a phone line, and ask them."""
    from voicebot.bench.spoken import eval_spoken as run

    run(file, json_path=json, limit=limit)


@evals.command("turns")
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


@evals.command("guard")
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


@evals.command("short")
def eval_short(json: Json = None, limit: Limit = None) -> None:
    """Answers of one syllable, "네" and digits, where the desk waits for one."""
    from voicebot.bench.short_answers import eval_short as run

    run(json, limit)


@evals.command("journeys")
def eval_journeys(
    voices: Annotated[int, typer.Option(help="In how many voices each script is told.")] = 2,
    noise: Annotated[list[str] | None, typer.Option(help="clean, 20 dB, 15 dB; several times.")] = None,
    script: Annotated[list[str] | None, typer.Option(help="Only these scripts, by name.")] = None,
    together: Annotated[int, typer.Option(help="Conversations at the same time.")] = 2,
    at_once: Annotated[bool, typer.Option(help="Send speech as fast as it is taken.")] = False,
    json: Json = None,
    show: Annotated[bool, typer.Option(help="Print what was said and heard.")] = False,
) -> None:
    """Complaints told aloud to a desk of its own, from the first word to the receipt, then tracked by it."""
    from voicebot.bench.journeys import Pace
    from voicebot.bench.journeys import eval_journeys as run

    run(
        voices=voices,
        noises=noise or ("clean", "15 dB"),
        only=script or (),
        pace=Pace(together, at_once),
        json_path=json,
        show=show,
    )


@evals.command("numbers")
def eval_numbers(
    count: Annotated[int, typer.Option(help="How many numbers.")] = 64,
    seed: Annotated[int, typer.Option(help="Which numbers.")] = 2,
    json: Json = None,
    show: Annotated[bool, typer.Option(help="Print what was heard of each.")] = False,
) -> None:
    """Telephone numbers said aloud: taken at once, after the desk asked, not at all, or wrongly believed."""
    from voicebot.bench.numbers import eval_numbers as run

    run(count, seed, json, show=show)


@evals.command("fit-digits")
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


@bench.command("plain")
def bench_plain(speech: Speech = None, json: Json = None, questions: int = 20) -> None:
    """The whole turn against the plain pipeline: openai-whisper, 0.8 s of silence, whole answers."""
    from voicebot.bench.plain import bench_plain as run

    run(questions=questions, speech=speech, json_path=json)


@bench.command("load")
def bench_load(
    sessions: Annotated[int, typer.Option(help="Callers at once.")] = 10,
    minutes: Annotated[float, typer.Option(help="For how long they go on asking.")] = 2.0,
    every_s: Annotated[float, typer.Option(help="Seconds from one question of a caller to the next.")] = 15.0,
    url: Url = None,
    json: Json = None,
) -> None:
    """Callers who ask aloud in real time, listen and barge in; a chart is drawn beside the JSON."""
    from voicebot.bench.load import bench_load as run

    run(sessions=sessions, minutes=minutes, every_s=every_s, url=url, json_path=json)


@bench.command("open")
def bench_open(sessions: int = 100, seconds: float = 60.0, url: Url = None, json: Json = None) -> None:
    """Many open lines, mostly silent: frames lost, and how late speech is noticed."""
    from voicebot.bench.open_lines import bench_open as run

    run(sessions=sessions, seconds=seconds, url=url, json_path=json)


@bench.command("greet")
def bench_greet(times: int = 20_000, json: Json = None) -> None:
    """How long a greeting takes to be composed, at moments of a whole year and in all weathers."""
    from voicebot.bench.greeting import bench_greet as run

    run(times=times, json_path=json)


@bench.command("import")
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


@bench.command("flood")
def bench_flood(times: int = 5, minutes: float = 2.0, sessions: int = 8, json: Json = None) -> None:
    """Far more callers than places: nobody may be dropped in silence."""
    from voicebot.bench.flood import bench_flood as run

    run(times=times, minutes=minutes, sessions=sessions, json_path=json)


@bench.command("cuts")
def bench_cuts(
    n: Annotated[int, typer.Option(help="How often the network fails.")] = 100,
    instant: Annotated[bool, typer.Option(help="Callers hear at once, not in real time.")] = False,
    json: Json = None,
) -> None:
    """The network fails in the middle of questions and complaints: every one ends, nothing is filed twice."""
    from voicebot.bench.cuts import bench_cuts as run

    run(n, instant=instant, json_path=json)


@bench.command("crowd")
def bench_crowd(
    callers: Annotated[int, typer.Option(min=1, help="One after the other.")] = 500,
    every: Annotated[int, typer.Option(min=1, help="So many between two readings of memory.")] = 10,
    seed: Annotated[int, typer.Option(help="What they do.")] = 1,
    one_document: Annotated[
        bool, typer.Option("--one-document", help="The page is never loaded anew: what it keeps adds up.")
    ] = False,
    json: Json = None,
) -> None:
    """Callers back to back at the kiosk's page, waits divided by 60: nobody is stuck, nothing grows."""
    from voicebot.bench.crowd import bench_crowd as run

    found = run(callers, every=every, seed=seed, one_document=one_document, json_path=json)
    if not found["sound"]:
        raise typer.Exit(1)


@bench.command("soak")
def bench_soak(conversations: int = 2000, json: Json = None) -> None:
    """Many conversations, many of them broken off: how memory grows."""
    from voicebot.bench.soak import soak as run

    run(conversations=conversations, json_path=json)


@bench.command("publish")
def bench_publish(callers: int = 20) -> None:
    """How soon a published text is heard, and what callers who are talking notice of it."""
    from tempfile import TemporaryDirectory

    from voicebot.bench.publishing import publish_command
    from voicebot.commands.console import out
    from voicebot.settings import settings

    with TemporaryDirectory() as folder:
        publish_command(settings(), callers, Path(folder), out)


@bench.command("kiosk")
def bench_kiosk(
    way: Annotated[
        list[str] | None, typer.Option(help="touch, keys, voice, page; several times; all when left out.")
    ] = None,
    size: Annotated[
        list[str] | None, typer.Option(help="Screens: 1080x1920, 1024x600; 390, 768, 1280, 1280 at 400 %.")
    ] = None,
    journey: Annotated[list[int] | None, typer.Option(help="1 to 7; several times.")] = None,
    runs: Annotated[int, typer.Option(min=1, help="So often each.")] = 1,
    shots: Annotated[Path | None, typer.Option(help="A folder for a picture of every screen.")] = None,
    json: Json = None,
) -> None:
    """Walk the journeys on the pages in Chromium: a desk of its own, by touch, keys, voice, in writing."""
    from voicebot.bench.kiosk.by_hand import BY_HAND
    from voicebot.bench.kiosk.run import WAYS
    from voicebot.bench.kiosk.run import bench_kiosk as run

    ways, journeys = way or tuple(WAYS), journey or tuple(BY_HAND)
    if set(ways) - set(WAYS) or set(journeys) - set(BY_HAND):
        raise typer.BadParameter(f"ways are {', '.join(WAYS)}; journeys are 1 to 7")
    found = run(ways=ways, sizes=size or (), journeys=journeys, runs=runs, shots=shots, json_path=json)
    if found["passed"] < found["n"]:
        raise typer.Exit(1)


@bench.command("run")
def bench_run(
    json: Json = None,
    quick: Annotated[bool, typer.Option(help="A tenth of everything, for a first look.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Only these: recognition, matching, voice, turns, spoken.")
    ] = None,
    speech: Speech = None,
    sets: Annotated[
        Path | None, typer.Option(help="Folder with parakqc_dev.csv and smalltalk_dev.csv.")
    ] = None,
) -> None:
    """Measure everything and print one table."""
    from voicebot.bench.run import run

    run(json_path=json, quick=quick, only=only, speech=speech, sets=sets)
