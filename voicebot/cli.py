"""The command `voicebot`; its groups are in `voicebot.commands`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from voicebot.commands.callbacks import callbacks
from voicebot.commands.complaint import complaint
from voicebot.commands.complaint_attachments import attachment
from voicebot.commands.console import Language, err, out
from voicebot.commands.database import db
from voicebot.commands.faq import faq
from voicebot.commands.greeting import greet, weather
from voicebot.commands.kiosk import kiosk
from voicebot.commands.languages import languages
from voicebot.commands.measure.groups import bench, evals
from voicebot.commands.models import models
from voicebot.commands.outbox import outbox
from voicebot.commands.person import add_to as add_person
from voicebot.commands.places import places
from voicebot.commands.staff import staff
from voicebot.errors import VoicebotError
from voicebot.settings import settings
from voicebot.telemetry.logs import set_up_logs

__all__ = ["app", "main"]

app = typer.Typer(
    help="A public desk that people can talk to. Begin with `voicebot serve`, then open http://localhost:8000.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(callbacks, name="callbacks")
complaint.add_typer(outbox, name="outbox")
add_person(complaint)
complaint.add_typer(attachment, name="attachment")
app.add_typer(complaint, name="complaint")
app.add_typer(db, name="db")
app.add_typer(models, name="models")
app.add_typer(faq, name="faq")
app.add_typer(languages, name="languages")
app.add_typer(places, name="places")
app.add_typer(staff, name="staff")
app.add_typer(evals, name="eval")
app.add_typer(bench, name="bench")
app.command()(greet)
app.command()(kiosk)
app.command()(weather)


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
def accessibility(folder: Annotated[Path, typer.Argument(help="Where the pages go.")]) -> None:
    """Write the accessibility statement as pages of the documentation, from its table."""
    from voicebot.channels.accessibility.markdown import write_pages

    for path in write_pages(folder):
        out.print(str(path))


@app.command()
def protocol(folder: Annotated[Path, typer.Argument(help="Where the pages go.")]) -> None:
    """Generate the protocol's JSON Schema, AsyncAPI document and tables."""
    from voicebot.channels.websocket.pages import write_pages

    for path in write_pages(folder):
        out.print(str(path))
