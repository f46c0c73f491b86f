"""The command `voicebot`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from voicebot.commands.complaint import complaint
from voicebot.commands.database import db
from voicebot.errors import VoicebotError
from voicebot.settings import settings
from voicebot.telemetry.logs import set_up_logs

__all__ = ["app", "main"]

app = typer.Typer(
    help="A public desk that people can talk to. Begin with `voicebot serve`, then open http://localhost:8000.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
models = typer.Typer(
    help="Model weights: what there is, whether it is whole, and how to get more.", no_args_is_help=True
)
faq = typer.Typer(help="What the desk knows: check it, ask it.", no_args_is_help=True)
evals = typer.Typer(
    help="Measure quality on sets of your own. Every one takes --json FILE.", no_args_is_help=True
)
bench = typer.Typer(help="Measure speed and memory.", no_args_is_help=True)
for group, name in (
    (complaint, "complaint"),
    (db, "db"),
    (models, "models"),
    (faq, "faq"),
    (evals, "eval"),
    (bench, "bench"),
):
    app.add_typer(group, name=name)
out = Console()
err = Console(stderr=True)

Json = Annotated[Path | None, typer.Option("--json", help="Write the figures to this file too.")]
Language = Annotated[str, typer.Option(help="ko or en.")]
Limit = Annotated[int | None, typer.Option(help="Only so many rows, for a quick look.")]
Url = Annotated[str | None, typer.Option(help="A desk that runs already; else one of our own.")]
Speech = Annotated[Path | None, typer.Option(help="Manifest of human speech (see eval speech).")]


def main() -> None:
    """Run a command; an error of ours is a sentence, not a traceback."""
    set_up_logs()
    try:
        app()
    except VoicebotError as error:
        err.print(f"[bold red]{error.code}[/]: {error.message}", highlight=False)
        sys.exit(1)
    except ValidationError as error:
        wrong = "; ".join(
            f"VOICEBOT_{'__'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        err.print(f"[bold red]settings_invalid[/]: {wrong}. Correct the environment.", highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(help="Certificate (PEM); browsers give no microphone without it.")
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its private key (PEM).")] = None,
) -> None:
    """Serve the desk until Ctrl-C."""
    from voicebot.serve import serve as run

    chosen = settings().model_copy(
        update={k: v for k, v in (("host", host), ("port", port)) if v is not None}
    )
    scheme = "https" if tls_cert else "http"
    shown = "localhost" if chosen.host in ("127.0.0.1", "0.0.0.0", "::") else chosen.host  # noqa: S104
    err.print(f"[bold]The desk opens at {scheme}://{shown}:{chosen.port}[/] (Ctrl-C stops it)")
    run(chosen, tls_cert=tls_cert, tls_key=tls_key)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question in words.")] = None,
    audio: Annotated[Path | None, typer.Option(help="Or the question as a recording.")] = None,
    output: Annotated[
        Path | None, typer.Option("--out", help="Write the spoken answer to this WAV file.")
    ] = None,
    language: Language = "ko",
) -> None:
    """Ask once, without a server: `voicebot ask "여권 만들려면?" --out answer.wav`."""
    from voicebot.client.ask import ask_once

    if (question is None) == (audio is None):
        raise typer.BadParameter("Give a question in words or --audio FILE, one of the two.")
    asyncio.run(
        ask_once(settings(), question=question, audio=audio, output=output, language=language, console=out)
    )


@app.command()
def call(
    url: Annotated[str, typer.Argument(help="The desk, such as http://localhost:8000.")],
    audio: Annotated[Path, typer.Option(help="The question as a recording.")],
    output: Annotated[
        Path | None, typer.Option("--out", help="Write what the desk said to this WAV file.")
    ] = None,
    language: Language = "ko",
) -> None:
    """Call a running desk as a caller would, speaking a recording in real time."""
    from voicebot.client.ask import call_once

    asyncio.run(call_once(url, audio=audio, output=output, language=language, console=out))


@app.command()
def protocol(folder: Annotated[Path, typer.Argument(help="Where the pages go.")]) -> None:
    """Generate the protocol's JSON Schema, AsyncAPI document and tables."""
    from voicebot.channels.websocket.pages import write_pages

    for path in write_pages(folder):
        out.print(str(path))


