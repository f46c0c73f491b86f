"""`voicebot faq try|check|pronounce|pronunciations`: hear and see what a caller would meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from voicebot.commands.console import out
from voicebot.commands.entry_tables import show_collisions, show_findings, show_tried
from voicebot.commands.officer import Actor, EntryId, Language, on_desk, on_house, who
from voicebot.settings import settings

if TYPE_CHECKING:
    from voicebot.civic.lint import Finding
    from voicebot.civic.publishing.house import House
    from voicebot.speak.respelling import Respelling
    from voicebot.talk.desk import Desk
    from voicebot.understand.explain import Collision
    from voicebot.understand.meaning import Reading

__all__ = ["add_to"]


def add_to(group: typer.Typer) -> None:
    """Add the commands to `voicebot faq`."""
    group.command("try")(try_)
    for command in (check, pronounce, pronunciations):
        group.command(command.__name__)(command)


def try_(
    question: Annotated[str | None, typer.Argument(help="The question in words.")] = None,
    audio: Annotated[Path | None, typer.Option(help="Or the question as a recording.")] = None,
    language: Language = "ko",
) -> None:
    """Show who would take a question, which entry would answer it, the runners-up, and why."""
    from voicebot.talk.trying import tried
    from voicebot.understand.meaning import Reading

    if (question is None) == (audio is None):
        raise typer.BadParameter("Give a question in words or --audio FILE, one of the two.")
    readings = [Reading(question)] if question is not None else _heard(audio, language)
    if not readings:
        out.print("Nothing was heard in it.")
        raise typer.Exit(1)
    show_tried(on_desk(lambda desk: tried(desk, readings, language)))


def _heard(audio: Path | None, language: str) -> list[Reading]:
    """What the desk's recogniser makes of a recording, best first."""
    from voicebot.audio.decode import decode
    from voicebot.engines import load_engine
    from voicebot.talk.answers import READINGS
    from voicebot.understand.meaning import Reading

    assert audio
    engine = load_engine("voicebot.transcribers", settings().transcriber, settings().threads.recognise)
    most = min(READINGS, engine.capabilities.n_best)
    heard = engine.transcribe(decode(audio), language=language, n_best=most)
    return [Reading(one.text, one.score) for one in heard.hypotheses]


def check(entry: EntryId, language: Language = "ko") -> None:
    """Say what is to be mended in the newest text, and which of its phrasings another entry takes now."""
    from voicebot.understand.explain import collisions

    async def work(desk: Desk) -> tuple[list[Finding], list[Collision]]:
        publisher = desk.newsroom.house.publisher
        held = await publisher.held(entry, language)
        found = publisher.checks.findings(held.key, held.fields, desk.faq, desk.today())
        spoken = desk.faq.get(entry, language)
        texts = [held.fields.get("question", ""), *held.fields.get("variants", [])]
        new = [text for text in texts if text and not (spoken and text in spoken.phrasings)]
        matcher = desk.knowledge[language].matcher
        return found, await desk.compute(lambda: collisions(matcher, entry, new))

    findings, taken = on_desk(work)
    show_findings(findings)
    show_collisions(taken)
    errors = sum(one.severity == "error" for one in findings)
    out.print(f"{errors} errors, {len(findings) - errors} warnings, {len(taken)} phrasings taken elsewhere")
    raise typer.Exit(bool(errors))


def pronounce(
    word: Annotated[str, typer.Argument(help="As it is written, such as LH.")],
    said: Annotated[str, typer.Argument(help="As it is said, such as 엘에이치; '' for the rules'.")],
    listen: Annotated[
        Path | None, typer.Option("--listen", help="Write a sentence with it to this WAV.")
    ] = None,
    sentence: Annotated[str, typer.Option(help="The sentence to listen to; the word alone when empty.")] = "",
    language: Language = "ko",
    actor: Actor = "",
) -> None:
    """Say a word in its own way from now on, in every open desk."""

    async def work(house: House) -> Respelling:
        await house.dictionary.say(word, said, language=language, actor=who(actor))
        return await house.dictionary.respelling()

    respelling = on_house(work)
    if listen:
        _speak(sentence or f"{word}.", language, respelling, listen)
    out.print(f"{word} is said {said}." if said else f"{word} is said as the rules say it.")


def _speak(sentence: str, language: str, respelling: Respelling, path: Path) -> None:
    from voicebot.audio.encode import write_wav
    from voicebot.engines import load_engine
    from voicebot.speak.cache import SpeechCache
    from voicebot.speak.speaker import Speaker

    engine = load_engine("voicebot.synthesizers", settings().synthesizer, settings().threads.synthesise)
    speaker = Speaker(engine, SpeechCache(settings().speech_dir), respelling=respelling)
    write_wav(path, speaker.speak(sentence, language=language).audio)


def pronunciations() -> None:
    """List the words that are said in their own way."""
    table = Table("word", "said", "language", "by")
    for row in on_house(lambda house: house.dictionary.store.listed()):
        table.add_row(row.written, row.said, row.language, row.actor)
    out.print(table)
