"""The list of entries, a new one, and the box to try a question."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.responses import Response

from voicebot.civic.entry import LANGUAGES
from voicebot.civic.publishing.house import House
from voicebot.civic.publishing.publisher import FIRST_EDITION
from voicebot.civic.publishing.texts import blank, checked_id
from voicebot.errors import AudioError, EntryError, StoreError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses, trouble
from voicebot.staff.visit import Visit
from voicebot.understand.meaning import Reading

__all__ = ["add_to"]

SOUND_BYTES = 10 * 1024 * 1024
"""Of a recording to try: minutes of speech."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list.

    Attributes:
        state: of the newest text; ``filed`` while only the district's file has it.
        spoken: whether callers hear it now.
        stale: whether somebody should compare it with its source again.
    """

    id: str
    language: str
    label: str
    question: str
    state: str
    writer: str
    spoken: bool
    stale: bool


def add_to(console: Console, houses: Houses) -> None:
    """Add the pages."""
    _list(console, houses)
    _trying(console)


def _list(console: Console, houses: Houses) -> None:
    async def page(visit: Visit, told: str = "", status: int = 200) -> Response:
        rows = await _rows(await houses.of(visit))
        state, asked = visit.text("state"), visit.text("q", 80).lower()
        shown = [
            row
            for row in rows
            if (not state or row.state == state) and asked in f"{row.id} {row.label} {row.question}".lower()
        ]
        return visit.draw("faq.html", status, rows=shown, total=len(rows), told=told, q=asked, state=state)

    @console.get("/faq", "faq")
    async def everything(visit: Visit) -> Response:
        """Every entry, what is in work first."""
        return await page(visit)

    @console.post("/faq", "faq")
    async def begin(visit: Visit) -> Response:
        """A new entry that only has a question."""
        house = await houses.of(visit)
        language = visit.text("language") if visit.text("language") in LANGUAGES else "ko"
        try:
            entry = checked_id(visit.text("entry"))
            if await house.publisher.has(entry, language):
                raise EntryError("entry_taken", "There is such an entry.")
            fields = blank(visit.text("question"), [], visit.me.shown)
            await house.publisher.write(entry, language, fields, visit.me.name, at=0)
        except (EntryError, StoreError) as error:
            return await page(visit, trouble(error), 422)
        await visit.note("faq.write", f"{language}/{entry}")
        return visit.go(f"/faq/{language}/{entry}")


async def _rows(house: House) -> list[Listed]:
    edition, today = (await house.publisher.spoken()).edition, house.publisher.today()
    rows = {(row.language, row.entry): row for row in await house.publisher.entries.listed()}
    numbers = {key: row.revision for key, row in rows.items()}
    newest = await house.publisher.entries.fields(numbers)
    stored = [
        Listed(
            key[1],
            key[0],
            str(newest[key].get("label") or key[1]),
            str(newest[key].get("question", "")),
            row.state,
            "" if row.writer == FIRST_EDITION else row.writer,
            edition.get(key[1], key[0]) is not None,
            bool((now := edition.get(key[1], key[0])) and now.doubtful(today)),
        )
        for key, row in rows.items()
        if key in newest
    ]
    filed = [
        Listed(e.id, e.language, e.label, e.question, "filed", "", True, e.doubtful(today))
        for e in edition
        if (e.language, e.id) not in rows
    ]
    return stored + filed


def _trying(console: Console) -> None:
    @console.get("/faq/try", "faq")
    async def empty(visit: Visit) -> Response:
        """Ask as a caller would."""
        return visit.draw("try.html", tried=None, text="", told="")

    @console.post("/faq/try", "faq", most=SOUND_BYTES)
    async def asked(visit: Visit) -> Response:
        """Who takes it, which entry answers, and why."""
        workshop, language = visit.console.behind.workshop, visit.text("language") or "ko"
        if workshop is None:
            return visit.draw("try.html", 425, tried=None, text="", told="faq_opening")
        if language not in LANGUAGES:
            language = "ko"
        try:
            readings = await _readings(visit, language)
        except AudioError:
            return visit.draw("try.html", 422, tried=None, text="", told="faq_no_sound")
        if not readings:
            return visit.draw("try.html", 422, tried=None, text="", told="faq_nothing_heard")
        tried = await workshop.tried(readings, language)
        return visit.draw("try.html", tried=tried, text=readings[0].text, told="", language=language)


async def _readings(visit: Visit, language: str) -> list[Reading]:
    """What was written, or said in the recording."""
    sound = visit.form.get("sound")
    if isinstance(sound, UploadFile) and sound.size and visit.console.behind.workshop:
        return await visit.console.behind.workshop.heard(await sound.read(), language)
    text = visit.text("text", 300)
    return [Reading(text)] if text else []