@models.command("list")
def models_list() -> None:
    """List every model card and whether its weights are here."""
    from voicebot.weights import list_models

    list_models()


@models.command("verify")
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Which; all that are needed if none.")] = None,
) -> None:
    """Assemble the weights and check every byte."""
    from voicebot.hear.faster_whisper import FasterWhisper
    from voicebot.speak.kokoro import Kokoro
    from voicebot.weights import verify_models

    verify_models(names)
    if not names:
        FasterWhisper(), Kokoro()  # makes what is made of them at the first start


@models.command("fetch")
def models_fetch(
    name: Annotated[str, typer.Argument(help="A model card, as `voicebot models list` shows it.")],
    revision: Annotated[str | None, typer.Option(help="Instead of the card's revision.")] = None,
    sha256: Annotated[
        list[str] | None, typer.Option(help="FILE=DIGEST, where the card has none or another.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="A mirror instead of the card's source.")] = None,
) -> None:
    """Fetch bigger weights where there is a network; goes on where it was broken off."""
    from voicebot.weights import fetch_model

    given = [pair.partition("=") for pair in sha256 or []]
    if not all(file and digest for file, _, digest in given):
        raise typer.BadParameter("Write --sha256 FILE=DIGEST.")
    digests = {file: digest for file, _, digest in given}
    out.print(str(fetch_model(name, revision=revision, digests=digests or None, base_url=base_url)))


@faq.command("lint")
def faq_lint(
    folder: Annotated[Path | None, typer.Argument(help="The district's folder.")] = None,
    release: Annotated[bool, typer.Option(help="Also fail on facts that nobody has verified.")] = False,
) -> None:
    """Check the entries: form, plain Korean, staleness, sources, duplicates."""
    from voicebot.civic.lint import lint_command

    raise typer.Exit(lint_command(folder or settings().district_dir, release=release))


@faq.command("ask")
def faq_ask(question: str, language: Language = "ko") -> None:
    """Show which entry would answer, how sure the desk is, and the runners-up."""
    from voicebot.client.ask import explain

    explain(settings(), question, language, out)


@faq.command("index")
def faq_index() -> None:
    """Index the entries now instead of at the next start."""
    from voicebot.client.ask import index

    asyncio.run(index(settings(), err))


@faq.command("fit")
def faq_fit(
    negatives: Annotated[Path, typer.Argument(help="CSV with a column Q: talk that must not be answered.")],
    language: Language = "ko",
) -> None:
    """Fit the thresholds on the entries' own phrasings and on talk that must not be answered."""
    from voicebot.bench.matching import fit_command

    fit_command(negatives, language=language)


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


@evals.command("guard")
def eval_guard(json: Json = None, limit: Limit = None) -> None:
    """Silence, noise, music and crowds: how many are answered as if somebody had spoken."""
    from voicebot.bench.guard import eval_guard as run

    run(json, limit)


@evals.command("short")
def eval_short(json: Json = None, limit: Limit = None) -> None:
    """Answers of one syllable, "네" and digits, where the desk waits for one."""
    from voicebot.bench.short_answers import eval_short as run

    run(json, limit)


@bench.command("open")
def bench_open(sessions: int = 100, seconds: float = 60.0, url: Url = None, json: Json = None) -> None:
    """Many open lines, mostly silent: frames lost, and how late speech is noticed."""
    from voicebot.bench.open_lines import bench_open as run

    run(sessions=sessions, seconds=seconds, url=url, json_path=json)


@bench.command("flood")
def bench_flood(times: int = 5, minutes: float = 2.0, sessions: int = 8, json: Json = None) -> None:
    """Far more callers than places: nobody may be dropped in silence."""
    from voicebot.bench.flood import bench_flood as run

    run(times=times, minutes=minutes, sessions=sessions, json_path=json)


@bench.command("soak")
def bench_soak(conversations: int = 2000, json: Json = None) -> None:
    """Many conversations, many of them broken off: how memory grows."""
    from voicebot.bench.soak import soak as run

    run(conversations=conversations, json_path=json)


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
