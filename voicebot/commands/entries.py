"""`voicebot faq draft|review|publish|…`: entries from a draft to what callers hear."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voicebot.commands.console import err, out
from voicebot.commands.entry_tables import show_differences, show_drafts, show_findings, show_versions
from voicebot.commands.officer import Actor, At, EntryId, Language, on_house, read_text, who

if TYPE_CHECKING:
    from voicebot.civic.lint import Finding
    from voicebot.civic.publishing.house import House

__all__ = ["add_to"]

Day = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="On the district's clock."),
]
Why = Annotated[str, typer.Option(help="Why, for those who read it later.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to `voicebot faq`."""
    for command in (drafts, show, draft, review, refuse, publish, withdraw, versions, export):
        group.command(command.__name__)(command)
    group.command("return")(back)


def drafts() -> None:
    """List the entries that are in the store, the one changed last first."""
    show_drafts(on_house(lambda house: house.publisher.entries.listed()))


def show(entry: EntryId, language: Language = "ko") -> None:
    """Print the newest text of an entry as a file that `voicebot faq draft` reads."""
    from voicebot.civic.publishing.texts import as_yaml

    held = on_house(lambda house: house.publisher.held(entry, language))
    typer.echo(as_yaml([(entry, held.fields)]), nl=False)


def draft(
    file: Annotated[Path, typer.Argument(help="A YAML file of entries, as in the district's folder.")],
    language: Language = "ko",
    actor: Actor = "",
    at: At = None,
) -> None:
    """Keep new texts as drafts, and say what is to be mended in them; callers hear nothing of it yet."""
    from voicebot.civic.publishing.texts import from_yaml

    texts = from_yaml(read_text(file))

    async def work(house: House) -> list[Finding]:
        found: list[Finding] = []
        edition = (await house.publisher.spoken()).edition
        today = house.publisher.today()
        for name, fields in texts:
            held = await house.publisher.write(name, language, fields, who(actor), at=at)
            found += house.publisher.checks.findings(held.key, held.fields, edition, today)
        return found

    show_findings(on_house(work))
    out.print(f"{len(texts)} drafts are kept. `voicebot faq review ID` hands one in.")


def review(entry: EntryId, language: Language = "ko", actor: Actor = "", at: At = None) -> None:
    """Hand a draft in, so that a second person can read and publish it."""
    on_house(lambda house: house.publisher.submit(entry, language, who(actor), at=at))
    out.print(f"{entry} is in review. Somebody else reads it and runs `voicebot faq publish {entry}`.")


def refuse(
    entry: EntryId, why: Annotated[str, typer.Argument()], language: Language = "ko", actor: Actor = ""
) -> None:
    """Give a text that is in review back to its writer."""
    on_house(lambda house: house.publisher.refuse(entry, language, who(actor), why))
    out.print(f"{entry} is a draft again.")


def publish(
    entry: EntryId,
    language: Language = "ko",
    from_: Annotated[
        dt.datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="On the district's clock."),
    ] = None,
    until: Day = None,
    actor: Actor = "",
    at: At = None,
) -> None:
    """Let callers hear what is in review: within seconds, or from a day on. Not for who wrote it."""
    begins, ends = _zoned(from_), _zoned(until)
    on_house(
        lambda house: house.publisher.publish(entry, language, who(actor), begins=begins, ends=ends, at=at)
    )
    out.print(f"{entry} is published{f' from {begins:%Y-%m-%d %H:%M}' if begins else ''}.")


def withdraw(
    entry: EntryId, language: Language = "ko", why: Why = "", actor: Actor = "", at: At = None
) -> None:
    """Let callers hear an entry no more, at once; also one of the district's files."""
    on_house(lambda house: house.publisher.withdraw(entry, language, who(actor), why, at=at))
    out.print(f"{entry} is withdrawn. `voicebot faq return {entry} NUMBER` brings a text back.")


def versions(
    entry: EntryId,
    language: Language = "ko",
    between: Annotated[
        tuple[int, int] | None, typer.Option(help="Show what changed from one text to another.")
    ] = None,
) -> None:
    """List the texts of an entry and what was done to it; or what changed between two texts."""

    async def work(house: House) -> None:
        entries = house.publisher.entries
        texts, steps = await entries.texts(entry, language), await entries.steps(entry, language)
        if between is None:
            show_versions(texts, steps)
            return
        fields = {text.number: text.fields for text in texts}
        if missing := [number for number in between if number not in fields]:
            raise typer.BadParameter(f"{entry} has no version {missing[0]}.")
        show_differences(fields[between[0]], fields[between[1]])

    on_house(work)


def back(
    entry: EntryId,
    number: Annotated[int, typer.Argument(help="As in `voicebot faq versions`.")],
    language: Language = "ko",
    actor: Actor = "",
    at: At = None,
) -> None:
    """Return to an earlier text: at once if it was published before, else as a draft."""
    held = on_house(lambda house: house.publisher.back(entry, language, number, who(actor), at=at))
    out.print(f"{entry} is {held.standing.state} with text {number} again.")


def export(
    folder: Annotated[Path, typer.Argument(help="Where ko/*.yaml and en/*.yaml go.")],
) -> None:
    """Write all that callers hear now as YAML files, which a desk can start from."""
    from voicebot.civic.publishing.edition import export as write

    spoken = on_house(lambda house: house.publisher.spoken())
    for path in write(spoken.edition, folder):
        err.print(str(path))
    out.print(f"{len(spoken.edition)} entries are in {folder}.")


def _zoned(moment: dt.datetime | None) -> dt.datetime | None:
    """A moment on the district's clock."""
    from voicebot.civic.district import load_district
    from voicebot.settings import settings

    return moment.replace(tzinfo=load_district(settings().district_dir).zone) if moment else None
